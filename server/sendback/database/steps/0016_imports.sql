CREATE TABLE imports ( -- one file of orders, from its upload to its undoing
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  import_id TEXT NOT NULL,
  file_name TEXT NOT NULL,
  form TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('reading', 'uploaded', 'checking', 'checked', 'importing', 'done', 'undoing', 'undone')),
  header TEXT NOT NULL, -- JSON: the names of its columns
  columns TEXT NOT NULL, -- JSON: which of them say what; empty before that is known
  row_count INTEGER NOT NULL,
  last_row INTEGER NOT NULL DEFAULT 0, -- how far this state's work has come
  new_count INTEGER NOT NULL DEFAULT 0,
  changed_count INTEGER NOT NULL DEFAULT 0,
  unchanged_count INTEGER NOT NULL DEFAULT 0,
  bad_count INTEGER NOT NULL DEFAULT 0,
  saved_count INTEGER NOT NULL DEFAULT 0,
  undone_count INTEGER NOT NULL DEFAULT 0,
  turn INTEGER NOT NULL DEFAULT 0, -- counts the changes of state: a page drawn before the last one is stale
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  moved_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, import_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_chunks ( -- the rows of a file, until they are imported
  shop_id TEXT NOT NULL,
  import_id TEXT NOT NULL,
  last_row INTEGER NOT NULL,
  body BLOB NOT NULL, -- JSON, deflated
  PRIMARY KEY (shop_id, import_id, last_row),
  FOREIGN KEY (shop_id, import_id) REFERENCES imports (shop_id, import_id)
) STRICT;

CREATE TABLE import_faults (
  shop_id TEXT NOT NULL,
  import_id TEXT NOT NULL,
  place INTEGER NOT NULL,
  row_place INTEGER NOT NULL,
  field TEXT NOT NULL,
  column_name TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (shop_id, import_id, place),
  FOREIGN KEY (shop_id, import_id) REFERENCES imports (shop_id, import_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_orders ( -- what became of each order of a file, and what it was before, so that it can be taken back
  shop_id TEXT NOT NULL,
  import_id TEXT NOT NULL,
  number_key TEXT NOT NULL,
  first_row INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('new', 'changed', 'unchanged')),
  state TEXT NOT NULL CHECK (state IN ('planned', 'saved', 'undone', 'kept')),
  order_id TEXT,
  before TEXT, -- JSON: the order as it was
  reason TEXT NOT NULL DEFAULT '', -- why it could not be undone
  PRIMARY KEY (shop_id, import_id, number_key),
  FOREIGN KEY (shop_id, import_id) REFERENCES imports (shop_id, import_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_orders_by_state ON import_orders (shop_id, import_id, state);
CREATE INDEX import_orders_with_copies ON import_orders (shop_id, order_id) WHERE before <> '';

CREATE TABLE import_columns ( -- what a person said of a file's columns, for the next file that has the same
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  header_key TEXT NOT NULL,
  columns TEXT NOT NULL, -- JSON
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, header_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_sources ( -- shop systems that tell of orders by themselves
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  kind TEXT NOT NULL CHECK (kind IN ('woocommerce', 'shopify')),
  secret TEXT NOT NULL, -- sealed
  made_at INTEGER NOT NULL,
  heard_at INTEGER,
  trouble TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (shop_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_lookups ( -- where the shop is asked for an order that is not known
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  url TEXT NOT NULL,
  secret TEXT NOT NULL, -- sealed
  after_minutes INTEGER NOT NULL, -- older news is asked for again; 0: never
  failures INTEGER NOT NULL DEFAULT 0, -- in a row, within half a minute
  failed_at INTEGER NOT NULL DEFAULT 0,
  open_until INTEGER NOT NULL DEFAULT 0, -- the circuit breaker: nobody is asked before this
  trouble TEXT NOT NULL DEFAULT '',
  asked_at INTEGER,
  PRIMARY KEY (shop_id)
) STRICT, WITHOUT ROWID;
