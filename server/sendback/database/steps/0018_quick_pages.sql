CREATE TABLE order_words ( -- the words of a buyer's name, folded: what an order is found by beside its number and its e-mail address
  shop_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  word TEXT NOT NULL COLLATE BINARY, -- in the order of its bytes, so that a beginning is a range
  PRIMARY KEY (shop_id, order_id, word),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, order_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_words_by_word ON order_words (shop_id, word, order_id);

ALTER TABLE search_rebuilds ADD COLUMN order_place TEXT; -- the last order whose words are written; NULL once all are
INSERT INTO search_rebuilds (shop_id, is_clearing, place)
SELECT s.shop_id, 0, 'Z' FROM shops s WHERE NOT EXISTS (SELECT 1 FROM search_rebuilds b WHERE b.shop_id = s.shop_id);
UPDATE search_rebuilds SET order_place = '' WHERE shop_id IN (SELECT shop_id FROM shops);

CREATE TABLE day_figures ( -- how many returns each of the last days saw, up to a moment; what came since is counted for each page
  shop_id TEXT PRIMARY KEY REFERENCES shops (shop_id),
  zone TEXT NOT NULL, -- whose days they are
  until INTEGER NOT NULL,
  days TEXT NOT NULL -- JSON: the returns of each day
) STRICT, WITHOUT ROWID;
