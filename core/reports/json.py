"""The report as JSON, format `saidso.report/1`: everything the model holds, so that it can be read back.

The schema is `resources/schemas/report.schema.json`. Decimals are text, times are UTC in ISO 8601, offsets are
code points, end exclusive.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from core.errors import UserError
from core.reports.model import ReportModel

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FORMAT = "saidso.report/1"
MOST_BYTES = 200_000_000
"""Of a report to be read back: far above any article, below what would fill a machine's memory."""

_SURROGATE = re.compile("[\ud800-\udfff]")


@cache
def _adapter() -> TypeAdapter[ReportModel]:
    from pydantic import TypeAdapter  # a tenth of a second, and only those who write JSON need it

    return TypeAdapter(ReportModel)


def render(model: ReportModel) -> bytes:
    """The report as UTF-8 JSON. Lone surrogates, which UTF-8 cannot hold, become U+FFFD."""
    report = _adapter().dump_python(_clean(model), mode="json")
    text = json.dumps({"format": FORMAT, "report": report}, ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8")


def parse(data: bytes, name: str = "The report") -> ReportModel:
    """The report that `render` wrote. Raises `UserError` S-REPORT-JSON, naming the place that does not hold."""
    from pydantic import ValidationError

    if len(data) > MOST_BYTES:
        raise UserError(
            "S-REPORT-JSON", f"{name} has more than {MOST_BYTES // 1_000_000} MB; choose another file."
        )
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:  # ValueError: no JSON, no UTF-8, or a number of 10,000 digits
        raise UserError(
            "S-REPORT-JSON",
            f"{name} is neither a report in JSON nor a whole evidence bundle; choose another file.",
        ) from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise UserError(
            "S-REPORT-JSON", f"{name} is not a report in the format {FORMAT}; export it as JSON again."
        )
    try:
        return _adapter().validate_json(json.dumps(found.get("report")), strict=True)
    except (ValidationError, ValueError) as error:
        first = error.errors()[0] if isinstance(error, ValidationError) else {"loc": (), "msg": str(error)}
        where = ".".join(str(part) for part in first["loc"]) or "the report"
        raise UserError(
            "S-REPORT-JSON", f"{name} does not hold at {where}: {first['msg']}; export it as JSON again."
        ) from error


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names stand in it once: of two values readers would take now one, now the other."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def schema() -> dict[str, Any]:
    """The JSON Schema of what `render` writes, as `resources/schemas/report.schema.json` has it."""
    report = _adapter().json_schema(mode="serialization", ref_template="#/$defs/{model}")
    definitions = report.pop("$defs", {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Saidso verdict report, saidso.report/1",
        "type": "object",
        "required": ["format", "report"],
        "additionalProperties": False,
        "properties": {"format": {"const": FORMAT}, "report": report},
        "$defs": definitions,
    }


def _clean(value: Any) -> Any:
    """The record without lone surrogates, so that it can be written at all."""
    if isinstance(value, str):
        return type(value)(_SURROGATE.sub("\ufffd", value)) if _SURROGATE.search(value) else value
    if isinstance(value, tuple):
        return tuple(_clean(item) for item in value)
    fields = getattr(value, "__dataclass_fields__", None)
    if fields is None:
        return value
    return type(value)(**{name: _clean(getattr(value, name)) for name in fields})
