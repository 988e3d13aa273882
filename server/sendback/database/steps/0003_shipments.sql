-- Labels that travel in the box of an order, and the batches they are printed in.

CREATE TABLE prepared_labels (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  order_id TEXT NOT NULL,
  rma TEXT NOT NULL, -- reserved: the order's first return takes it
  settings_version INTEGER NOT NULL, -- the settings it is drawn with, for ever the same bytes
  kid TEXT NOT NULL, -- the signing key and the token id of the order token on its slip
  token_id TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  mail TEXT CHECK (mail IN ('none', 'link', 'label')), -- what was mailed when it shipped, or none by wish; NULL is undecided
  return_id TEXT, -- the return that used it
  PRIMARY KEY (shop_id, order_id),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, order_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX prepared_labels_by_rma ON prepared_labels (shop_id, rma);

CREATE TABLE shipment_batches (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  batch_id TEXT NOT NULL,
  prints TEXT NOT NULL, -- JSON: [order id, label or slip] of each paper, in the order of the file
  made_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, batch_id)
) STRICT, WITHOUT ROWID;
