"""Every action on a desk, as a frozen record for `db.store.Desk.transact`."""

from db.operations.articles import ImportArticle, StoreAnalysis
from db.operations.base import Operation
from db.operations.checks import KeepDraft, SetRating, SetRationale, SubmitCheck, WithdrawCheck
from db.operations.claims import AcceptClaims, AssignClaims, DismissClaims, RestoreClaims, SetAside
from db.operations.comments import AddComment, ResolveComment
from db.operations.comparisons import RuleComparison
from db.operations.evidence import AddEvidence, EditEvidence, KeepCapture, RemoveEvidence
from db.operations.readings import AddClaim, CorrectMention
from db.operations.reviews import ApproveCheck, ReturnCheck
from db.operations.speakers import MergeSpeakers, RenameSpeaker, SplitSpeaker

__all__ = [
    "AcceptClaims",
    "AddClaim",
    "AddComment",
    "AddEvidence",
    "ApproveCheck",
    "AssignClaims",
    "CorrectMention",
    "DismissClaims",
    "EditEvidence",
    "ImportArticle",
    "KeepCapture",
    "KeepDraft",
    "MergeSpeakers",
    "Operation",
    "RemoveEvidence",
    "RenameSpeaker",
    "ResolveComment",
    "RestoreClaims",
    "ReturnCheck",
    "RuleComparison",
    "SetAside",
    "SetRating",
    "SetRationale",
    "SplitSpeaker",
    "StoreAnalysis",
    "SubmitCheck",
    "WithdrawCheck",
]
