-- What carriers say of boxes on their way.

ALTER TABLE parcels ADD COLUMN tracking_key TEXT NOT NULL DEFAULT ''; -- the tracking number as compared: capital letters and digits
UPDATE parcels SET tracking_key = upper(replace(replace(replace(tracking_number, ' ', ''), '-', ''), '.', '')) WHERE tracking_number IS NOT NULL;
CREATE INDEX parcels_by_tracking_key ON parcels (shop_id, tracking_key) WHERE tracking_key <> '';

ALTER TABLE parcels ADD COLUMN delivered_at INTEGER; -- when the carrier handed it over, or somebody said so
ALTER TABLE parcels ADD COLUMN milestone TEXT NOT NULL DEFAULT ''; -- the last the carrier told
ALTER TABLE parcels ADD COLUMN heard_at INTEGER; -- when the carrier last told something new
ALTER TABLE parcels ADD COLUMN ask_at INTEGER; -- when the carrier is asked next; none where it is not asked
ALTER TABLE parcels ADD COLUMN ask_failures INTEGER NOT NULL DEFAULT 0;
CREATE INDEX parcels_to_ask ON parcels (shop_id, ask_at) WHERE ask_at IS NOT NULL;

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
