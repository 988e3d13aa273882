CREATE TABLE announcements ( -- what of the journal others may hear of, without personal data
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  position INTEGER NOT NULL, -- 1, 2, 3 … in a shop: the cursor of whoever polls
  event_id TEXT NOT NULL,
  type TEXT NOT NULL,
  subject TEXT NOT NULL, -- a return's id, or a withdrawal's
  sequence INTEGER NOT NULL, -- 1, 2, 3 … of one subject
  at INTEGER NOT NULL,
  body TEXT NOT NULL, -- JSON, sent byte for byte each time
  PRIMARY KEY (shop_id, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX announcements_by_id ON announcements (shop_id, event_id);
CREATE UNIQUE INDEX announcements_by_subject ON announcements (shop_id, subject, sequence);
CREATE INDEX announcements_by_type ON announcements (shop_id, type, position);

CREATE TABLE webhook_endpoints (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  endpoint_id TEXT NOT NULL,
  url TEXT NOT NULL,
  types TEXT NOT NULL, -- JSON: the chosen types, none for all
  note TEXT NOT NULL,
  sealed TEXT NOT NULL, -- the secret
  old_sealed TEXT, -- the one before, signing beside it for a day
  old_until INTEGER,
  state TEXT NOT NULL CHECK (state IN ('active', 'paused')),
  because TEXT NOT NULL, -- why it is paused: owner, failures or gone
  failures INTEGER NOT NULL, -- tries that failed in a row
  rest_until INTEGER NOT NULL, -- nothing is tried before
  last_success_at INTEGER,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, endpoint_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE webhook_deliveries (
  shop_id TEXT NOT NULL,
  delivery_id TEXT NOT NULL,
  endpoint_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  type TEXT NOT NULL,
  body TEXT, -- of a test, which nobody announced; else the announcement's
  state TEXT NOT NULL CHECK (state IN ('waiting', 'held', 'delivered', 'failed')),
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL, -- tries begun since it was last sent off
  tries INTEGER NOT NULL, -- tries in all
  created_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, delivery_id),
  FOREIGN KEY (shop_id, endpoint_id) REFERENCES webhook_endpoints (shop_id, endpoint_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (shop_id, endpoint_id, due_at) WHERE state = 'waiting';
CREATE INDEX webhook_deliveries_by_endpoint ON webhook_deliveries (shop_id, endpoint_id, delivery_id);
CREATE INDEX webhook_deliveries_open ON webhook_deliveries (shop_id, endpoint_id, state) WHERE state != 'delivered';
CREATE INDEX webhook_deliveries_by_event ON webhook_deliveries (shop_id, event_id);

CREATE TABLE webhook_tries ( -- what was sent and answered
  shop_id TEXT NOT NULL,
  delivery_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  headers TEXT NOT NULL, -- JSON, as sent
  status INTEGER, -- of the answer, where one came
  reason TEXT NOT NULL, -- why none came
  answer TEXT NOT NULL, -- its beginning, as text
  took_ms INTEGER NOT NULL,
  PRIMARY KEY (shop_id, delivery_id, number),
  FOREIGN KEY (shop_id, delivery_id) REFERENCES webhook_deliveries (shop_id, delivery_id)
) STRICT, WITHOUT ROWID;
