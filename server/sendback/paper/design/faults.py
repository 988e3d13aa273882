"""What can be wrong with a design, by permanent codes."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """The kinds of fault; a code never changes its meaning."""

    NOT_JSON = "not_json"
    TOO_LONG = "too_long"
    TOO_MANY_ELEMENTS = "too_many_elements"
    NOT_VALID = "not_valid"
    OUTSIDE_PAGE = "outside_page"
    OVERLAP = "overlap"
    DUPLICATE_ID = "duplicate_id"
    UNKNOWN_FACT = "unknown_fact"
    UNKNOWN_CONDITION = "unknown_condition"
    UNKNOWN_TEXT = "unknown_text"
    UNKNOWN_LANGUAGE = "unknown_language"
    MISSING_GLYPH = "missing_glyph"
    TEXT_TOO_SMALL = "text_too_small"
    SYMBOL_TOO_SMALL = "symbol_too_small"
    SYMBOL_UNSUITED = "symbol_unsuited"
    NO_COLUMNS = "no_columns"
    COLUMNS_TOO_WIDE = "columns_too_wide"
    TABLE_ENDS = "table_ends"
    NO_LOGO = "no_logo"
    MISSING_PART = "missing_part"
    WRONG_KIND = "wrong_kind"


@dataclass(frozen=True, slots=True)
class DesignProblem:
    """One fault: its code, the id of the element or nothing for the whole design, and a sentence for whoever designs."""

    code: Fault
    element: str
    detail: str
