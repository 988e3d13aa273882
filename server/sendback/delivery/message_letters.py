"""What the shop asks the shopper, and how it tells them that something was changed."""

from sendback.delivery.letter import Action, Letter, Quote
from sendback.delivery.letters import About, link_status, tell_contents
from sendback.returns.messages import Message


def write_question_letter(about: About, message: Message) -> Letter:
    """Bring the shop's question in its own words, and lead to the page where it is answered."""
    say = about.say
    photos = (say("question.photos"),) if message.wants_photos else ()
    return Letter(
        subject=say("subject"),
        glance=say("question.glance"),
        title=say("question.title"),
        paragraphs=(say("question.lead"), *photos, say("question.next")),
        quote=Quote(say("message_title"), message.body),
        button=Action(say("question.button"), link_status(about).url),
        **tell_contents(about),
    )


def write_message_letter(about: About, message: Message) -> Letter:
    """Bring what the shop writes, in its own words."""
    say = about.say
    return Letter(
        subject=say("subject"),
        glance=say("message.glance"),
        title=say("message.title"),
        paragraphs=(say("message.lead"),),
        quote=Quote(say("message_title"), message.body),
        button=link_status(about),
        **tell_contents(about),
    )


def write_changed_letter(about: About, message: Message | None) -> Letter:
    """Tell that the shop changed what goes back, with its reason where one was written to the shopper."""
    say = about.say
    return Letter(
        subject=say("subject"),
        glance=say("changed.glance"),
        title=say("changed.title"),
        paragraphs=(say("changed.lead"), say("changed.next")),
        quote=Quote(say("message_title"), message.body) if message else None,
        button=link_status(about),
        **tell_contents(about),
    )
