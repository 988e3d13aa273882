"""Messages as WooCommerce (REST API v3) and Shopify send them, with what surrounds the parts that matter."""

from typing import Any

WOOCOMMERCE: dict[str, Any] = {
    "id": 727,
    "parent_id": 0,
    "number": "727",
    "order_key": "wc_order_58d2d042d1d",
    "created_via": "checkout",
    "version": "9.4.2",
    "status": "processing",
    "currency": "EUR",
    "date_created": "2026-11-20T17:28:02",
    "date_created_gmt": "2026-11-20T15:28:02",
    "date_modified": "2026-11-20T17:28:08",
    "date_modified_gmt": "2026-11-20T15:28:08",
    "discount_total": "0.00",
    "shipping_total": "10.00",
    "total": "88.68",
    "total_tax": "8.68",
    "prices_include_tax": False,
    "customer_id": 0,
    "customer_note": "",
    "billing": {
        "first_name": "Aino", "last_name": "Järvenpää", "company": "", "address_1": "Hämeenkatu 5 A 12", "address_2": "",
        "city": "Tampere", "state": "", "postcode": "33100", "country": "FI", "email": "aino@example.fi", "phone": "0401234567",
    },
    "shipping": {
        "first_name": "Aino", "last_name": "Järvenpää", "company": "", "address_1": "Hämeenkatu 5 A 12", "address_2": "",
        "city": "Tampere", "state": "", "postcode": "33100", "country": "FI", "phone": "",
    },
    "payment_method": "bacs",
    "date_paid": None,
    "date_completed": None,
    "meta_data": [{"id": 13106, "key": "_download_permissions_granted", "value": "yes"}],
    "line_items": [
        {
            "id": 315, "name": "Enamel mug", "product_id": 93, "variation_id": 0, "quantity": 2, "tax_class": "",
            "subtotal": "32.00", "subtotal_tax": "7.68", "total": "32.00", "total_tax": "7.68", "sku": "MUG-2", "price": 16,
        },
        {
            "id": 316, "name": "Knitted hat", "product_id": 22, "variation_id": 23, "quantity": 1, "tax_class": "",
            "subtotal": "38.00", "subtotal_tax": "1.00", "total": "38.00", "total_tax": "1.00", "sku": "HAT-1", "price": 38,
        },
    ],
    "tax_lines": [],
    "shipping_lines": [{"id": 317, "method_title": "Flat Rate", "method_id": "flat_rate", "total": "10.00"}],
    "fee_lines": [],
    "coupon_lines": [],
    "refunds": [],
}  # fmt: skip

SHOPIFY: dict[str, Any] = {
    "id": 820982911946154508,
    "admin_graphql_api_id": "gid://shopify/Order/820982911946154508",
    "confirmed": True,
    "contact_email": "aino@example.fi",
    "created_at": "2026-11-20T10:14:00+02:00",
    "currency": "EUR",
    "current_total_price": "32.00",
    "customer_locale": "fi-FI",
    "email": "aino@example.fi",
    "financial_status": "paid",
    "fulfillment_status": "fulfilled",
    "name": "#1001",
    "number": 1,
    "order_number": 1001,
    "phone": None,
    "test": False,
    "total_price": "32.00",
    "updated_at": "2026-11-21T09:00:00+02:00",
    "billing_address": None,
    "customer": {"id": 115310627314723954, "email": "aino@example.fi", "first_name": "Aino", "last_name": "Järvenpää"},
    "fulfillments": [{"id": 123456, "created_at": "2026-11-21T08:55:00+02:00", "status": "success", "tracking_number": "X"}],
    "line_items": [
        {
            "id": 866550311766439020, "current_quantity": 2, "fulfillable_quantity": 0, "gift_card": False, "grams": 350,
            "name": "Enamel mug - Blue", "price": "16.00", "product_id": 788032119674292922, "quantity": 2,
            "requires_shipping": True, "sku": "MUG-2", "taxable": True, "title": "Enamel mug", "variant_title": "Blue",
        },
        {
            "id": 141249953214522974, "current_quantity": 0, "grams": 0, "name": "Taken off", "price": "1.00",
            "quantity": 1, "sku": "OFF", "title": "Taken off", "variant_title": None,
        },
    ],
    "shipping_address": {
        "first_name": "Aino", "address1": "Hämeenkatu 5 A 12", "phone": "+358401234567", "city": "Tampere", "zip": "33100",
        "province": None, "country": "Finland", "last_name": "Järvenpää", "address2": None, "company": None,
        "name": "Aino Järvenpää", "country_code": "FI", "province_code": None,
    },
    "shipping_lines": [],
}  # fmt: skip
