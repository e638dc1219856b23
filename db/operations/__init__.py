"""Every action on a desk, as a frozen record for `db.store.Desk.transact`."""

from db.operations.articles import ImportArticle, StoreAnalysis
from db.operations.base import Operation
from db.operations.checks import KeepDraft, SetRating, SetRationale, SubmitCheck, WithdrawCheck
from db.operations.claims import AcceptClaims, DismissClaims, RestoreClaims, SetAside
from db.operations.desk import UseScale
from db.operations.evidence import AddEvidence, EditEvidence, KeepCapture, RemoveEvidence
from db.operations.readings import AddClaim, CorrectMention
from db.operations.reviews import ApproveCheck, ReturnCheck

__all__ = [
    "AcceptClaims",
    "AddClaim",
    "AddEvidence",
    "ApproveCheck",
    "CorrectMention",
    "DismissClaims",
    "EditEvidence",
    "ImportArticle",
    "KeepCapture",
    "KeepDraft",
    "Operation",
    "RemoveEvidence",
    "RestoreClaims",
    "ReturnCheck",
    "SetAside",
    "SetRating",
    "SetRationale",
    "StoreAnalysis",
    "SubmitCheck",
    "UseScale",
    "WithdrawCheck",
]
