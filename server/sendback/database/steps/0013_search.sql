ALTER TABLE returns ADD COLUMN words TEXT NOT NULL DEFAULT ''; -- its words of people, orders and wares, each between blanks

CREATE TABLE search_words ( -- what returns are found by: @ a word of a person, # one of an order or a ware, = a fact to filter by
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  word TEXT NOT NULL COLLATE BINARY, -- folded; in the order of its bytes, so that a beginning is a range
  return_id TEXT NOT NULL,
  PRIMARY KEY (shop_id, word, return_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE search_spellings ( -- each name of a shop's shoppers under what it turns into with a letter missing, and by its consonants
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  spelling TEXT NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (shop_id, spelling, word)
) STRICT, WITHOUT ROWID;

CREATE TABLE search_rebuilds ( -- shops whose words are being written anew, and how far that is
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  is_clearing INTEGER NOT NULL, -- whether old words are still being taken out
  place TEXT NOT NULL, -- the last return whose words are written
  PRIMARY KEY (shop_id)
) STRICT, WITHOUT ROWID;
INSERT INTO search_rebuilds (shop_id, is_clearing, place) SELECT shop_id, 0, '' FROM shops;

CREATE INDEX returns_by_created ON returns (shop_id, created_at, return_id);
CREATE INDEX returns_due ON returns (shop_id, return_id) WHERE refund_due_at IS NOT NULL;
CREATE INDEX parcels_unused ON parcels (shop_id, return_id, bought_at) WHERE state = 'bought' AND seen_at IS NULL;
CREATE INDEX parcels_saved ON parcels (shop_id, currency, saved_minor) WHERE saved_minor > 0;

CREATE TABLE saved_views ( -- what people look for again and again
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  view_id TEXT NOT NULL,
  owner TEXT NOT NULL, -- the mark of who sees it; empty: everybody of the shop
  name TEXT NOT NULL,
  query TEXT NOT NULL, -- the filters as the list's address has them; never what was typed into the search
  place INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, view_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX saved_views_by_owner ON saved_views (shop_id, owner, place);
