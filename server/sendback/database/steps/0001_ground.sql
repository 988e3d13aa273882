-- Every key leads with shop_id, so that each shop is a tenant and the schema can be sharded by shop as it stands.
-- Times are epoch seconds, days are ISO dates, money is in minor units. INTEGER is 64 bits on both engines.

CREATE TABLE shops (
  shop_id TEXT PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
  settings_version INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE shop_settings (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE shop_keys (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  key_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('publishable', 'signing', 'api')),
  lookup TEXT NOT NULL UNIQUE, -- the publishable key itself, or the kid of a secret one
  secret TEXT, -- signing: sealed; api: hash; publishable: none
  created_at INTEGER NOT NULL,
  not_before INTEGER NOT NULL,
  accepted_until INTEGER,
  PRIMARY KEY (shop_id, key_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE shop_images (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  image_id TEXT NOT NULL,
  body BLOB NOT NULL,
  made_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, image_id)
) STRICT;

CREATE TABLE tag_reports ( -- what a tag says of its page when the builder's Verify asks
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  nonce TEXT NOT NULL,
  report TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, nonce)
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in_links (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  link_hash TEXT NOT NULL,
  role TEXT NOT NULL,
  person TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (shop_id, link_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in_sessions (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  session_hash TEXT NOT NULL,
  role TEXT NOT NULL,
  person TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, session_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE orders (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  order_id TEXT NOT NULL,
  number TEXT NOT NULL,
  number_key TEXT NOT NULL, -- the number as compared: no spaces, no #, upper case
  source TEXT NOT NULL CHECK (source IN ('token', 'pushed')),
  as_of INTEGER NOT NULL, -- token time or push time: an older one never overwrites a newer
  ordered_on TEXT,
  shipped_on TEXT,
  delivered_on TEXT,
  returnable_until TEXT,
  currency TEXT,
  language TEXT,
  email TEXT,
  name TEXT,
  phone TEXT,
  address TEXT, -- JSON
  postcode_key TEXT, -- normalized, to count how guessable the shop's postcodes are
  PRIMARY KEY (shop_id, order_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX orders_by_number ON orders (shop_id, number_key);
CREATE INDEX orders_by_postcode ON orders (shop_id, postcode_key);

CREATE TABLE order_lines (
  shop_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  sku TEXT NOT NULL,
  title TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  taken INTEGER NOT NULL DEFAULT 0, -- the ledger: units already in returns that were not declined or canceled
  unit_price_minor INTEGER,
  weight_g INTEGER,
  returnable_until TEXT,
  not_returnable INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (shop_id, order_id, line_id),
  CHECK (taken >= 0 AND taken <= quantity),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, order_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE token_revocations (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  kind TEXT NOT NULL CHECK (kind IN ('jti', 'order')),
  subject TEXT NOT NULL,
  before INTEGER NOT NULL, -- tokens signed earlier than this are refused
  PRIMARY KEY (shop_id, kind, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE guesses (
  shop_id TEXT NOT NULL,
  subject TEXT NOT NULL, -- a keyed hash of what was tried: never an order number, address or IP in the clear
  bucket INTEGER NOT NULL, -- epoch seconds of the minute
  failures INTEGER NOT NULL,
  PRIMARY KEY (shop_id, subject, bucket)
) STRICT, WITHOUT ROWID;

CREATE TABLE access_links (
  shop_id TEXT NOT NULL,
  link_hash TEXT NOT NULL,
  order_id TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  made_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, link_hash),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, order_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX access_links_by_order ON access_links (shop_id, order_id, made_at);

CREATE TABLE returns (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  return_id TEXT NOT NULL,
  rma TEXT NOT NULL,
  order_id TEXT NOT NULL,
  order_number TEXT NOT NULL,
  status TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  address TEXT NOT NULL, -- JSON
  fields TEXT NOT NULL, -- JSON: the shop's own fields
  mismatches TEXT NOT NULL, -- JSON: typed facts that differ from the order's, by name
  language TEXT NOT NULL,
  delivery TEXT NOT NULL CHECK (delivery IN ('popup', 'email', 'both')),
  settings_version INTEGER NOT NULL, -- the settings its paper is drawn with, for ever the same bytes
  because TEXT NOT NULL, -- JSON: rule, inputs and sentence of the decision
  decline_reason TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, return_id),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, order_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX returns_by_rma ON returns (shop_id, rma);
CREATE INDEX returns_by_status ON returns (shop_id, status, return_id);
CREATE INDEX returns_by_order ON returns (shop_id, order_id);

CREATE TABLE return_lines (
  shop_id TEXT NOT NULL,
  return_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  sku TEXT NOT NULL,
  title TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  unit_price_minor INTEGER,
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  because TEXT NOT NULL, -- JSON: rule, inputs and sentence of the line's decision
  PRIMARY KEY (shop_id, return_id, line_id),
  FOREIGN KEY (shop_id, return_id) REFERENCES returns (shop_id, return_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE shop_heads (
  shop_id TEXT PRIMARY KEY REFERENCES shops (shop_id),
  rma_last INTEGER NOT NULL,
  journal_seq INTEGER NOT NULL,
  journal_hash TEXT NOT NULL,
  acted_seq INTEGER NOT NULL -- the last event the outbox has acted on
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  seq INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  type TEXT NOT NULL,
  subject TEXT NOT NULL, -- a return's id, or the name of what was changed
  subject_seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  body TEXT NOT NULL, -- JSON without personal data
  hash TEXT NOT NULL,
  PRIMARY KEY (shop_id, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX journal_by_subject ON journal (shop_id, subject, subject_seq);

CREATE TABLE outbox (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  job_id TEXT NOT NULL, -- also the Message-ID
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL, -- JSON: what to send, never to whom
  state TEXT NOT NULL CHECK (state IN ('pending', 'dead')),
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  last_error TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, job_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_due ON outbox (shop_id, due_at) WHERE state = 'pending';
CREATE INDEX outbox_by_subject ON outbox (shop_id, subject);

CREATE TABLE idempotency (
  shop_id TEXT NOT NULL,
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  answer TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, scope, key)
) STRICT, WITHOUT ROWID;
