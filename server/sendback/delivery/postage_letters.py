"""The mails about what a return travels with: the carrier's label, or a code for the shop's own counter."""

from datetime import datetime

from sendback.delivery.letter import Action, Fact, Letter
from sendback.delivery.letters import About, isolate, link_status, tell_contents
from sendback.delivery.links import Document
from sendback.returns.parcels import Parcel


def write_postage_letter(about: About, parcel: Parcel, now: datetime) -> Letter:
    """Bring the label that a carrier sold, and say that it takes the place of the shop's own slip."""
    say, item, words = about.say, about.item, about.words
    carrier = isolate(parcel.carrier_name or about.shop.name, words)
    ends_on = (now + about.links.document_life).astimezone(about.shop.settings.zone).date()
    lead = [say("postage.lead", carrier=carrier), say("postage.instead"), say("label.attached", day=words.day(ends_on))]
    what = tell_contents(about)
    if parcel.tracking_number:
        what["facts"] = (*what["facts"], Fact(words("parcel.track"), parcel.tracking_number, is_code=True))
    return Letter(
        subject=say("subject"),
        glance=say("postage.glance"),
        title=say("postage.title"),
        paragraphs=(*lead, *say_dropoff(about, parcel)),
        button=Action(
            say("label.button"), about.links.document_url(item.shop_id, item.return_id, Document.LABEL, parcel=parcel.number)
        ),
        steps=(say("label.print"), say("label.pack"), say("label.hand_in")),
        links=(link_status(about),),
        **what,
    )


def write_code_letter(about: About) -> Letter:
    """Tell the number to show at the shop's counter; nothing has to be printed."""
    say, home = about.say, about.item.return_to or about.shop.settings.delivery.return_address
    return Letter(
        subject=say("subject"),
        glance=say("code.glance"),
        title=say("code.title"),
        paragraphs=(say("code.lead"), say("code.next"), ", ".join([home.name, *home.lines, f"{home.postcode} {home.city}"])),
        button=link_status(about),
        **tell_contents(about),
    )


def say_dropoff(about: About, parcel: Parcel) -> tuple[str, ...]:
    """Tell the code that a drop-off point prints from, where the carrier gave one."""
    code = parcel.dropoff_code
    return (about.say("postage.dropoff", code=isolate(code, about.words)),) if code else ()
