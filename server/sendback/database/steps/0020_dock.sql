-- Who scans, and with what. A device belongs to the shop that paired it, its home, and may serve others that let it.

CREATE TABLE dock_pairings ( -- what a QR at the desk holds: works once, for some minutes
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  pairing_hash TEXT NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('device', 'shop')), -- a device joins, or another shop lets a device of this one serve it
  warehouse TEXT NOT NULL,
  device_id TEXT, -- the one that another shop is to let in
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (shop_id, pairing_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE dock_devices (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id), -- its home
  device_id TEXT NOT NULL,
  secret_hash TEXT NOT NULL,
  name TEXT NOT NULL,
  warehouse TEXT NOT NULL,
  serves TEXT NOT NULL DEFAULT '[]', -- JSON: the other shops whose rows in dock_services may let it in
  version TEXT NOT NULL DEFAULT '', -- of the app it last spoke with
  waiting INTEGER NOT NULL DEFAULT 0, -- how many scans it said it still had
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  seen_at INTEGER,
  revoked_at INTEGER,
  revoked_by TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (shop_id, device_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE dock_services ( -- a shop lets a device of another receive its parcels
  shop_id TEXT NOT NULL REFERENCES shops (shop_id), -- the shop that is served
  home_shop_id TEXT NOT NULL, -- where the device is at home
  device_id TEXT NOT NULL,
  warehouse TEXT NOT NULL, -- of the served shop: where the device stands
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (shop_id, home_shop_id, device_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE dock_workers (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  worker_id TEXT NOT NULL,
  name TEXT NOT NULL,
  pin_hash TEXT NOT NULL, -- argon2id
  failures INTEGER NOT NULL DEFAULT 0, -- wrong PINs in a row
  locked_until INTEGER NOT NULL DEFAULT 0,
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (shop_id, worker_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE dock_shifts ( -- a worker at a device, from the PIN to the sign-out
  shop_id TEXT NOT NULL,
  shift_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  worker_id TEXT NOT NULL,
  began_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (shop_id, shift_id),
  FOREIGN KEY (shop_id, device_id) REFERENCES dock_devices (shop_id, device_id),
  FOREIGN KEY (shop_id, worker_id) REFERENCES dock_workers (shop_id, worker_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX dock_shifts_by_device ON dock_shifts (shop_id, device_id);

CREATE TABLE dock_events ( -- what devices sent, each once, with the answer it got
  shop_id TEXT NOT NULL REFERENCES shops (shop_id), -- whose parcel it is about
  event_id TEXT NOT NULL, -- made by the device
  home_shop_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  shift_id TEXT NOT NULL,
  number INTEGER NOT NULL, -- 1, 2, 3 … of the device
  kind TEXT NOT NULL,
  return_id TEXT NOT NULL, -- as the body names it; empty where it names none
  body TEXT NOT NULL, -- JSON; what was written and read goes once it is done, all of it with the person
  digest TEXT NOT NULL, -- of all it said: another event under the same id is noticed
  device_at INTEGER NOT NULL, -- by the device's clock
  seen_at INTEGER NOT NULL, -- the same, put right
  arrived_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('applied', 'refused', 'held', 'discarded')),
  answer TEXT NOT NULL, -- JSON
  PRIMARY KEY (shop_id, event_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX dock_events_by_device ON dock_events (shop_id, home_shop_id, device_id, number);
CREATE INDEX dock_events_held ON dock_events (shop_id, arrived_at) WHERE state = 'held';
CREATE INDEX dock_events_undone ON dock_events (shop_id, return_id) WHERE state IN ('refused', 'held');
CREATE INDEX dock_events_by_day ON dock_events (shop_id, arrived_at);
