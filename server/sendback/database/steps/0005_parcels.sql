CREATE TABLE parcels ( -- the boxes of a return: each with a label of its own
  shop_id TEXT NOT NULL,
  return_id TEXT NOT NULL,
  number INTEGER NOT NULL, -- 1 for the first box
  option_id TEXT NOT NULL,
  kind TEXT NOT NULL, -- of the option, as it was when it was chosen
  carrier TEXT NOT NULL,
  service TEXT NOT NULL,
  state TEXT NOT NULL,
  reference TEXT NOT NULL, -- what the carrier knows a purchase by
  tracking_number TEXT,
  shipment_id TEXT NOT NULL DEFAULT '',
  bought_service TEXT NOT NULL DEFAULT '',
  carrier_name TEXT NOT NULL DEFAULT '',
  dropoff_code TEXT,
  cost_minor INTEGER,
  currency TEXT NOT NULL DEFAULT '',
  saved_minor INTEGER NOT NULL DEFAULT 0, -- what voiding unused labels of this box gave back
  reserved_minor INTEGER NOT NULL DEFAULT 0, -- what the running try counts against the limit of its hour
  reserved_hour INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  last_reason TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  bought_at INTEGER,
  void_until INTEGER,
  seen_at INTEGER, -- since when the carrier is known to have it
  PRIMARY KEY (shop_id, return_id, number),
  FOREIGN KEY (shop_id, return_id) REFERENCES returns (shop_id, return_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX parcels_by_tracking ON parcels (shop_id, tracking_number);
CREATE INDEX parcels_by_void ON parcels (shop_id, void_until) WHERE state = 'bought' AND seen_at IS NULL;

CREATE TABLE parcel_labels ( -- what a carrier gave, as it gave it
  shop_id TEXT NOT NULL,
  return_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  form TEXT NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (shop_id, return_id, number),
  FOREIGN KEY (shop_id, return_id, number) REFERENCES parcels (shop_id, return_id, number)
) STRICT;

CREATE TABLE carrier_spending (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  hour INTEGER NOT NULL, -- epoch seconds of its beginning
  spent_minor INTEGER NOT NULL CHECK (spent_minor >= 0),
  PRIMARY KEY (shop_id, hour)
) STRICT, WITHOUT ROWID;

INSERT INTO parcels (shop_id, return_id, number, option_id, kind, carrier, service, state, reference, created_at)
SELECT shop_id, return_id, 1, 'any_post', 'shopper_paid', 'address_only', '', 'own', rma || '-1', created_at FROM returns;
