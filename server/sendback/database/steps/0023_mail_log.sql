-- Which mail went to whom, and whether it came back.

CREATE TABLE mail_log (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  job_id TEXT NOT NULL, -- also the Message-ID
  kind TEXT NOT NULL,
  subject TEXT NOT NULL, -- as the job's: a return's id, an order's …
  email TEXT NOT NULL, -- to whom; emptied with the person
  sent_at INTEGER NOT NULL,
  bounced_at INTEGER,
  bounce TEXT NOT NULL DEFAULT '', -- what the other server said, without addresses
  PRIMARY KEY (shop_id, job_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mail_log_by_subject ON mail_log (shop_id, subject, sent_at);
CREATE INDEX mail_log_by_day ON mail_log (shop_id, sent_at);
CREATE INDEX mail_log_bounced ON mail_log (shop_id, bounced_at) WHERE bounced_at IS NOT NULL;
