"""Every action on a desk, as a frozen record for `db.store.Desk.transact`."""

from db.operations.articles import ImportArticle, StoreAnalysis
from db.operations.base import Operation
from db.operations.checks import KeepDraft, SetRating, SetRationale, SubmitCheck, WithdrawCheck
from db.operations.claims import AcceptClaims, DismissClaims, RestoreClaims, SetAside
from db.operations.comments import AddComment, LookAt, ResolveComment
from db.operations.desk import UseScale
from db.operations.evidence import AddEvidence, EditEvidence, KeepCapture, RemoveEvidence
from db.operations.people import SetCapacity, SetOnePerson
from db.operations.publishing import (
    AskRecheck,
    CloseCorrection,
    OpenCorrection,
    PublishCheck,
    RecheckWhatIsDue,
    SetRecheckDate,
)
from db.operations.readings import AddClaim, CorrectMention
from db.operations.reviews import ApproveCheck, ReturnCheck
from db.operations.signing import SignOffArticle
from db.operations.withholding import WithholdEvent

__all__ = [
    "AcceptClaims",
    "AddClaim",
    "AddComment",
    "AddEvidence",
    "ApproveCheck",
    "AskRecheck",
    "CloseCorrection",
    "CorrectMention",
    "DismissClaims",
    "EditEvidence",
    "ImportArticle",
    "KeepCapture",
    "KeepDraft",
    "LookAt",
    "OpenCorrection",
    "Operation",
    "PublishCheck",
    "RecheckWhatIsDue",
    "RemoveEvidence",
    "ResolveComment",
    "RestoreClaims",
    "ReturnCheck",
    "SetAside",
    "SetCapacity",
    "SetOnePerson",
    "SetRating",
    "SetRationale",
    "SetRecheckDate",
    "SignOffArticle",
    "StoreAnalysis",
    "SubmitCheck",
    "UseScale",
    "WithdrawCheck",
    "WithholdEvent",
]
