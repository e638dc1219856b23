"""Writes the JSON Schema of reports anew: `python -m core.reports.schema`, after a change of the model."""

from __future__ import annotations

import json

import resources
from core.files import whole_file
from core.reports.json import schema

if __name__ == "__main__":
    with whole_file(resources.path("schemas", "report.schema.json")) as stream:
        stream.write((json.dumps(schema(), indent=2, ensure_ascii=False) + "\n").encode("utf-8"))
