-- What a line cost before anything was taken off, and which line of the basket it was: a discount that does not divide makes two lines of one.
ALTER TABLE orderLines ADD COLUMN listPrice INTEGER CONSTRAINT orderLines_list_price CHECK (listPrice >= priceAtPurchase);
ALTER TABLE orderLines ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE orderLines ADD COLUMN note TEXT NOT NULL DEFAULT '';

ALTER TABLE orders ADD COLUMN discount INTEGER NOT NULL DEFAULT 0 CONSTRAINT orders_discount CHECK (discount >= 0);
ALTER TABLE orders ADD COLUMN customerId TEXT;
ALTER TABLE orders ADD COLUMN customerName TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN customerEmail TEXT NOT NULL DEFAULT '';
-- Who allowed what the seller alone may not.
ALTER TABLE orders ADD COLUMN approvedBy TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN exchangeOf TEXT;

ALTER TABLE refunds ADD COLUMN writtenOff INTEGER NOT NULL DEFAULT 0 CONSTRAINT refunds_written_off CHECK (writtenOff IN (0, 1));
ALTER TABLE refunds ADD COLUMN approvedBy TEXT NOT NULL DEFAULT '';

-- What settled an order, and what of it went back (negative). `received - change` is what really came in; cash is rounded to what coins can say.
-- `drawerId` is the drawer that was open at that till.
CREATE TABLE payments (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	orderId TEXT NOT NULL,
	refundId TEXT,
	storeId TEXT NOT NULL,
	drawerId TEXT,
	method TEXT NOT NULL CONSTRAINT payments_method CHECK (method IN ('cash', 'card', 'exchange', 'unspecified')),
	currency TEXT NOT NULL,
	amount INTEGER NOT NULL,
	received INTEGER NOT NULL,
	change INTEGER NOT NULL CONSTRAINT payments_change CHECK (change >= 0),
	rounding INTEGER NOT NULL,
	reference TEXT NOT NULL DEFAULT '',
	actorId TEXT NOT NULL,
	actorName TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (businessId, orderId, id),
	CONSTRAINT payments_direction CHECK (CASE WHEN refundId IS NULL THEN amount > 0 ELSE amount < 0 END),
	CONSTRAINT payments_add_up CHECK (received - change = amount + rounding),
	CONSTRAINT payments_only_cash_is_rounded CHECK (method = 'cash' OR (change = 0 AND rounding = 0)),
	FOREIGN KEY (businessId, orderId) REFERENCES orders (businessId, id),
	FOREIGN KEY (businessId, refundId) REFERENCES refunds (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX payments_of_drawer ON payments (businessId, drawerId, method, amount, rounding) WHERE drawerId IS NOT NULL;

-- One row for each sale and each refund of the counter, numbered in their store without a gap. `prints` counts the papers: every one after the first is a copy.
CREATE TABLE receipts (
	businessId TEXT NOT NULL,
	storeId TEXT NOT NULL,
	number INTEGER NOT NULL CONSTRAINT receipts_number CHECK (number > 0),
	orderId TEXT NOT NULL,
	refundId TEXT,
	drawerId TEXT,
	prints INTEGER NOT NULL DEFAULT 0 CONSTRAINT receipts_prints CHECK (prints >= 0),
	actorId TEXT NOT NULL,
	actorName TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (businessId, storeId, number),
	FOREIGN KEY (businessId, orderId) REFERENCES orders (businessId, id),
	FOREIGN KEY (businessId, refundId) REFERENCES refunds (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX receipts_of_order ON receipts (businessId, orderId);
CREATE INDEX receipts_of_drawer ON receipts (businessId, drawerId, number) WHERE drawerId IS NOT NULL;

CREATE TRIGGER receipts_keep_what_they_say BEFORE UPDATE OF businessId, storeId, number, orderId, refundId, drawerId, actorId, actorName, at ON receipts
BEGIN
	SELECT RAISE(ABORT, 'receipts_are_final');
END;

CREATE TRIGGER receipts_are_not_deleted BEFORE DELETE ON receipts
BEGIN
	SELECT RAISE(ABORT, 'receipts_are_final');
END;

CREATE TRIGGER payments_are_not_changed BEFORE UPDATE ON payments
BEGIN
	SELECT RAISE(ABORT, 'payments_are_final');
END;

CREATE TRIGGER payments_are_not_deleted BEFORE DELETE ON payments
BEGIN
	SELECT RAISE(ABORT, 'payments_are_final');
END;
