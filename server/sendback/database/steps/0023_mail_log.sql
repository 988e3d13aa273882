-- Which mail went to whom, and whether it came back.

CREATE TABLE mail_log (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  job_id TEXT NOT NULL, -- also the Message-ID
  kind TEXT NOT NULL,
  subject TEXT NOT NULL, -- as the job's: a return's id, an order's …
  email TEXT NOT NULL, -- to whom; emptied with the person
  sent_at INTEGER NOT NULL,
  bounced_at INTEGER,
  bounce_status TEXT NOT NULL DEFAULT '', -- RFC 3463: 5.1.1 …
  bounce TEXT NOT NULL DEFAULT '', -- what the other server said, without addresses; emptied with the person
  is_hard INTEGER NOT NULL DEFAULT 0, -- the address takes no mail: nothing more of the subject goes there
  PRIMARY KEY (shop_id, job_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mail_log_by_subject ON mail_log (shop_id, subject, sent_at);
CREATE INDEX mail_log_by_address ON mail_log (shop_id, lower(email), sent_at);
CREATE INDEX mail_log_by_kind ON mail_log (shop_id, kind, sent_at);
CREATE INDEX mail_log_by_day ON mail_log (shop_id, sent_at);
CREATE INDEX mail_log_bounced ON mail_log (shop_id, bounced_at) WHERE bounced_at IS NOT NULL;
