"""What a check reports."""

from dataclasses import dataclass
from enum import StrEnum

from diptych.model import Span


class Severity(StrEnum):
    """How much a finding asks for."""

    ERROR = "error"
    WARNING = "warning"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that may be wrong with a translation.

    Attributes:
        code: of the check: `number-changed`.
        severity: error, warning, or look.
        message: what is wrong, in one plain sentence.
        source_span: in the source text; none where nothing there is meant.
        target_span: in the target text.
        source_value: what is compared, as the source has it.
        target_value: the same of the target.
        suggestion: what to do, in one short sentence.
    """

    code: str
    severity: Severity
    message: str
    source_span: Span | None = None
    target_span: Span | None = None
    source_value: str = ""
    target_value: str = ""
    suggestion: str = ""
