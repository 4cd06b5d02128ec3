-- A sale is an order. Lines keep the price they were sold at; totals are the sum of their lines.
-- `subtotal` is what the goods cost as priced; `tax` stands inside it (taxIncluded) or comes on top. `total` is what was paid.
CREATE TABLE orders (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	storeId TEXT NOT NULL,
	channel TEXT NOT NULL CONSTRAINT orders_channel CHECK (channel IN ('counter')),
	status TEXT NOT NULL CONSTRAINT orders_status CHECK (status IN ('PENDING', 'PROCESSING', 'SHIPPED', 'DELIVERED', 'COMPLETED', 'CANCELLED', 'REFUNDED')),
	paymentStatus TEXT NOT NULL CONSTRAINT orders_payment_status CHECK (paymentStatus IN ('unpaid', 'paid', 'part_refunded', 'refunded')),
	fulfillmentStatus TEXT NOT NULL CONSTRAINT orders_fulfillment_status CHECK (fulfillmentStatus IN ('unfulfilled', 'fulfilled')),
	currency TEXT NOT NULL,
	units INTEGER NOT NULL CONSTRAINT orders_units CHECK (units > 0),
	subtotal INTEGER NOT NULL CONSTRAINT orders_subtotal CHECK (subtotal >= 0),
	tax INTEGER NOT NULL CONSTRAINT orders_tax CHECK (tax >= 0),
	taxIncluded INTEGER NOT NULL CONSTRAINT orders_tax_included CHECK (taxIncluded IN (0, 1)),
	total INTEGER NOT NULL,
	refundedUnits INTEGER NOT NULL DEFAULT 0,
	refundedTotal INTEGER NOT NULL DEFAULT 0,
	note TEXT NOT NULL DEFAULT '',
	actorId TEXT NOT NULL,
	actorName TEXT NOT NULL,
	day TEXT NOT NULL,
	placedAt INTEGER NOT NULL,
	updatedAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, id),
	CONSTRAINT orders_total CHECK (total = subtotal + CASE taxIncluded WHEN 1 THEN 0 ELSE tax END),
	CONSTRAINT orders_refunded_units CHECK (refundedUnits BETWEEN 0 AND units),
	CONSTRAINT orders_refunded_total CHECK (refundedTotal BETWEEN 0 AND total),
	FOREIGN KEY (businessId, storeId) REFERENCES stores (businessId, id)
) STRICT, WITHOUT ROWID;

-- Also the way to a store's lines: its orders newest first, each with its lines.
CREATE INDEX orders_by_store ON orders (businessId, storeId, id);

CREATE TABLE orderLines (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	orderId TEXT NOT NULL,
	storeId TEXT NOT NULL,
	productId TEXT NOT NULL,
	name TEXT NOT NULL,
	sku TEXT NOT NULL,
	quantity INTEGER NOT NULL CONSTRAINT orderLines_quantity CHECK (quantity > 0),
	priceAtPurchase INTEGER NOT NULL CONSTRAINT orderLines_price CHECK (priceAtPurchase >= 0),
	currencyAtPurchase TEXT NOT NULL,
	total INTEGER NOT NULL,
	-- Basis points: 2500 is 25 %.
	taxRate INTEGER NOT NULL CONSTRAINT orderLines_tax_rate CHECK (taxRate BETWEEN 0 AND 10000),
	tax INTEGER NOT NULL CONSTRAINT orderLines_tax CHECK (tax >= 0),
	refundedQuantity INTEGER NOT NULL DEFAULT 0,
	refundedTotal INTEGER NOT NULL DEFAULT 0,
	day TEXT NOT NULL,
	soldAt INTEGER NOT NULL,
	-- By order, so that an order's lines lie together and nothing tempts the planner to walk the business for them.
	PRIMARY KEY (businessId, orderId, id),
	CONSTRAINT orderLines_id UNIQUE (businessId, id),
	CONSTRAINT orderLines_total CHECK (total = quantity * priceAtPurchase),
	CONSTRAINT orderLines_not_refunded_twice CHECK (refundedQuantity BETWEEN 0 AND quantity),
	CONSTRAINT orderLines_refunded_total CHECK (refundedTotal BETWEEN 0 AND total),
	FOREIGN KEY (businessId, orderId) REFERENCES orders (businessId, id),
	FOREIGN KEY (businessId, productId) REFERENCES products (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX orderLines_by_product ON orderLines (businessId, productId, id);

CREATE TABLE refunds (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	orderId TEXT NOT NULL,
	storeId TEXT NOT NULL,
	currency TEXT NOT NULL,
	units INTEGER NOT NULL CONSTRAINT refunds_units CHECK (units > 0),
	tax INTEGER NOT NULL CONSTRAINT refunds_tax CHECK (tax >= 0),
	-- What was given back: the goods, and their tax where it came on top.
	total INTEGER NOT NULL CONSTRAINT refunds_total CHECK (total >= 0),
	restocked INTEGER NOT NULL CONSTRAINT refunds_restocked CHECK (restocked IN (0, 1)),
	reason TEXT NOT NULL DEFAULT '',
	actorId TEXT NOT NULL,
	actorName TEXT NOT NULL,
	day TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, orderId) REFERENCES orders (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX refunds_of_order ON refunds (businessId, orderId, id);

CREATE TABLE refundLines (
	businessId TEXT NOT NULL,
	refundId TEXT NOT NULL,
	orderLineId TEXT NOT NULL,
	productId TEXT NOT NULL,
	quantity INTEGER NOT NULL CONSTRAINT refundLines_quantity CHECK (quantity > 0),
	amount INTEGER NOT NULL CONSTRAINT refundLines_amount CHECK (amount >= 0),
	-- The part of the line's tax that went back, cumulative: all parts add up to it.
	tax INTEGER NOT NULL CONSTRAINT refundLines_tax CHECK (tax >= 0),
	PRIMARY KEY (businessId, refundId, orderLineId),
	FOREIGN KEY (businessId, refundId) REFERENCES refunds (businessId, id),
	FOREIGN KEY (businessId, orderLineId) REFERENCES orderLines (businessId, id)
) STRICT, WITHOUT ROWID;

-- What moved per product, store and calendar day of the store. Revenue is the goods as priced (subtotal). A refund counts on the day it was given.
-- `onHandAtClose` is what stood on the shelf after the day's last movement; a day without a row closed as the one before.
CREATE TABLE dailyFacts (
	businessId TEXT NOT NULL,
	productId TEXT NOT NULL,
	storeId TEXT NOT NULL,
	day TEXT NOT NULL,
	units INTEGER NOT NULL DEFAULT 0,
	revenue INTEGER NOT NULL DEFAULT 0,
	refundedUnits INTEGER NOT NULL DEFAULT 0,
	refundedAmount INTEGER NOT NULL DEFAULT 0,
	onHandAtClose INTEGER NOT NULL,
	PRIMARY KEY (businessId, productId, storeId, day)
) STRICT, WITHOUT ROWID;

-- What sold in some days; a day on which goods only arrived is not in it.
CREATE INDEX dailyFacts_sold ON dailyFacts (businessId, storeId, day, productId, units, revenue, refundedUnits, refundedAmount) WHERE units > 0;

-- The same per store, day and channel: as many rows in a day of ten sales as in one of ten thousand.
CREATE TABLE dailyTotals (
	businessId TEXT NOT NULL,
	storeId TEXT NOT NULL,
	day TEXT NOT NULL,
	channel TEXT NOT NULL,
	orders INTEGER NOT NULL DEFAULT 0,
	units INTEGER NOT NULL DEFAULT 0,
	revenue INTEGER NOT NULL DEFAULT 0,
	refundedOrders INTEGER NOT NULL DEFAULT 0,
	refundedUnits INTEGER NOT NULL DEFAULT 0,
	refundedAmount INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (businessId, storeId, day, channel)
) STRICT, WITHOUT ROWID;
