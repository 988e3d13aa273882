"""Signing keys and revocations from the database, in the shape the verifier asks for."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.orders import store
from sendback.orders.token.keys import FindKey, SigningKey
from sendback.orders.token.revocation import FindRevocation, Revocation
from sendback.shops import store as shops
from sendback.shops.founding import vault_place
from sendback.shops.keys import KeyKind, is_accepted
from sendback.shops.vault import Vault


def key_finder(tx: Tx, vault: Vault) -> FindKey:
    """Find signing keys by kid, opened from the vault."""

    def find(kid: str) -> SigningKey | None:
        key = shops.find_key(tx, KeyKind.SIGNING, kid)
        if key is None or key.secret is None:
            return None
        until = int(key.accepted_until.timestamp()) if key.accepted_until else None
        text = vault.open(key.secret, vault_place(key.shop_id, key.key_id))
        return SigningKey(text, key.shop_id, _revoked_before(key.not_before.timestamp(), key.created_at.timestamp()), until)

    return find


def get_signing_key(tx: Tx, vault: Vault, shop_id: str, now: datetime) -> str:
    """Open the shop's newest key, to sign with; Problem not-found when every one has ended."""
    for key in shops.list_keys(tx, shop_id, KeyKind.SIGNING):
        if is_accepted(key, now) and key.secret is not None:
            return vault.open(key.secret, vault_place(shop_id, key.key_id))
    raise Problem(Code.NOT_FOUND, "This shop has no signing key; `sendback key rotate` makes one.")


def revocation_finder(tx: Tx) -> FindRevocation:
    """Find what a shop has taken back."""

    def find(shop_id: str, token_id: str, number_key: str) -> Revocation:
        token = store.find_revocation(tx, shop_id, "jti", token_id)
        order = store.find_revocation(tx, shop_id, "order", number_key)
        return Revocation(is_token_revoked=token is not None, order_not_before=order or 0)

    return find


def _revoked_before(not_before: float, created_at: float) -> int:
    """Say from when a key's tokens count; a key never ended so counts from ever, whatever the signer's clock says."""
    return int(not_before) if not_before > created_at else 0
