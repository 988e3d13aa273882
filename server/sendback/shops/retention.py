"""For how long a shop keeps what tells of people."""

from pydantic import Field

from sendback.shops.frozen import Frozen


class RetentionSetting(Frozen):
    """How long each kind of data is kept, counted from when its return was closed or its return window passed."""

    people_days: int = Field(default=180, ge=30, le=730)
    """Names, addresses, notes and messages of returns, and papers in the library."""
    photos_days: int = Field(default=90, ge=7, le=730)
    orders_days: int = Field(default=30, ge=0, le=730)
    """Orders, after the last day on which anything of them could come back."""
    withdrawals_years: int = Field(default=3, ge=1, le=10)
