-- What arrived, and what was found in it.

ALTER TABLE returns ADD COLUMN warehouse TEXT NOT NULL DEFAULT 'main'; -- where its boxes go: a code of `warehouses`, or an address of the policy
ALTER TABLE returns ADD COLUMN received_at INTEGER; -- since when something of it is here
ALTER TABLE returns ADD COLUMN closed_at INTEGER; -- since when all of it is settled
UPDATE returns SET closed_at = updated_at WHERE status = 'closed';

ALTER TABLE returns ADD COLUMN refund_waived_at INTEGER; -- since when somebody says that nothing is due
ALTER TABLE order_lines ADD COLUMN picture TEXT NOT NULL DEFAULT ''; -- an https address that the shop gave

CREATE TABLE warehouses (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  warehouse TEXT NOT NULL, -- its code: `main`, or as the policy names the address
  name TEXT NOT NULL,
  address TEXT NOT NULL DEFAULT '', -- JSON; empty: the shop's return address
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  closed_at INTEGER,
  PRIMARY KEY (shop_id, warehouse)
) STRICT, WITHOUT ROWID;

CREATE TABLE receipts ( -- each box that was taken in; of no return while nobody knows whose it is
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  receipt_id TEXT NOT NULL, -- of the scan that made it
  return_id TEXT,
  parcel INTEGER, -- the box's number
  warehouse TEXT NOT NULL,
  code TEXT NOT NULL DEFAULT '', -- as it was read; kept only of boxes that nobody knows
  weight_g INTEGER,
  note TEXT NOT NULL DEFAULT '',
  device TEXT NOT NULL DEFAULT '',
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL, -- by the clock of who scanned it, put right
  joined_at INTEGER, -- when a box that nobody knew found its return
  joined_by TEXT NOT NULL DEFAULT '',
  undone_at INTEGER,
  undone_by TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (shop_id, receipt_id),
  FOREIGN KEY (shop_id, return_id) REFERENCES returns (shop_id, return_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX receipts_of_parcel ON receipts (shop_id, return_id, parcel) WHERE undone_at IS NULL AND return_id IS NOT NULL;
CREATE INDEX receipts_by_return ON receipts (shop_id, return_id);
CREATE INDEX receipts_by_day ON receipts (shop_id, made_at);
CREATE INDEX receipts_unknown ON receipts (shop_id, code) WHERE undone_at IS NULL AND return_id IS NULL;

CREATE TABLE inspections ( -- what was found: some units of a line, or what is on no line
  shop_id TEXT NOT NULL,
  inspection_id TEXT NOT NULL,
  return_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  line_id TEXT NOT NULL, -- empty for what nobody announced
  sku TEXT NOT NULL,
  title TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('arrived', 'missing', 'extra', 'wrong', 'damaged')),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  grade TEXT NOT NULL DEFAULT '',
  disposition TEXT NOT NULL DEFAULT '', -- empty for what is missing
  suggested TEXT NOT NULL DEFAULT '', -- the disposition that the rules named
  rule TEXT NOT NULL DEFAULT '', -- the rule that named it
  reason TEXT NOT NULL DEFAULT '', -- why the worker chose another
  warehouse TEXT NOT NULL,
  place TEXT NOT NULL DEFAULT '', -- where it was put
  condition TEXT NOT NULL DEFAULT '' CHECK (condition IN ('', 'sellable', 'second', 'repair', 'blocked')),
  recovered_minor INTEGER, -- what it still brings, where somebody said
  currency TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  device TEXT NOT NULL DEFAULT '',
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  undone_at INTEGER,
  undone_by TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (shop_id, inspection_id),
  CHECK (NOT (outcome = 'damaged' AND condition = 'sellable')),
  FOREIGN KEY (shop_id, return_id) REFERENCES returns (shop_id, return_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX inspections_by_return ON inspections (shop_id, return_id);
CREATE INDEX inspections_by_day ON inspections (shop_id, made_at);

CREATE TABLE dock_photos ( -- taken where the box was opened; the pictures themselves are in the document store
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  photo_id TEXT NOT NULL,
  name TEXT NOT NULL, -- in the store
  subject TEXT NOT NULL DEFAULT '', -- the receipt or inspection it shows; empty until that arrived
  return_id TEXT,
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, photo_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX dock_photos_by_subject ON dock_photos (shop_id, subject);
CREATE INDEX dock_photos_by_return ON dock_photos (shop_id, return_id);

INSERT INTO warehouses (shop_id, warehouse, name, made_by, made_at) SELECT shop_id, 'main', 'Main warehouse', 'operator', created_at FROM shops;
