ALTER TABLE orders ADD COLUMN is_business INTEGER NOT NULL DEFAULT 0;

ALTER TABLE order_lines ADD COLUMN category TEXT NOT NULL DEFAULT '';
ALTER TABLE order_lines ADD COLUMN tags TEXT NOT NULL DEFAULT '[]'; -- JSON: list of texts
ALTER TABLE order_lines ADD COLUMN variants TEXT NOT NULL DEFAULT '[]'; -- JSON: list of [sku, title]

ALTER TABLE returns ADD COLUMN is_gift INTEGER NOT NULL DEFAULT 0;
ALTER TABLE returns ADD COLUMN return_to TEXT NOT NULL DEFAULT ''; -- JSON: where the box goes, if not to the shop's return address
ALTER TABLE returns ADD COLUMN refund_moment TEXT NOT NULL DEFAULT 'receipt'; -- when money is due, as the policy said
ALTER TABLE returns ADD COLUMN refund_due_at INTEGER; -- since when; told once as refund.due
ALTER TABLE returns ADD COLUMN escalated_at INTEGER; -- when somebody was reminded that it waits

CREATE TABLE return_lines_of_orders ( -- return_lines, which may now come from several orders
  shop_id TEXT NOT NULL,
  return_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  order_number TEXT NOT NULL,
  sku TEXT NOT NULL,
  title TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  unit_price_minor INTEGER,
  reason TEXT NOT NULL,
  sub_reason TEXT NOT NULL DEFAULT '',
  condition TEXT NOT NULL DEFAULT '',
  resolution TEXT NOT NULL DEFAULT 'refund',
  exchange_sku TEXT NOT NULL DEFAULT '',
  exchange_title TEXT NOT NULL DEFAULT '',
  fee_minor INTEGER NOT NULL DEFAULT 0, -- for all units, in the order's currency
  note TEXT NOT NULL,
  because TEXT NOT NULL, -- JSON: rule, inputs and sentence of the line's decision
  PRIMARY KEY (shop_id, return_id, order_id, line_id),
  FOREIGN KEY (shop_id, return_id) REFERENCES returns (shop_id, return_id)
) STRICT, WITHOUT ROWID;
INSERT INTO return_lines_of_orders
  (shop_id, return_id, order_id, line_id, position, order_number, sku, title, quantity, unit_price_minor, reason, note, because)
SELECT l.shop_id, l.return_id, r.order_id, l.line_id, l.position, r.order_number, l.sku, l.title, l.quantity, l.unit_price_minor,
  l.reason, l.note, l.because
FROM return_lines l JOIN returns r ON r.shop_id = l.shop_id AND r.return_id = l.return_id;
DROP TABLE return_lines;
ALTER TABLE return_lines_of_orders RENAME TO return_lines;
CREATE INDEX return_lines_by_order ON return_lines (shop_id, order_id, line_id);
