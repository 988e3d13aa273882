"""What the settings of a shop are divided into: each section with the words people look for it by."""

from dataclasses import dataclass

from sendback.shops.permissions import Action


@dataclass(frozen=True, slots=True)
class Section:
    """One line of the settings page: where it leads, what it is about, who may go there."""

    group: str
    title: str
    about: str
    endpoint: str
    action: Action
    words: str = ""
    """What else somebody may type to find it."""


SECTIONS = (
    Section(
        "Returns", "Policy", "What may come back, until when, on what terms.", "desk.policy.show_rules",
        Action.SEE_SETTINGS, "rules window days fee refuse season",
    ),
    Section(
        "Returns", "Reasons and choices", "What shoppers choose from, and when a photo is asked for.", "desk.policy.show_choices",
        Action.SEE_SETTINGS, "conditions resolutions exchange credit repair photos approval approvers reminder thresholds",
    ),
    Section(
        "Returns", "Withdrawals", "The EU right of withdrawal: wording, time limit.", "desk.withdrawal_settings",
        Action.CHANGE_SETTINGS, "law directive refund clock countries",
    ),
    Section(
        "Shop", "Fields, look, delivery", "The builder: what the tag asks, how it looks, where parcels go.",
        "builder.show_builder", Action.CHANGE_SETTINGS, "tag snippet colour logo language address origins mail time zone",
    ),
    Section(
        "Shop", "Paper", "The designer of labels, slips and customs papers.", "builder_paper.show_designer",
        Action.CHANGE_SETTINGS, "label slip invoice size font",
    ),
    Section(
        "Shop", "Label library", "The papers kept in the document store.", "desk.list_documents",
        Action.SEE_PEOPLE, "documents s3 folder bmp",
    ),
    Section(
        "Shop", "People", "Who works here, as what; invitations.", "desk.show_people",
        Action.MANAGE_PEOPLE, "users roles invite owner manager agent dock viewer access",
    ),
    Section(
        "Systems", "API keys", "What your own systems may do, from where and until when.", "desk.show_keys",
        Action.MANAGE_KEYS, "api token secret scopes roll rotate ip allow list bearer",
    ),
    Section(
        "Systems", "Outgoing mail", "What waits, what failed, send again.", "desk.list_mails",
        Action.DECIDE, "outbox failed replay",
    ),
    Section(
        "Systems", "Webhooks", "Which of your systems are called when something happens.", "desk.webhooks.list_endpoints",
        Action.MANAGE_KEYS, "events notifications endpoint url secret signature erp integration",
    ),
    Section(
        "Systems", "Read an order token", "What a token says, and why it is refused.", "desk.read_token",
        Action.SEE_PEOPLE, "sbo1 signature check",
    ),
)  # fmt: skip
"""In the order in which they are shown."""
