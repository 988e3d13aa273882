-- What carriers say of boxes on their way.

ALTER TABLE parcels ADD COLUMN tracking_key TEXT NOT NULL DEFAULT ''; -- the tracking number as compared: capital letters and digits
UPDATE parcels SET tracking_key = upper(replace(replace(replace(replace(replace(replace(replace(replace(replace(
tracking_number, ' ', ''), '-', ''), '.', ''), '/', ''), '_', ''), '(', ''), ')', ''), ':', ''), '*', '')) WHERE tracking_number IS NOT NULL;
CREATE INDEX parcels_by_tracking_key ON parcels (shop_id, tracking_key) WHERE tracking_key <> '';

ALTER TABLE parcels ADD COLUMN delivered_at INTEGER; -- when the carrier handed it over, or somebody said so
ALTER TABLE parcels ADD COLUMN milestone TEXT NOT NULL DEFAULT ''; -- the last the carrier told
ALTER TABLE parcels ADD COLUMN told_at INTEGER; -- when that was, by the carrier's clock
ALTER TABLE parcels ADD COLUMN heard_at INTEGER; -- when the carrier last told something new
ALTER TABLE parcels ADD COLUMN expected_on TEXT NOT NULL DEFAULT ''; -- the day it should arrive; empty until the carrier has it
ALTER TABLE parcels ADD COLUMN expected_by TEXT NOT NULL DEFAULT '' CHECK (expected_by IN ('', 'carrier', 'country', 'shop', 'usual'));
ALTER TABLE parcels ADD COLUMN ask_at INTEGER; -- when the carrier is asked next; none where it is not asked
ALTER TABLE parcels ADD COLUMN ask_failures INTEGER NOT NULL DEFAULT 0;
CREATE INDEX parcels_to_ask ON parcels (shop_id, ask_at) WHERE ask_at IS NOT NULL;
CREATE INDEX parcels_delivered ON parcels (shop_id, delivered_at, return_id) WHERE delivered_at IS NOT NULL;
DROP INDEX parcels_on_the_way;
CREATE INDEX parcels_travelling ON parcels (shop_id, seen_at, return_id) WHERE seen_at IS NOT NULL AND delivered_at IS NULL;
CREATE INDEX parcels_expected ON parcels (shop_id, expected_on, return_id) WHERE expected_on <> '' AND delivered_at IS NULL;
UPDATE parcels SET ask_at = bought_at WHERE state = 'bought' AND tracking_number IS NOT NULL;

CREATE TABLE tracking_events (
  shop_id TEXT NOT NULL,
  return_id TEXT NOT NULL,
  number INTEGER NOT NULL, -- the box
  mark TEXT NOT NULL, -- a hash of what was said: told twice, it is kept once
  at INTEGER NOT NULL,
  milestone TEXT NOT NULL,
  text TEXT NOT NULL, -- in the carrier's words
  place TEXT NOT NULL,
  heard_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, return_id, number, mark),
  FOREIGN KEY (shop_id, return_id, number) REFERENCES parcels (shop_id, return_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE sources ( -- who tells of orders and of parcels by itself
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  kind TEXT NOT NULL,
  secret TEXT NOT NULL, -- sealed
  made_at INTEGER NOT NULL,
  heard_at INTEGER,
  trouble TEXT NOT NULL DEFAULT '', -- what was wrong with its last message
  PRIMARY KEY (shop_id, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO sources (shop_id, kind, secret, made_at, heard_at, trouble)
SELECT shop_id, kind, secret, made_at, heard_at, trouble FROM order_sources;
DROP TABLE order_sources;

-- What comes, by day and warehouse, is counted hourly for shops that have too much of it to count for each page.
ALTER TABLE on_the_way DROP COLUMN parcels;
ALTER TABLE on_the_way DROP COLUMN units;
ALTER TABLE on_the_way DROP COLUMN worth;
ALTER TABLE on_the_way ADD COLUMN arrivals TEXT NOT NULL DEFAULT ''; -- JSON; empty until it was counted
ALTER TABLE on_the_way ADD COLUMN transit TEXT NOT NULL DEFAULT '{}'; -- JSON: how many days boxes took, by country
ALTER TABLE on_the_way ADD COLUMN told_on TEXT NOT NULL DEFAULT ''; -- the last day that was told to the shop's systems
