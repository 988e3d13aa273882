"""Every kind of field is known wherever kinds are: a new one must not be asked for and then lost."""

import re
from pathlib import Path

import pytest

from sendback.errors import Problem
from sendback.returns.checking import check_request
from sendback.shops.fields import OWN_KINDS, FieldKind, FieldSetting, standard_fields
from sendback.shops.founding import Founded
from sendback.web.hosted.fields import label_details, list_details
from sendback.web.hosted.visit import Visit
from sendback.words.catalogue import LANGUAGES, words_for
from tests.conftest import MakeShop
from tests.factories import make_address, make_buyer, make_order

BUILDER = Path(__file__).parents[2] / "snippet_builder" / "src" / "fields.ts"
STANDARD = [kind for kind in FieldKind if kind not in OWN_KINDS]
PROVING_ONLY = (FieldKind.ORDER_NUMBER, FieldKind.POSTCODE)
TOLD = [kind for kind in STANDARD if kind not in PROVING_ONLY]


def found_asking(make_shop: MakeShop, kind: FieldKind) -> Founded:
    """Found a shop that asks for one kind more than a new shop does."""
    fields = [field for field in standard_fields() if field.kind is not kind]
    return make_shop(fields=[field.model_dump() for field in (*fields, FieldSetting(id=kind.value, kind=kind))])


@pytest.mark.parametrize("kind", STANDARD)
def test_each_has_a_label_in_every_language(kind: FieldKind) -> None:
    key = "widget.street" if kind is FieldKind.ADDRESS else f"widget.{kind.value}"
    assert all(words_for(language)(key) for language in LANGUAGES)


def test_the_builder_offers_each() -> None:
    offered = re.search(r"STANDARD = \[(.*?)\]", BUILDER.read_text("utf-8"), re.DOTALL)
    assert offered
    assert sorted(re.findall(r'"(\w+)"', offered[1])) == sorted(STANDARD)


@pytest.mark.parametrize("kind", TOLD)
def test_the_hosted_page_draws_each_that_tells_of_the_sender(make_shop: MakeShop, kind: FieldKind) -> None:
    shop = found_asking(make_shop, kind).shop
    contact = {"name": "", "phone": "", "address": make_address().as_json()}
    items = list_details(Visit(shop, words_for("en"), {}), {"contact": contact, "email_masked": None})
    assert any(name.startswith(f"contact.{kind.value}") for name in label_details(items))


@pytest.mark.parametrize("kind", TOLD)
def test_a_missing_answer_of_each_is_a_fault(make_shop: MakeShop, kind: FieldKind) -> None:
    shop = found_asking(make_shop, kind).shop
    with pytest.raises(Problem) as refused:
        check_request(shop, make_order(buyer=make_buyer(email="")), {"lang": "en"}, words_for("en"))
    assert any(error.field.startswith(f"contact.{kind.value}") for error in refused.value.errors)
