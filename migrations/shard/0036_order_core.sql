-- An order that is not done as it is made: from where, for whom, whereto, and how far it is. `channel` holds nothing but 'counter', as its CHECK of the
-- first days says and tables are never rebuilt; where an order is from is `origin`. `subtotal`, `tax` and `total` stay the lines'; what is paid is
-- total + shipping + tip. A line, a refund and an order that has not been sold yet has no day ('') and a line no `soldAt` (0): goods are sold as they leave.
ALTER TABLE orders ADD COLUMN origin TEXT NOT NULL DEFAULT 'counter' CONSTRAINT orders_origin CHECK (length(origin) BETWEEN 1 AND 40);
ALTER TABLE orders ADD COLUMN connectionId TEXT;
ALTER TABLE orders ADD COLUMN platformOrderId TEXT CONSTRAINT orders_platform_order CHECK (platformOrderId IS NULL OR connectionId IS NOT NULL);
-- What its buyer calls it.
ALTER TABLE orders ADD COLUMN platformNumber TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN customerPhone TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN assigneeId TEXT;
ALTER TABLE orders ADD COLUMN shippingAddress TEXT CONSTRAINT orders_shipping_address CHECK (shippingAddress IS NULL OR json_valid(shippingAddress));
ALTER TABLE orders ADD COLUMN billingAddress TEXT CONSTRAINT orders_billing_address CHECK (billingAddress IS NULL OR json_valid(billingAddress));
ALTER TABLE orders ADD COLUMN shipping INTEGER NOT NULL DEFAULT 0 CONSTRAINT orders_shipping CHECK (shipping >= 0);
ALTER TABLE orders ADD COLUMN tip INTEGER NOT NULL DEFAULT 0 CONSTRAINT orders_tip CHECK (tip >= 0);
-- Of `units` and `total`, what stands on lines without a product.
ALTER TABLE orders ADD COLUMN looseUnits INTEGER NOT NULL DEFAULT 0 CONSTRAINT orders_loose_units CHECK (looseUnits BETWEEN 0 AND units);
ALTER TABLE orders ADD COLUMN looseTotal INTEGER NOT NULL DEFAULT 0 CONSTRAINT orders_loose_total CHECK (looseTotal BETWEEN 0 AND total);
-- Given back of shipping, tip and lines without a product.
ALTER TABLE orders ADD COLUMN refundedExtra INTEGER NOT NULL DEFAULT 0 CONSTRAINT orders_refunded_extra CHECK (refundedExtra BETWEEN 0 AND shipping + tip + looseTotal);
ALTER TABLE orders ADD COLUMN tracking TEXT CONSTRAINT orders_tracking CHECK (tracking IS NULL OR json_valid(tracking));
ALTER TABLE orders ADD COLUMN paidAt INTEGER;
ALTER TABLE orders ADD COLUMN fulfilledAt INTEGER;
ALTER TABLE orders ADD COLUMN archivedAt INTEGER;
ALTER TABLE orders ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

ALTER TABLE refunds ADD COLUMN extra INTEGER NOT NULL DEFAULT 0 CONSTRAINT refunds_extra CHECK (extra >= 0);

-- A platform's order exists once, however often it arrives.
CREATE UNIQUE INDEX orders_of_platform ON orders (businessId, connectionId, platformOrderId) WHERE platformOrderId IS NOT NULL;
CREATE INDEX orders_by_platform_number ON orders (businessId, platformNumber) WHERE platformNumber <> '';
CREATE INDEX orders_by_origin ON orders (businessId, origin, id) WHERE origin <> 'counter';
CREATE INDEX orders_by_assignee ON orders (businessId, assigneeId, id) WHERE assigneeId IS NOT NULL;
CREATE INDEX orders_by_buyer ON orders (businessId, customerName COLLATE NOCASE, id) WHERE customerName <> '';

-- Lines of which nobody knows the product yet (`unmatched`), or that are none (`custom`). They are money, and no goods: nothing of them is held, moved or counted.
CREATE TABLE looseLines (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	orderId TEXT NOT NULL,
	kind TEXT NOT NULL CONSTRAINT looseLines_kind CHECK (kind IN ('unmatched', 'custom')),
	name TEXT NOT NULL,
	sku TEXT NOT NULL DEFAULT '',
	barcode TEXT NOT NULL DEFAULT '',
	externalId TEXT NOT NULL DEFAULT '',
	quantity INTEGER NOT NULL CONSTRAINT looseLines_quantity CHECK (quantity > 0),
	price INTEGER NOT NULL CONSTRAINT looseLines_price CHECK (price >= 0),
	total INTEGER NOT NULL,
	taxRate INTEGER NOT NULL CONSTRAINT looseLines_tax_rate CHECK (taxRate BETWEEN 0 AND 10000),
	tax INTEGER NOT NULL CONSTRAINT looseLines_tax CHECK (tax >= 0),
	position INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (businessId, orderId, id),
	CONSTRAINT looseLines_total CHECK (total = quantity * price),
	FOREIGN KEY (businessId, orderId) REFERENCES orders (businessId, id)
) STRICT, WITHOUT ROWID;

-- What waits for somebody to say which product it is.
CREATE INDEX looseLines_unmatched ON looseLines (businessId, orderId) WHERE kind = 'unmatched';

-- Paid, and nothing left: so many of a line, until somebody has decided. `backorder`: the buyer waits, and gets what comes in.
CREATE TABLE shortfalls (
	businessId TEXT NOT NULL,
	orderId TEXT NOT NULL,
	lineId TEXT NOT NULL,
	productId TEXT NOT NULL,
	storeId TEXT NOT NULL,
	quantity INTEGER NOT NULL CONSTRAINT shortfalls_quantity CHECK (quantity > 0),
	state TEXT NOT NULL CONSTRAINT shortfalls_state CHECK (state IN ('open', 'backorder', 'filled', 'refunded', 'swapped', 'cancelled')),
	createdAt INTEGER NOT NULL,
	updatedAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, orderId, lineId),
	FOREIGN KEY (businessId, orderId) REFERENCES orders (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX shortfalls_open ON shortfalls (businessId, createdAt) WHERE state = 'open';
-- Who waits for a product that has come in, the oldest order first.
CREATE INDEX shortfalls_waiting ON shortfalls (businessId, productId, storeId, orderId) WHERE state IN ('open', 'backorder');
