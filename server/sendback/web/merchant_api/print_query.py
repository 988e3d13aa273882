"""What a request for a print file asks for."""

from typing import Literal

from pydantic import Field, field_validator

from sendback.delivery.print_wish import PrintWish
from sendback.paper.model import Form, PaperSize
from sendback.paper.sheets import SHEETS
from sendback.shops.frozen import Frozen


class PrintQuery(Frozen):
    """Which paper of each shipment, and how it is to come; what is not said is as the shipment said it."""

    what: Literal["label", "slip"] | None = Field(
        default=None, description="only labels or only slips, instead of what each shipment said"
    )
    size: PaperSize | None = Field(default=None, description="the paper it is printed on")
    dpi: Literal["203", "300"] = Field(default="203", description="of the printer, for ZPL")
    sheet: str = Field(default="", description="a sheet of labels to print on", json_schema_extra={"enum": ["", *SHEETS]})
    start: int = Field(default=1, ge=1, le=99, description="the first free label of the sheet")

    @field_validator("sheet")
    @classmethod
    def _is_known(cls, sheet: str) -> str:
        if sheet and sheet not in SHEETS:
            raise ValueError(f"Choose one of {', '.join(SHEETS)}.")
        return sheet

    def as_wish(self, form: Form) -> PrintWish:
        """Give the wish for one form of print file."""
        return PrintWish(form=form, dpi=int(self.dpi), size=self.size, sheet=self.sheet, start=self.start)
