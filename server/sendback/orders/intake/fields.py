"""What can be told of an order, and the words by which other people's columns are recognised."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OurField:
    """One of our fields: its name in files of our own, its words on screen, and how columns of others call it."""

    name: str
    label: str
    words: tuple[str, ...] = ()
    is_needed: bool = False


FIELDS = (
    OurField(
        "order_number",
        "Order number",
        ("order no", "order nr", "order", "order id", "number", "bestellnummer", "bestellnr", "auftragsnummer", "tilausnumero"),
        True,
    ),
    OurField("title", "Item", ("product", "product name", "item name", "article", "description", "artikel", "tuote"), True),
    OurField("quantity", "Quantity", ("qty", "pieces", "count", "menge", "anzahl", "määrä"), True),
    OurField("sku", "SKU", ("product code", "item number", "article number", "artikelnummer", "tuotekoodi")),
    OurField("unit_price", "Price of one", ("price", "item price", "unit cost", "preis", "einzelpreis", "hinta")),
    OurField("line_total", "Price of the line", ("total", "line price", "amount", "row total", "gesamtpreis")),
    OurField("currency", "Currency", ("währung", "valuutta", "currency code")),
    OurField("ordered_on", "Ordered on", ("date", "order date", "created", "created at", "bestelldatum", "datum", "päivämäärä")),
    OurField("shipped_on", "Shipped on", ("ship date", "shipped", "fulfilled", "dispatched", "versanddatum")),
    OurField("delivered_on", "Delivered on", ("delivery date", "delivered", "lieferdatum")),
    OurField("returnable_until", "May come back until", ("return until", "return by")),
    OurField("name", "Name", ("customer", "customer name", "recipient", "buyer", "full name", "kunde", "nimi")),
    OurField("first_name", "First name", ("given name", "vorname", "etunimi")),
    OurField("last_name", "Last name", ("surname", "family name", "nachname", "sukunimi")),
    OurField("email", "Email", ("e-mail", "mail", "email address", "customer email", "sähköposti")),
    OurField("phone", "Phone", ("telephone", "mobile", "phone number", "telefon", "puhelin")),
    OurField("company", "Company", ("firm", "firma", "yritys")),
    OurField("street", "Street", ("address", "address 1", "address line 1", "strasse", "straße", "osoite")),
    OurField("street2", "Street, second line", ("address 2", "address line 2")),
    OurField("street3", "Street, third line", ("address 3", "address line 3")),
    OurField("postcode", "Postcode", ("zip", "zip code", "postal code", "plz", "postleitzahl", "postinumero")),
    OurField("city", "City", ("town", "ort", "stadt", "kaupunki")),
    OurField("district", "District", ()),
    OurField("region", "Region", ("state", "province", "county", "bundesland")),
    OurField("country", "Country", ("country code", "land", "maa")),
    OurField("line_id", "Line id", ("line item id", "item id", "position")),
    OurField("weight_g", "Weight in grams", ("weight", "gewicht")),
    OurField("category", "Category", ("class", "product type", "kategorie")),
    OurField("tags", "Tags, with | between", ("tags",)),
    OurField("variants", "May be exchanged for", ()),
    OurField("picture", "Picture, an https address", ("image", "image url", "image src", "picture url", "bild", "kuva")),
    OurField("business", "Bought by a business", ("b2b",)),
    OurField("returnable", "May come back", ()),
    OurField("language", "Language", ("locale", "sprache")),
)
NAMES = tuple(field.name for field in FIELDS)
LABELS = {field.name: field.label for field in FIELDS}
DAYS = ("ordered_on", "shipped_on", "delivered_on", "returnable_until")
AMOUNTS = ("unit_price", "line_total")
