"""Which customs form a returned parcel needs (UPU Convention Manual, article 20-001: forms CN 22 and CN 23)."""

from types import MappingProxyType

from sendback.paper.model import LabelFacts

MOST_GRAMS = 2000
# CN 22 ends at 300 SDR. The rate of the day is not ours to know, so each of these amounts, in minor units, has been worth less
# than 300 SDR for twenty years; above them, and in any other currency, the full form is right everywhere.
_MOST_MINOR = MappingProxyType(
    {"EUR": 300_00, "USD": 300_00, "CHF": 300_00, "GBP": 225_00, "SEK": 2500_00, "NOK": 2400_00, "DKK": 2200_00}
)


def fits_cn22(facts: LabelFacts) -> bool:
    """Say whether CN 22 is enough: worth 300 SDR at most and no heavier than 2 kg, both known for certain."""
    value, weight, most = facts.value_minor, facts.net_weight_g, _MOST_MINOR.get(facts.currency)
    return value is not None and weight is not None and most is not None and value <= most and weight <= MOST_GRAMS
