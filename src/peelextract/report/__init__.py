"""The report models: the only definition of what an extraction gives."""

from .common import Grade, GradeBasis, GradeValue, ReportWarning, Span, WarningCode
from .findings import (
    AreaForImprovement,
    CauseOfConcern,
    Deadline,
    Item,
    Modality,
    Practice,
    PracticeKind,
    ProseRecommendation,
    Recommendation,
)
from .model import (
    SCHEMA_VERSION,
    DocumentKind,
    Extractor,
    Organisation,
    Pillar,
    Question,
    Report,
    Section,
    Source,
)
from .statistic import Comparison, Period, Qualifier, Relation, Statistic, StatisticKind

__all__ = [
    "SCHEMA_VERSION",
    "AreaForImprovement",
    "CauseOfConcern",
    "Comparison",
    "Deadline",
    "DocumentKind",
    "Extractor",
    "Grade",
    "GradeBasis",
    "GradeValue",
    "Item",
    "Modality",
    "Organisation",
    "Period",
    "Pillar",
    "Practice",
    "PracticeKind",
    "ProseRecommendation",
    "Qualifier",
    "Question",
    "Recommendation",
    "Relation",
    "Report",
    "ReportWarning",
    "Section",
    "Source",
    "Span",
    "Statistic",
    "StatisticKind",
    "WarningCode",
]
