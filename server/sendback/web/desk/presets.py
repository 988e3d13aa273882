"""The reasons to decline that stand ready, as the desk reads them; each shopper reads them in their own language."""

from sendback.returns.decline_reasons import PRESETS
from sendback.words.catalogue import words_for

PRESET_TEXTS = {code: str(words_for("en").text(f"policy.decline.{code}")) for code in PRESETS}
