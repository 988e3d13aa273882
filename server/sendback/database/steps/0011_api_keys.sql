ALTER TABLE shop_keys ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE shop_keys ADD COLUMN scopes TEXT NOT NULL DEFAULT ''; -- of an API key, with spaces between
ALTER TABLE shop_keys ADD COLUMN networks TEXT NOT NULL DEFAULT ''; -- from where an API key is accepted, with spaces between; empty: from everywhere
ALTER TABLE shop_keys ADD COLUMN used_at INTEGER; -- within a few minutes
ALTER TABLE shop_keys ADD COLUMN warned_at INTEGER; -- when the owner was last told that it is in a browser

UPDATE shop_keys SET scopes = 'orders:read orders:write returns:read returns:write labels:read documents:write reports:read webhooks:write privacy:erase' WHERE kind = 'api';

CREATE INDEX orders_by_news ON orders (shop_id, as_of, order_id); -- who follows along asks for what is newer
CREATE INDEX returns_by_news ON returns (shop_id, updated_at, return_id);
CREATE INDEX return_lines_of_sku ON return_lines (shop_id, sku);
