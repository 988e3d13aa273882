CREATE TABLE return_photos ( -- what shoppers sent; the pictures themselves are in the document store
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  photo_id TEXT NOT NULL,
  order_id TEXT NOT NULL, -- whose proof let it in
  name TEXT NOT NULL, -- in the store
  created_at INTEGER NOT NULL,
  kept_at INTEGER, -- since when the store has it for good
  return_id TEXT, -- of the return it belongs to; NULL until it is used
  line_order_id TEXT NOT NULL DEFAULT '',
  line_id TEXT NOT NULL DEFAULT '', -- empty for one of the whole return
  PRIMARY KEY (shop_id, photo_id),
  FOREIGN KEY (shop_id, return_id) REFERENCES returns (shop_id, return_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX return_photos_by_order ON return_photos (shop_id, order_id, created_at);
CREATE INDEX return_photos_by_return ON return_photos (shop_id, return_id);
CREATE INDEX return_photos_unused ON return_photos (shop_id, created_at) WHERE return_id IS NULL;
