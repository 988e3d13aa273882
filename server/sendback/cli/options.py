"""`sendback shop options`: how a shop's parcels come back, and the carriers it has a contract with."""

from typing import Any, BinaryIO

import click

from sendback.carriers.model import CarrierTrouble
from sendback.cli.console import OPERATOR, Asked, open_shop, refusing, say_json, shop_option
from sendback.cli.options_file import list_carriers, read_options
from sendback.delivery.shop_carriers import read_contract
from sendback.errors import Code, Problem
from sendback.shops import store
from sendback.shops.contracts import seal_secrets
from sendback.shops.model import ShopSettings
from sendback.web.sent_settings import read_settings

_NAMES = ("options", "carriers", "spending_limit_minor", "spending_currency")


@click.command("options")
@click.argument("file", type=click.File("rb"), required=False)
@shop_option
@refusing
def options(file: BinaryIO | None, slug: str | None) -> None:
    """Print how parcels come back, or set it from a JSON FILE (- for standard input); secrets in it are kept sealed."""
    with open_shop(slug) as asked:
        if file is not None:
            _save(asked, read_options(file, _NAMES))
            asked = Asked(asked.context, asked.context.database.read(store.get_shop, asked.shop.shop_id))
        whole = asked.shop.settings.model_dump(mode="json")
        for carrier in whole["carriers"]:
            carrier["sealed"] = dict.fromkeys(carrier["sealed"], "…")
        say_json({name: whole[name] for name in _NAMES})


def _save(asked: Asked, given: dict[str, Any]) -> None:
    """Save the parts that the file names; a secret that it does not name stays as it was sealed before."""
    shop, context = asked.shop, asked.context
    sealed = {carrier.code: carrier.sealed for carrier in shop.settings.carriers}
    for carrier in list_carriers(given):
        fresh = seal_secrets(context.vault, shop.shop_id, str(carrier.get("code")), carrier.pop("secrets", {}))
        carrier["sealed"] = {**sealed.get(str(carrier.get("code")), {}), **fresh}
    settings = read_settings({**shop.settings.model_dump(mode="json"), **given})
    _refuse_unusable(settings)
    context.database.write(store.save_settings, shop.shop_id, shop.settings_version, settings, OPERATOR, context.clock())


def _refuse_unusable(settings: ShopSettings) -> None:
    for contract in settings.carriers:
        try:
            read_contract(contract)
        except CarrierTrouble as trouble:
            raise Problem(Code.INVALID_FIELDS, f"{contract.code}: {trouble.reason}") from None
