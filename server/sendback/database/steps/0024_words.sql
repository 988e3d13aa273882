-- What shoppers write to the shop, and it has not read yet.

CREATE INDEX return_messages_unread ON return_messages (shop_id, made_at) WHERE kind = 'word' AND closed_at IS NULL;
