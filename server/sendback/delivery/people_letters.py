"""The mails to people who work for a shop, in English as the desk is."""

from sendback.delivery.letter import Action, Letter
from sendback.shops.model import Shop
from sendback.shops.people.model import LINK_LIFE, Link, Purpose


def write_invitation_letter(shop: Shop, link: Link, url: str) -> Letter:
    """Invite somebody to work for a shop."""
    days = LINK_LIFE[Purpose.INVITATION].days
    return Letter(
        subject=f"{shop.name} invites you to its returns desk",
        glance=f"You are to be {_say_role(link)}.",
        title=f"Work at the returns desk of {shop.name}",
        paragraphs=(
            f"You are invited to be {_say_role(link)}. The button opens a page where you choose how you will sign in.",
            "If you have an account here already, sign in with it on that page.",
        ),
        button=Action("Accept the invitation", url),
        foot=f"The link works once, within {days} days. If you do not know the shop, leave it.",
    )


def write_recovery_letter(shop: Shop, url: str) -> Letter:
    """Let somebody back in who has their phone's code or a recovery code at hand."""
    minutes = int(LINK_LIFE[Purpose.RECOVERY].total_seconds()) // 60
    return Letter(
        subject=f"Your way back in to the returns desk of {shop.name}",
        glance=f"The link works once, within {minutes} minutes.",
        title="Sign in again",
        paragraphs=(
            "The button opens a page that asks for a code: from your authenticator app, or one of your recovery codes.",
            "Then you are in, everywhere else is signed out, and you can choose a new password or passkey.",
        ),
        button=Action("Sign in again", url),
        foot=f"The link works once, within {minutes} minutes. If you did not ask for it, leave it: by itself it opens nothing.",
    )


def _say_role(link: Link) -> str:
    role = link.role.value
    return f"an {role}" if role[0] in "aeiou" else f"a {role}"
