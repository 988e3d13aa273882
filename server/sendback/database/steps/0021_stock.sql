-- What lies where. A move is never changed: what was wrong is moved back.

CREATE TABLE stock_places (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  place TEXT NOT NULL, -- as it stands on the shelf
  warehouse TEXT NOT NULL,
  name TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  closed_at INTEGER,
  PRIMARY KEY (shop_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE stock_moves (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  move_id TEXT NOT NULL,
  sku TEXT NOT NULL,
  place TEXT NOT NULL,
  condition TEXT NOT NULL CHECK (condition IN ('sellable', 'second', 'repair', 'blocked')),
  quantity INTEGER NOT NULL, -- what came, or with a minus what went; 0 is a count that found what was known
  because TEXT NOT NULL, -- inspection, undo, count, import, move, taken, added
  reason TEXT NOT NULL DEFAULT '', -- one of a few, where a person says it
  subject TEXT NOT NULL, -- the inspection, the file, or the id its sender gave it
  return_id TEXT,
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, move_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_moves_by_sku ON stock_moves (shop_id, sku, move_id);
CREATE INDEX stock_moves_by_subject ON stock_moves (shop_id, subject);
CREATE INDEX stock_moves_by_return ON stock_moves (shop_id, return_id) WHERE return_id IS NOT NULL;

CREATE TABLE stock_levels ( -- the sum of the moves, kept with each
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  sku TEXT NOT NULL,
  place TEXT NOT NULL,
  condition TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, sku, place, condition)
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_levels_by_place ON stock_levels (shop_id, place, sku);
