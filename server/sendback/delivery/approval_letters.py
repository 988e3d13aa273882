"""The mail to those who decide, in English as the desk is: no name, no address, nothing that the decision does not need."""

from sendback.delivery.letter import Action, Fact, Letter
from sendback.delivery.letters import About
from sendback.returns.approval_links import LINK_LIFE
from sendback.returns.naming import name_reason
from sendback.returns.rma import show_rma
from sendback.returns.waiting import say_over, say_why


def write_approval_letter(about: About, link: str, again: bool) -> Letter:
    """Ask for a decision, with a link that decides once its page was read; `again` reminds of one asked for before."""
    item, base = about.item, about.links.base_url
    rma, page = show_rma(item.rma), f"{base}/approve/{link}"
    title = f"{rma} still waits for you" if again else f"{rma} waits for you"
    return Letter(
        subject=f"{title} ({about.shop.name})",
        glance=say_why(item),
        title=title,
        paragraphs=(
            " ".join([say_why(item), *(f"{fact}." for fact in say_over(item))]),
            "Each link opens a page that shows what it would do; nothing happens before you press the button there.",
        ),
        button=Action("Approve…", f"{page}?choose=approve"),
        items_title="What would come back",
        items=tuple(f"{line.quantity} × {line.title}, {name_reason(about.shop.settings, line)}" for line in item.lines),
        facts=(Fact("Return", rma, is_code=True),),
        links=(Action("Decline…", f"{page}?choose=decline"), Action("Open at the desk", f"{base}/desk/returns/{item.return_id}")),
        foot=f"The links are yours alone, and work once within {LINK_LIFE.days} days.",
    )
