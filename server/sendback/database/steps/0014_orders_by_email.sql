-- A caller's order, and all that is known of a person, is found by the address it was bought with.
ALTER TABLE orders ADD COLUMN email_key TEXT NOT NULL DEFAULT ''; -- the e-mail address as compared
UPDATE orders SET email_key = lower(trim(email)) WHERE email IS NOT NULL;
CREATE INDEX orders_by_email ON orders (shop_id, email_key);
