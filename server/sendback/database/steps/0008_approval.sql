ALTER TABLE returns ADD COLUMN email_key TEXT NOT NULL DEFAULT ''; -- the e-mail address as compared: whose returns are counted together
ALTER TABLE returns ADD COLUMN address_key TEXT NOT NULL DEFAULT ''; -- a hash of the address as compared; unknown for returns made before
UPDATE returns SET email_key = lower(trim(email));
CREATE INDEX returns_by_email ON returns (shop_id, email_key, created_at);
CREATE INDEX returns_by_address ON returns (shop_id, address_key, created_at);

CREATE TABLE return_messages ( -- what the shop and the shopper say to each other about a return
  shop_id TEXT NOT NULL,
  return_id TEXT NOT NULL,
  number INTEGER NOT NULL, -- 1 for the first
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  wants_photos INTEGER NOT NULL DEFAULT 0,
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  closed_at INTEGER, -- of a question: when it was answered, or asked anew
  PRIMARY KEY (shop_id, return_id, number),
  FOREIGN KEY (shop_id, return_id) REFERENCES returns (shop_id, return_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX return_messages_open ON return_messages (shop_id, return_id) WHERE kind = 'question' AND closed_at IS NULL;

CREATE TABLE approval_links ( -- what an approver was mailed: opens one return, decides it once
  shop_id TEXT NOT NULL,
  link_hash TEXT NOT NULL,
  return_id TEXT NOT NULL,
  approver TEXT NOT NULL, -- a mark, never the address
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (shop_id, link_hash),
  FOREIGN KEY (shop_id, return_id) REFERENCES returns (shop_id, return_id)
) STRICT, WITHOUT ROWID;
