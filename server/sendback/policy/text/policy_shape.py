"""What a policy's text is made of: the tables that may stand in it."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from sendback.policy.text.case_shapes import ExampleText, SeasonText
from sendback.policy.text.rule_shape import RuleText
from sendback.policy.text.values import DayName, Days, Grace, Name, Text, Written, as_many
from sendback.shops.model import AddressSetting
from sendback.shops.resolutions import RefundMoment
from sendback.shops.terms import ThresholdSetting


class ThresholdText(ThresholdSetting):
    """`[terms.thresholds]`: from how many on a fact sends a return to approval."""

    model_config = ConfigDict(strict=True)


class TermsText(Written):
    """`[terms]`: what holds where no rule says otherwise; what is left out stays as the settings have it, but for thresholds."""

    window_days: Days | None = None
    window_from: DayName | None = None
    grace_days: Grace | None = None
    approval: Literal["all", "none"] | None = None
    never: Annotated[tuple[Text, ...], BeforeValidator(as_many), Field(max_length=1000)] | None = None
    refund_due: RefundMoment | None = None
    thresholds: ThresholdText = ThresholdText()


def _able_to_receive(address: AddressSetting) -> AddressSetting:
    if not address.country or not any(line.strip() for line in address.lines):
        raise ValueError("An address needs lines and a country, or no parcel finds it.")
    return address


class PolicyText(Written):
    """The whole of it."""

    terms: TermsText | None = None
    season: tuple[SeasonText, ...] = ()
    rule: tuple[RuleText, ...] = ()
    address: dict[Name, Annotated[AddressSetting, AfterValidator(_able_to_receive)]] = Field(default_factory=dict, max_length=100)
    example: tuple[ExampleText, ...] = ()
