"""How a shop connects its carriers: facts that are kept with its settings, and never a secret among them."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints, model_validator

from sendback.carriers.model import LabelForm

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,60}$")]
Sentence = Annotated[str, StringConstraints(max_length=80, strip_whitespace=True)]
HttpAddress = Annotated[str, StringConstraints(pattern=r"^https?://[A-Za-z0-9.\-\[\]:]{1,200}(/[A-Za-z0-9._~/\-]{0,200})?$")]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Service(_Frozen):
    """One service of a carrier that the shop offers, by the carrier's code, with the name its shoppers read.

    `price_minor` is the price of the shop's contract, for carriers that cannot be asked for one.
    """

    code: Name
    name: Sentence = ""
    price_minor: int | None = Field(default=None, ge=0)
    currency: Annotated[str, StringConstraints(pattern=r"^([A-Z]{3})?$")] = ""

    @model_validator(mode="after")
    def _prices_in_some_money(self) -> "Service":
        if self.price_minor is not None and not self.currency:
            raise ValueError("a price needs its currency")
        return self


class Budget(_Frozen):
    """How long one call may take in all, in seconds."""

    quote_seconds: float = Field(default=4, gt=0, le=60)
    buy_seconds: float = Field(default=12, gt=0, le=120)
    other_seconds: float = Field(default=8, gt=0, le=60)


class Fault(StrEnum):
    """What the sandbox does wrong: nothing, or each thing that real carriers do."""

    NONE = "none"
    DOWN = "down"
    SLOW = "slow"
    RUBBISH = "rubbish"
    TWICE = "twice"
    ANSWER_LOST = "answer_lost"
    NEVER = "never"
    REFUSES = "refuses"


class _Connected(_Frozen):
    services: tuple[Service, ...] = ()
    budget: Budget = Budget()


class AddressOnlySetting(_Frozen):
    """No carrier: the shopper chooses and pays."""

    kind: Literal["address_only"] = "address_only"

    @property
    def code(self) -> str:
        """The carrier's name in events."""
        return "address_only"


class SandboxSetting(_Connected):
    """A carrier that moves nothing. `ledger` is a file that plays the carrier's memory; empty, it is this process."""

    kind: Literal["sandbox"] = "sandbox"
    name: Sentence = "Sandbox Parcel"
    label_form: Literal[LabelForm.PDF, LabelForm.ZPL] = LabelForm.PDF
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "EUR"
    void_days: int = Field(default=14, ge=0, le=365)
    ledger: str = ""
    fault: Fault = Fault.NONE
    delay_seconds: float = Field(default=0, ge=0, le=600)

    @property
    def code(self) -> str:
        """The carrier's name in events."""
        return "sandbox"


class KarrioSetting(_Connected):
    """An account at a carrier that a karrio plug-in speaks to.

    `account` and `options` go to the plug-in as they are; `secrets` names those fields of the account that are kept
    sealed, each with the name it is kept under. `usual_box_mm` is length, width and height of a box nobody measured.
    `servers` sends what is meant for one address to another one, such as a carrier's own test host;
    like the sandbox's `ledger` it reaches into the machine, so that a shop must not be let choose it.
    """

    kind: Literal["karrio"] = "karrio"
    plugin: Name
    name: Sentence
    account: dict[Name, JsonValue] = Field(default_factory=dict)
    secrets: dict[Name, Name] = Field(default_factory=dict)
    options: dict[Name, JsonValue] = Field(default_factory=dict)
    test_mode: bool = False
    label_form: LabelForm = LabelForm.PDF
    void_days: int | None = Field(default=None, ge=0, le=365)
    usual_box_mm: tuple[int, int, int] = (300, 200, 100)
    servers: dict[HttpAddress, HttpAddress] = Field(default_factory=dict)

    @property
    def code(self) -> str:
        """The carrier's name in events."""
        return f"karrio:{self.plugin}"

    @model_validator(mode="after")
    def _keeps_no_secret(self) -> "KarrioSetting":
        """Refuse fields that smell of a secret in what is kept and shown in the open."""
        open_secrets = [name for name in self.account if any(part in name for part in _SECRET)]
        if open_secrets or set(self.account) & set(self.secrets):
            raise ValueError("a secret of the account is named in `secrets`, and never written in `account`")
        return self


_SECRET = ("secret", "password", "token", "api_key", "apikey", "passphrase")

CarrierSetting = Annotated[AddressOnlySetting | SandboxSetting | KarrioSetting, Field(discriminator="kind")]
