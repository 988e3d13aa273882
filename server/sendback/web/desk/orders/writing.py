"""How the desk writes orders and imports in plain English."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from sendback.orders.intake.stages import Stage
from sendback.web.moments import write_day

STAGES: Mapping[Stage, tuple[str, str]] = MappingProxyType(
    {
        Stage.READING: ("Reading", ""),
        Stage.UPLOADED: ("Columns to name", "warn"),
        Stage.CHECKING: ("Checking", ""),
        Stage.CHECKED: ("Waits for you", "warn"),
        Stage.IMPORTING: ("Importing", ""),
        Stage.DONE: ("Imported", ""),
        Stage.UNDOING: ("Taking back", ""),
        Stage.UNDONE: ("Taken back", "off"),
    }
)
"""Each stage of an import as a person says it, and the tone of its badge."""
FORMS: Mapping[str, str] = MappingProxyType({"csv": "CSV", "xlsx": "Excel workbook", "json": "JSON", "jsonl": "JSON lines"})


def write_iso_day(text: str) -> str:
    """Write an ISO day as the desk writes days; nothing for none."""
    return write_day(date.fromisoformat(text)) if text else ""


def mask_name(name: str) -> str:
    """Show that there is a name, and no more than its initials."""
    return " ".join(f"{part[0]}." for part in name.split()[:3])
