"""A shop and the settings its owner edits in the builder; one shape for the builder, the database and the doors."""

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from sendback.shops.address import Address, address_from
from sendback.shops.contracts import CarrierSetting
from sendback.shops.fields import ConditionSetting, FieldSetting, ReasonSetting, standard_fields, standard_reasons
from sendback.shops.frozen import Frozen
from sendback.shops.look import Look
from sendback.shops.mails import MailSetting
from sendback.shops.options import ANY_POST, Country, Currency, Minor, ReturnOption, check_options
from sendback.shops.origins import check_origin
from sendback.shops.receiving import ReceivingSetting
from sendback.shops.resolutions import Resolution
from sendback.shops.retention import RetentionSetting
from sendback.shops.rewording import check_rewording, drop_retired
from sendback.shops.terms import AlertSetting, DeskSetting, PolicySetting
from sendback.shops.withdrawal import WithdrawalSetting
from sendback.words.catalogue import LANGUAGES, Words, words_for


class Mode(StrEnum):
    """Tell real trade from trials; a key of one mode never opens the other."""

    LIVE = "live"
    TEST = "test"


class Way(StrEnum):
    """How the label reaches the shopper."""

    POPUP = "popup"
    EMAIL = "email"


class ShipMail(StrEnum):
    """What the shopper is mailed when an order ships."""

    NONE = "none"
    LINK = "link"
    LABEL = "label"


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("not a time zone of the IANA database")
    return name


def _known_language(tag: str) -> str:
    if tag not in LANGUAGES:
        raise ValueError(f"not one of {', '.join(LANGUAGES)}")
    return tag


Language = Annotated[str, AfterValidator(_known_language)]
OwnTexts = Annotated[dict[str, Annotated[str, Field(max_length=500)]], BeforeValidator(drop_retired)]
DesignName = Annotated[str, Field(pattern=r"^[a-z_]{1,32}\.[a-z0-9]{1,16}$")]
DesignId = Annotated[str, Field(min_length=1, max_length=40)]


class ProofSetting(Frozen):
    """Which typed facts prove an order besides its number; any one of them is enough."""

    fields: tuple[Literal["postcode", "email", "phone"], ...] = Field(default=("postcode", "email"), min_length=1)


class AddressSetting(Frozen):
    """A postal address as the settings hold it."""

    name: str = Field(default="", max_length=80)
    company: str = Field(default="", max_length=80)
    lines: tuple[Annotated[str, Field(max_length=80)], ...] = Field(default=(), max_length=4)
    postcode: str = Field(default="", max_length=16)
    city: str = Field(default="", max_length=60)
    district: str = Field(default="", max_length=60)
    region: str = Field(default="", max_length=60)
    country: str = Field(default="", pattern=r"^([A-Z]{2})?$")

    def as_address(self) -> Address:
        """Give the address that paper, mail and forms lay out."""
        return address_from(self.model_dump())


class DeliverySetting(Frozen):
    """How labels reach shoppers, and what stands on them."""

    ways: tuple[Way, ...] = Field(default=(Way.POPUP, Way.EMAIL), min_length=1)
    paper: Literal["4x6", "100x150", "a6", "a5", "a4", "letter", "roll62"] = "a4"
    carrier_message: str = Field(default="", max_length=300)
    return_address: AddressSetting = AddressSetting()
    mail_on_ship: ShipMail = ShipMail.NONE
    from_email: str = Field(default="", max_length=254, pattern=r"^(|[^@\s,;<>\x00-\x1f]+@[^@\s,;<>\x00-\x1f]+)$")

    @property
    def has_return_address(self) -> bool:
        """Say whether a parcel could find its way: without a street line and a country a label is no label."""
        home = self.return_address
        return bool(home.country and any(line.strip() for line in home.lines))


class LibrarySetting(Frozen):
    """Which papers of each return are kept in the document store, and as what; no format means nothing is kept."""

    forms: tuple[Literal["pdf", "png", "bmp", "zpl", "svg"], ...] = Field(default=(), max_length=5)
    documents: tuple[Literal["label", "slip"], ...] = Field(default=("label",), max_length=2)
    dpi: Literal[203, 300] = 203

    @property
    def keeps_anything(self) -> bool:
        """Say whether there is anything to save when a label is made."""
        return bool(self.forms and self.documents)


class ShopSettings(Frozen):
    """All that an owner decides in the three steps of the builder."""

    fields: tuple[FieldSetting, ...] = Field(default_factory=standard_fields, max_length=40)
    proof: ProofSetting = ProofSetting()
    countries: tuple[Country, ...] = Field(default=(), max_length=260)
    reasons: tuple[ReasonSetting, ...] = Field(default_factory=standard_reasons, min_length=1, max_length=40)
    conditions: tuple[ConditionSetting, ...] = Field(default=(), max_length=10)
    resolutions: tuple[Resolution, ...] = Field(default=(Resolution.REFUND,), min_length=1, max_length=5)
    policy: PolicySetting = PolicySetting()
    desk: DeskSetting = DeskSetting()
    alerts: AlertSetting = AlertSetting()
    look: Look = Look()
    texts: dict[Language, OwnTexts] = Field(default_factory=dict)
    delivery: DeliverySetting = DeliverySetting()
    options: tuple[ReturnOption, ...] = Field(default=(ANY_POST,), min_length=1, max_length=20)
    carriers: tuple[CarrierSetting, ...] = Field(default=(), max_length=10)
    spending_limit_minor: Minor = 20_000
    spending_currency: Currency = "EUR"
    library: LibrarySetting = LibrarySetting()
    withdrawal: WithdrawalSetting = WithdrawalSetting()
    retention: RetentionSetting = RetentionSetting()
    receiving: ReceivingSetting = ReceivingSetting()
    mails: MailSetting = MailSetting()
    origins: tuple[Annotated[str, AfterValidator(check_origin)], ...] = Field(default=(), max_length=20)
    languages: tuple[Language, ...] = Field(default=LANGUAGES, min_length=1)
    default_language: Language = "en"
    time_zone: Annotated[str, AfterValidator(_known_zone)] = "UTC"
    designs: dict[DesignName, DesignId] = Field(default_factory=dict, max_length=100)
    """The shop's own designs, by `name_design`; what is not among them is drawn as built in."""

    @model_validator(mode="after")
    def _hold_together(self) -> Self:
        ids = [field.id for field in self.fields]
        if len(set(ids)) != len(ids):
            raise ValueError("two fields have the same id")
        if "order_number" not in ids:
            raise ValueError("the order number cannot be taken out")
        if missing := [name for name in self.proof.fields if name not in ids]:
            raise ValueError(f"{', '.join(missing)} proves the order, so it must be one of the fields")
        if Way.POPUP not in self.delivery.ways and "email" not in ids:
            raise ValueError("labels that only come by email need the email field")
        if self.default_language not in self.languages:
            raise ValueError("the default language must be one of the languages")
        codes = [reason.code for reason in self.reasons]
        if len(set(codes)) != len(codes):
            raise ValueError("two reasons have the same code")
        check_options(self.options, self.carriers, set(codes))
        for language, texts in self.texts.items():
            for key, text in texts.items():
                check_rewording(words_for(language), key, text)
        return self

    @property
    def zone(self) -> tzinfo:
        """The shop's own time zone, in which its days begin and end."""
        return ZoneInfo(self.time_zone) if self.time_zone != "UTC" else UTC

    def words(self, language: str) -> Words:
        """Return the catalogue for a shopper, with this shop's own wording."""
        known = words_for(language).language
        if known not in self.languages:
            known = self.default_language
        return words_for(known, self.texts.get(known, {}))

    def list_choices(self) -> list[Words]:
        """List the languages a page lets its reader choose from: none where the shop speaks only one."""
        return [self.words(language) for language in self.languages] if len(self.languages) > 1 else []


def name_design(kind: str, size: str) -> str:
    """Name the place that a design may take: one for each kind of document and size of paper.

    >>> name_design("label", "4x6")
    'label.4x6'
    """
    return f"{kind}.{size}"


@dataclass(frozen=True, slots=True)
class Shop:
    """A tenant: everything else in the database belongs to exactly one of these."""

    shop_id: str
    slug: str
    name: str
    mode: Mode
    settings_version: int
    settings: ShopSettings
    created_at: datetime


def settings_from(body: dict[str, Any]) -> ShopSettings:
    """Read settings as the builder sends them; pydantic.ValidationError names each fault."""
    return ShopSettings.model_validate(body)
