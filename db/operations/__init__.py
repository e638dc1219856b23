"""Every action on a desk, as a frozen record for `db.store.Desk.transact`."""

from db.operations.articles import ImportArticle, StoreAnalysis
from db.operations.base import Operation
from db.operations.checks import KeepDraft, SetRating, SetRationale, SubmitCheck, WithdrawCheck
from db.operations.claims import AcceptClaims, DismissClaims, RestoreClaims, SetAside
from db.operations.evidence import AddEvidence, EditEvidence, RemoveEvidence
from db.operations.readings import AddClaim, CorrectMention

__all__ = [
    "AcceptClaims",
    "AddClaim",
    "AddEvidence",
    "CorrectMention",
    "DismissClaims",
    "EditEvidence",
    "ImportArticle",
    "KeepDraft",
    "Operation",
    "RemoveEvidence",
    "RestoreClaims",
    "SetAside",
    "SetRating",
    "SetRationale",
    "StoreAnalysis",
    "SubmitCheck",
    "WithdrawCheck",
]
