ALTER TABLE returns ADD COLUMN refunded_at INTEGER; -- when somebody noted that the money went back
CREATE INDEX returns_to_refund ON returns (shop_id, refund_due_at) WHERE refund_due_at IS NOT NULL AND refunded_at IS NULL;
CREATE INDEX returns_by_day ON returns (shop_id, created_at);
CREATE INDEX returns_undecided ON returns (shop_id, created_at) WHERE status = 'requested';
CREATE INDEX withdrawals_waiting ON withdrawals (shop_id, received_at) WHERE handled_at IS NULL;
CREATE INDEX parcels_by_purchase ON parcels (shop_id, bought_at) WHERE state = 'bought' AND seen_at IS NULL;
CREATE INDEX parcels_on_the_way ON parcels (shop_id, seen_at) WHERE seen_at IS NOT NULL;
CREATE INDEX outbox_dead ON outbox (shop_id, job_id) WHERE state = 'dead';

CREATE TABLE alert_marks ( -- what somebody said of an alert: not now, or not again; the alerts themselves are read from what they are about
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  since INTEGER NOT NULL, -- of the alert it was said of: another cause is another alert
  until INTEGER, -- snoozed until; NULL for good
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, kind, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE alert_wishes ( -- who wants the daily mail, and when; whoever has no row gets it as it is by default
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  account_id TEXT NOT NULL,
  is_on INTEGER NOT NULL,
  hour INTEGER NOT NULL, -- of the shop's day
  on_weekends INTEGER NOT NULL,
  planned_on TEXT NOT NULL DEFAULT '', -- the day of the last mail, so that no day has two
  PRIMARY KEY (shop_id, account_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE on_the_way ( -- how much is on its way, counted hourly for shops that have too much of it to count for each page
  shop_id TEXT PRIMARY KEY REFERENCES shops (shop_id),
  parcels INTEGER NOT NULL,
  units INTEGER NOT NULL,
  worth TEXT NOT NULL, -- JSON: [currency, minor units] of each
  counted_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
