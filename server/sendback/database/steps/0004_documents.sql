CREATE TABLE documents ( -- what the document store keeps; a name in it tells nothing of a person
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  document_id TEXT NOT NULL,
  return_id TEXT NOT NULL,
  box INTEGER NOT NULL, -- of the return, 1 for the first
  kind TEXT NOT NULL,
  form TEXT NOT NULL,
  dpi INTEGER NOT NULL,
  page INTEGER NOT NULL, -- of a picture, which holds one; 1 for what holds them all
  name TEXT NOT NULL, -- in the store
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, document_id),
  FOREIGN KEY (shop_id, return_id) REFERENCES returns (shop_id, return_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX documents_by_name ON documents (shop_id, name);
CREATE INDEX documents_by_return ON documents (shop_id, return_id);
