"""Facts to try designs on: an ordinary return in any script, and one that has far too much of everything."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from sendback.paper.gs1 import make_sscc
from sendback.paper.model import DocumentKind, InstructionFacts, ItemFact, LabelFacts
from sendback.words.catalogue import words_for

QR = "HTTPS://RETURNS.NORDLYS.EXAMPLE/Q/NORDLYS/R100000016"
# As long as the token of an ordinary order, which makes a symbol of 73 modules.
TOKEN_LINK = (
    "https://returns.nordlys.example/nordlys#sbt=sbo1_kgPoYqnC." + "eyJ2IjoxLCJvIjoi" * 14 + ".av2GwA." + "TQA6nd6S7soi" * 3
)
_LATIN = ("Liisa Järvenpää", "Mannerheimintie 12 B 34", "FI-00100 HELSINKI"), "Linen shirt, white / M"
_SAMPLES: Mapping[str, tuple[tuple[str, ...], str]] = MappingProxyType(
    {
        "de": (("Jürgen Größner", "Straße des 17. Juni 135", "10623 BERLIN"), "Leinenhemd, weiß / M"),
        "zh": (("张伟", "北京市朝阳区建国路88号现代城5号楼1203室", "100022"), "亚麻衬衫，白色 / M"),
        "ja": (("山田太郎", "〒150-0001", "東京都渋谷区神宮前1丁目2-3"), "リネンシャツ 白 / M"),
        "ko": (("김철수", "서울특별시 강남구 테헤란로 123", "06133"), "리넨 셔츠, 흰색 / M"),
        "ar": (("علي حسن", "شارع الملك فهد 12، حي العليا", "11564 الرياض"), "قميص كتان أبيض / M"),
        "he": (("משה כהן", "רחוב הרצל 12", "תל אביב 6688312"), "חולצת פשתן לבנה / M"),
        "th": (("ยุพา แสงทอง", "99/1 ถนนสุขุมวิท แขวงคลองเตย", "กรุงเทพมหานคร 10110"), "เสื้อลินินสีขาว / M"),
        "hi": (("प्रिया शर्मा", "12 महात्मा गांधी मार्ग", "नई दिल्ली 110001"), "सूती कमीज़, सफ़ेद / M"),
        "el": (("Δημήτρης Παπαδόπουλος", "Λεωφόρος Κηφισίας 44", "151 25 ΑΘΗΝΑ"), "Λινό πουκάμισο, λευκό / M"),
        "ru": (("Алексей Щёголев", "ул. Тверская, д. 7, кв. 12", "125009 МОСКВА"), "Льняная рубашка, белая / M"),
    }
)


def make_sample_facts(language: str = "en", long: bool = False, kind: DocumentKind = DocumentKind.LABEL) -> LabelFacts:
    """Make the facts of a return that never was, in the script of a language; `long` has far too much of everything."""
    words = words_for(language)
    lines, title = _SAMPLES.get(language.split("-", maxsplit=1)[0], _LATIN)
    facts = LabelFacts(
        shop_name="Nordlys",
        rma="R100000016",
        rma_shown="R1000-0001-6",
        order_number="SB-2026/0042",
        consignor_lines=lines,
        consignee_lines=("Nordlys Returns", "c/o Northern Logistics", "Rahtitie 3", "01530 VANTAA", "SUOMI / FINLAND"),
        qr_text=TOKEN_LINK if kind is DocumentKind.OUTBOUND_SLIP else QR,
        made_on=date(2026, 11, 24),
        items=(
            ItemFact(title, "NL-1042-M", 1, words("policy.reason.too_small"), 4990, 320, "6205.90", "PT"),
            ItemFact("Wool socks", "NL-877", 2, words("policy.reason.changed_mind"), 1450, 90, "6115.94", "FI"),
        ),
        carrier_message="Returns account 600123.",
        language=words.language,
        direction=words.direction,
        instructions=InstructionFacts(
            date(2026, 12, 24), "Posti", "https://returns.nordlys.example/r/9h3kQ7", "help@nordlys.example"
        ),
        sender_country="NO",
        receiver_country="FI",
        currency="EUR",
        tracking_number="JJFI60123400000012345",
        sscc=make_sscc("6412345", 42),
        start_url="returns.nordlys.example/nordlys",
    )
    return _lengthen(facts) if long else facts


def _lengthen(facts: LabelFacts) -> LabelFacts:
    name = f"{facts.consignor_lines[0]} von und zu Hohenlohe-Waldenburg-Schillingsfürst, Ehrenpräsident"
    lines = (name, *facts.consignor_lines[1:], *(f"{number}th line of an address that is rather long" for number in range(4, 10)))
    item = replace(facts.items[0], title=f"{facts.items[0].title} " + "with a very long title " * 6, sku="NL-" + "9" * 40)
    return replace(
        facts,
        shop_name=f"{facts.shop_name} and Daughters, Makers of Fine Linen since 1887",
        order_number="ORDER-" + "2026/0042-" * 8,
        consignor_lines=lines,
        consignee_lines=lines,
        items=(item,) * 60,
        carrier_message="Please scan on arrival and put it on the second shelf from the left. " * 4,
    )
