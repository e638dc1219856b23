"""Every action on a desk, as a frozen record for `db.store.Desk.transact`."""

from db.operations.alike import SettleAlike
from db.operations.articles import ImportArticle, StoreAnalysis
from db.operations.base import Operation
from db.operations.checks import KeepDraft, SetRating, SetRationale, SubmitCheck, WithdrawCheck
from db.operations.claims import AcceptClaims, AssignClaims, DismissClaims, RestoreClaims, SetAside
from db.operations.comments import AddComment, KeepComment, LookAt, ResolveComment
from db.operations.comparisons import RuleComparison
from db.operations.desk import UseScale
from db.operations.details import RemoveArticle, SetArticleDetails
from db.operations.evidence import (
    AddEvidence,
    AttachExcerpt,
    CaptureSource,
    EditEvidence,
    KeepCapture,
    RemoveEvidence,
)
from db.operations.incoming import ImportReport
from db.operations.people import RenamePerson, SetCapacity, SetOnePerson
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
from db.operations.speakers import MergeSpeakers, RenameSpeaker, SplitSpeaker
from db.operations.versions import TakeAsNewVersion
from db.operations.withholding import WithholdEvent

__all__ = [
    "AcceptClaims",
    "AddClaim",
    "AddComment",
    "AddEvidence",
    "ApproveCheck",
    "AskRecheck",
    "AssignClaims",
    "AttachExcerpt",
    "CaptureSource",
    "CloseCorrection",
    "CorrectMention",
    "DismissClaims",
    "EditEvidence",
    "ImportArticle",
    "ImportReport",
    "KeepCapture",
    "KeepComment",
    "KeepDraft",
    "LookAt",
    "MergeSpeakers",
    "OpenCorrection",
    "Operation",
    "PublishCheck",
    "RecheckWhatIsDue",
    "RemoveArticle",
    "RemoveEvidence",
    "RenamePerson",
    "RenameSpeaker",
    "ResolveComment",
    "RestoreClaims",
    "ReturnCheck",
    "RuleComparison",
    "SetArticleDetails",
    "SetAside",
    "SetCapacity",
    "SetOnePerson",
    "SetRating",
    "SetRationale",
    "SetRecheckDate",
    "SettleAlike",
    "SignOffArticle",
    "SplitSpeaker",
    "StoreAnalysis",
    "SubmitCheck",
    "TakeAsNewVersion",
    "UseScale",
    "WithdrawCheck",
    "WithholdEvent",
]
