-- A design is never changed: settings name the one that is drawn, and a return names its settings, so that old paper stays as it was.

CREATE TABLE shop_designs (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  design_id TEXT NOT NULL,
  body TEXT NOT NULL, -- JSON
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, design_id)
) STRICT, WITHOUT ROWID;
