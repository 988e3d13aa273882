"""docs/policy.md names every key that a policy may have, and its example can be saved."""

import re
from pathlib import Path

import pytest

from sendback.policy.faults import FaultCode
from sendback.policy.inspecting import NoticeCode, inspect_policy
from sendback.policy.reading import read_policy
from sendback.policy.text.case_shapes import ExampleText, SeasonText
from sendback.policy.text.policy_shape import PolicyText, TermsText, ThresholdText
from sendback.policy.text.rule_shape import RuleText, WhenText
from sendback.shops.model import AddressSetting
from sendback.shops.terms import PolicySetting

PAGE = (Path(__file__).parents[2] / "docs" / "policy.md").read_text("utf-8")
SHAPES = {
    "Terms": (TermsText, ThresholdText),
    "Rules": (RuleText,),
    "When": (WhenText,),
    "Seasons": (SeasonText,),
    "Examples": (ExampleText,),
}


def read_keys(heading: str) -> set[str]:
    """Read the first cells of the tables under a heading."""
    part = re.split(rf"^#+ {heading}$", PAGE, flags=re.MULTILINE)[1]
    part = re.split(r"^#+ ", part, flags=re.MULTILINE)[0]
    return {key for row in re.findall(r"^\| (`[^|]+) \|", part, re.MULTILINE) for key in re.findall(r"`([a-z_]+)`", row)}


@pytest.mark.parametrize("heading", SHAPES)
def test_every_key_has_its_row_and_no_row_is_of_a_key_that_is_not(heading: str) -> None:
    keys = {field.alias or name for shape in SHAPES[heading] for name, field in shape.model_fields.items()}
    assert read_keys(heading) == keys


@pytest.mark.parametrize("table", PolicyText.model_fields)
def test_every_table_is_written_about(table: str) -> None:
    assert re.search(rf"\[{table}[\].]", PAGE)


def test_every_part_of_an_address_is_written_about() -> None:
    assert set(AddressSetting.model_fields) <= set(re.findall(r"`([a-z_]+)`", PAGE))


@pytest.mark.parametrize("code", [*FaultCode, *NoticeCode])
def test_every_fault_and_notice_is_written_about(code: FaultCode | NoticeCode) -> None:
    assert re.search(rf"^\|[^|]*`{code.value}`", PAGE, re.MULTILINE)


def test_defaults_are_what_the_page_says() -> None:
    for name in ("window_days", "window_from", "grace_days", "approval", "refund_due"):
        default = getattr(PolicySetting(), name)
        shown = f'"{default}"' if isinstance(default, str) else default
        assert re.search(rf"^\| `{name}` \| .* \| `{shown}` \|$", PAGE, re.MULTILINE)


def test_the_example_on_the_page_says_what_the_page_says() -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    book = read_policy(text)
    assert [rule.id for rule in book.rules] == ["free", "for-a-fee", "too-late"]
    assert inspect_policy(book) == []
