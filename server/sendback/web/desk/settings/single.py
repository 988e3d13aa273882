"""Single settings that people look for by name, and the page on which each stands."""

from dataclasses import dataclass

from sendback.shops.permissions import Action


@dataclass(frozen=True, slots=True)
class Single:
    """One setting: how it is called, on which page and where there."""

    title: str
    endpoint: str
    anchor: str = ""
    words: str = ""
    action: Action = Action.CHANGE_SETTINGS


SINGLES = (
    Single("Shop name", "desk.shop_settings", "name", "rename title"),
    Single("Time zone", "desk.shop_settings", "time_zone", "clock hours day utc"),
    Single("Default language", "desk.shop_settings", "default_language", "translation locale"),
    Single("Spending limit for labels", "desk.shop_settings", "spending_limit", "budget carrier money hour currency"),
    Single("Days until an alert", "desk.alert_settings", "undecided", "threshold late remind stuck unused refund"),
    Single("Daily mail", "desk.alert_wishes", "is_on", "digest email notification hour weekend quiet", Action.DECIDE),
    Single("Return window", "desk.policy.show_terms", "window_days", "deadline days grace late"),
    Single("Approval of returns", "desk.policy.show_terms", "", "automatic all none approve decide"),
    Single("When money is due", "desk.policy.show_terms", "", "refund receipt inspection moment"),
    Single("Who approves", "desk.policy.show_choices", "", "approvers mail remind escalate"),
    Single("Reasons", "desk.policy.show_choices", "", "why too small defect wrong", Action.SEE_SETTINGS),
    Single("Grades", "desk.receiving.show_settings", "grades", "condition as new used broken sellable"),
    Single("What becomes of it", "desk.receiving.show_settings", "rules", "disposition restock resell refurbish donate scrap"),
    Single("Places", "desk.receiving.show_settings", "places", "shelf bin location put away"),
    Single("Return address", "builder.show_builder", "step=delivery", "warehouse destination where parcels go"),
    Single("Paper size", "builder.show_builder", "step=delivery", "a4 a6 4x6 letter label format"),
    Single("Sender of mails", "builder.show_builder", "step=delivery", "from email address"),
    Single("Fields of the form", "builder.show_builder", "step=fields", "postcode phone name question"),
    Single("Colours, logo and font", "builder.show_builder", "step=look", "design brand theme"),
    Single("Sites that may carry the tag", "builder.show_builder", "step=delivery", "origins domain cors snippet"),
    Single("Wording of shoppers' pages", "builder.show_builder", "", "texts translation sentence rewrite"),
    Single("Formats that are kept", "builder.show_builder", "step=delivery", "library copies pdf bmp png"),
)
"""What an owner is likely to type; each is found by its title and its words."""
