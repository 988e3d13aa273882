CREATE TABLE withdrawal_keys ( -- what receipts are signed with
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  key_id TEXT NOT NULL, -- the beginning of the public key's SHA-256
  public TEXT NOT NULL, -- 32 bytes in base64
  sealed TEXT, -- the private key; gone once another took its place
  made_at INTEGER NOT NULL,
  retired_at INTEGER,
  PRIMARY KEY (shop_id, key_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX withdrawal_keys_in_use ON withdrawal_keys (shop_id) WHERE retired_at IS NULL;

CREATE TABLE withdrawals (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  withdrawal_id TEXT NOT NULL, -- the receipt's number
  name TEXT NOT NULL,
  order_number TEXT NOT NULL, -- as it was typed
  number_key TEXT NOT NULL, -- as it is compared
  email TEXT NOT NULL,
  items TEXT NOT NULL, -- empty: the whole contract
  language TEXT NOT NULL,
  statement TEXT NOT NULL, -- as the consumer confirmed it
  receipt TEXT NOT NULL, -- what was signed, letter by letter
  key_id TEXT NOT NULL,
  signature TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  tie TEXT NOT NULL CHECK (tie IN ('tied', 'to-check', 'unmatched')),
  order_id TEXT, -- the order it is tied to, or may be about
  return_id TEXT, -- the return that was made of it
  goods_at INTEGER, -- when the goods, or proof that they were sent, arrived
  refunded_at INTEGER,
  due_told_at INTEGER, -- when the journal told that the money is due
  handled_at INTEGER,
  handled_by TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (shop_id, withdrawal_id),
  FOREIGN KEY (shop_id, key_id) REFERENCES withdrawal_keys (shop_id, key_id),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, order_id),
  FOREIGN KEY (shop_id, return_id) REFERENCES returns (shop_id, return_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX withdrawals_by_number ON withdrawals (shop_id, number_key);
CREATE INDEX withdrawals_open ON withdrawals (shop_id, withdrawal_id) WHERE handled_at IS NULL;
CREATE INDEX withdrawals_to_refund ON withdrawals (shop_id, received_at) WHERE refunded_at IS NULL;
