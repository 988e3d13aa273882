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
        "Returns", "Receiving", "Grades, what becomes of what comes back, and where it is put.", "desk.receiving.show_settings",
        Action.CHANGE_SETTINGS, "dock scan inspect grade disposition restock scrap place shelf undo rules",
    ),
    Section(
        "Returns", "Alerts", "After how many days your people are told of what does not move on.", "desk.alert_settings",
        Action.CHANGE_SETTINGS, "thresholds undecided unused stuck refund due late days",
    ),
    Section(
        "Returns", "Your daily mail", "Whether and when you are mailed what does not move on.", "desk.alert_wishes",
        Action.DECIDE, "digest email hour weekend quiet off notification",
    ),
    Section(
        "Returns", "Withdrawals", "The EU right of withdrawal: wording, time limit.", "desk.withdrawal_settings",
        Action.CHANGE_SETTINGS, "law directive refund clock countries",
    ),
    Section(
        "Shop", "Shop", "Name, time zone, default language, what labels may cost.", "desk.shop_settings",
        Action.CHANGE_SETTINGS, "rename clock currency spending limit",
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
        "Shop", "Places of stock", "Shelves and boxes that things lie at.", "desk.stock.list_places",
        Action.CHANGE_STOCK, "shelf shelves bin location storage",
    ),
    Section(
        "Shop", "People", "Who works here, as what; invitations.", "desk.show_people",
        Action.MANAGE_PEOPLE, "users roles invite owner manager agent dock viewer access",
    ),
    Section(
        "Shop", "Changes of the settings", "Who changed what, and when.", "desk.list_setting_changes",
        Action.SEE_SETTINGS, "history versions before after audit",
    ),
    Section(
        "Warehouse", "Dock", "Which devices scan, who works at them, for which shops.", "desk.dock.show_dock",
        Action.MANAGE_DOCK, "devices phone scanner pair qr pin workers shifts revoke 3pl billing boxes",
    ),
    Section(
        "Warehouse", "Warehouses", "Where boxes arrive: names and addresses.", "desk.list_warehouses",
        Action.MANAGE_DOCK, "places address return_to several outlet",
    ),
    Section(
        "Systems", "Files of orders", "Take in a file, see what became of earlier ones, take one back.",
        "desk.orders.list_imports", Action.BRING_ORDERS, "import upload csv excel xlsx json undo columns",
    ),
    Section(
        "Systems", "Shop systems", "WooCommerce and Shopify tell Sendback of their orders by themselves.",
        "desk.orders.show_sources", Action.MANAGE_KEYS, "webhook secret signature orders connect",
    ),
    Section(
        "Systems", "Asking the shop", "Look an order up in the shop at the moment it is needed.",
        "desk.orders.show_lookup", Action.MANAGE_KEYS, "order lookup hook url secret",
    ),
    Section(
        "Systems", "Who tells of parcels", "Carriers and aggregators that tell by themselves: karrio, EasyPost, JSON.",
        "desk.show_tracking_sources", Action.MANAGE_KEYS, "tracking webhook hook carrier secret signature delivered",
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
    Section(
        "Safety", "Exports", "Returns, orders and more as CSV, Excel or JSON.", "desk.show_exports",
        Action.EXPORT, "csv xlsx excel spreadsheet download json",
    ),
    Section(
        "Safety", "Privacy", "What is stored and for how long; one person's data.", "desk.show_privacy",
        Action.SEE_SETTINGS, "gdpr retention erase export delete personal data photos",
    ),
    Section(
        "Safety", "Journal", "What happened, and proof that nobody rewrote it.", "desk.show_journal",
        Action.SEE_JOURNAL, "audit log history hash chain head verify",
    ),
)  # fmt: skip
"""In the order in which they are shown."""
