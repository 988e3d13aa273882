-- An agent finds a caller's order by the address it was bought with.
CREATE INDEX orders_by_email ON orders (shop_id, lower(email));
