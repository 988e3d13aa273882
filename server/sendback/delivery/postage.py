"""What a shopper holds, said plainly: postage, or a slip that is none."""

from sendback.returns.model import Return
from sendback.returns.parcels import Parcel, ParcelState
from sendback.shops.model import ShopSettings
from sendback.shops.options import ANY_POST, OptionKind
from sendback.words.catalogue import Words


def list_notices(settings: ShopSettings, item: Return, parcel: Parcel | None, words: Words) -> list[str]:
    """Say which box it is, and who pays; a shop that never chose how returns travel has its label as it always was."""
    if parcel is None:
        return []
    box = [words("parcel.box", number=parcel.number)] if parcel.number > 1 else []
    chose = settings.options != (ANY_POST,)
    return [*box, say_postage(parcel, words, bool(item.consignor.email))] if chose else box


def say_postage(parcel: Parcel, words: Words, has_email: bool) -> str:
    """Say plainly whether what the shopper holds is postage."""
    if parcel.kind is OptionKind.IN_STORE:
        return words("parcel.postage.none")
    if parcel.state is ParcelState.OWN:
        return words("parcel.postage.yours" if parcel.kind is OptionKind.SHOPPER_PAID else "parcel.postage.paid")
    if parcel.state is ParcelState.BOUGHT:
        return words("parcel.postage.paid")
    if parcel.is_awaited:
        return words("parcel.postage.mailed" if has_email else "parcel.postage.awaited")
    return words("parcel.postage.not")
