CREATE TABLE chores ( -- when each was last done, so that of two workers one does it
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  name TEXT NOT NULL,
  done_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE files_to_forget ( -- what nothing names any more, until the document store has deleted it
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  name TEXT NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (shop_id, name)
) STRICT, WITHOUT ROWID;

ALTER TABLE returns ADD COLUMN erased_at INTEGER; -- since when it tells of no person
CREATE INDEX returns_to_erase ON returns (shop_id, updated_at) WHERE erased_at IS NULL;

CREATE INDEX withdrawals_by_order ON withdrawals (shop_id, order_id);

CREATE TABLE privacy_requests ( -- what another system asked of us about a person, until somebody has seen to it
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  request_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  sought TEXT NOT NULL, -- sealed: an e-mail address or order numbers
  made_at INTEGER NOT NULL,
  done_at INTEGER,
  PRIMARY KEY (shop_id, request_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER journal_keeps_entries BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
CREATE TRIGGER journal_keeps_words BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
