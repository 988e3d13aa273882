-- People: an account is a person's, and one person may work for several shops. So accounts, and what only an account
-- has, belong to the installation, as shops do; what ties a person to a shop leads with shop_id.
DROP TABLE sign_in_links;
DROP TABLE sign_in_sessions;

CREATE TABLE accounts (
  account_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL UNIQUE, -- the address as compared
  password_hash TEXT, -- argon2id
  totp_sealed TEXT, -- there where a password is
  totp_step INTEGER NOT NULL DEFAULT 0, -- the last step whose code was used: a code works once
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE passkeys (
  passkey_id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (account_id),
  credential_id TEXT NOT NULL UNIQUE, -- base64url, as the browser names it
  public_key TEXT NOT NULL, -- base64url of a COSE key
  sign_count INTEGER NOT NULL,
  name TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
CREATE INDEX passkeys_by_account ON passkeys (account_id);

CREATE TABLE recovery_codes (
  account_id TEXT NOT NULL REFERENCES accounts (account_id),
  code_hash TEXT NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (account_id, code_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE spent_challenges ( -- what a passkey has signed once is not taken again
  challenge_hash TEXT PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE memberships (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  account_id TEXT NOT NULL REFERENCES accounts (account_id),
  role TEXT NOT NULL,
  joined_at INTEGER NOT NULL,
  seen_at INTEGER,
  disabled_at INTEGER,
  PRIMARY KEY (shop_id, account_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_by_account ON memberships (account_id);

CREATE TABLE sessions ( -- of an account, at one of its shops at a time
  session_id TEXT PRIMARY KEY,
  session_hash TEXT NOT NULL UNIQUE, -- of what the cookie holds; a new one at each change of rights
  account_id TEXT NOT NULL REFERENCES accounts (account_id),
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  device TEXT NOT NULL, -- a browser and a system, in words
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  confirmed_at INTEGER NOT NULL, -- when the person last proved to be there
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_account ON sessions (account_id);

CREATE TABLE people_links ( -- what works once: an invitation, a way in, a way back in
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  link_id TEXT NOT NULL,
  link_hash TEXT NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('invitation', 'sign-in', 'recovery')),
  account_id TEXT REFERENCES accounts (account_id), -- of an invitation: none yet
  email TEXT NOT NULL, -- whom an invitation is for; empty for the one that is printed
  role TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (shop_id, link_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX people_links_by_hash ON people_links (shop_id, link_hash);
