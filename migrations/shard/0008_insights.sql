-- The day by the hours of the store's own clock: so that today can be held against the same hours of another day.
CREATE TABLE hourlyTotals (
	businessId TEXT NOT NULL,
	storeId TEXT NOT NULL,
	day TEXT NOT NULL,
	hour INTEGER NOT NULL CONSTRAINT hourlyTotals_hour CHECK (hour BETWEEN 0 AND 23),
	orders INTEGER NOT NULL DEFAULT 0,
	units INTEGER NOT NULL DEFAULT 0,
	revenue INTEGER NOT NULL DEFAULT 0,
	refundedOrders INTEGER NOT NULL DEFAULT 0,
	refundedUnits INTEGER NOT NULL DEFAULT 0,
	refundedAmount INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (businessId, storeId, day, hour)
) STRICT, WITHOUT ROWID;

-- What each shelf is expected to do, worked out each night from its daily facts. `rate` is net units a day on which it could be bought.
CREATE TABLE outlooks (
	businessId TEXT NOT NULL,
	productId TEXT NOT NULL,
	storeId TEXT NOT NULL,
	units INTEGER NOT NULL,
	revenue INTEGER NOT NULL,
	inStockDays INTEGER NOT NULL,
	rate REAL NOT NULL,
	-- When it will be empty at that rate; NULL when it is already, when nothing sells, or not within ten years.
	outDay TEXT,
	lastSoldDay TEXT,
	PRIMARY KEY (businessId, productId, storeId)
) STRICT, WITHOUT ROWID;

CREATE INDEX outlooks_next_out ON outlooks (businessId, outDay, storeId, productId) WHERE outDay IS NOT NULL;

-- How far a business's night has come. `day` is the one its outlooks end on; `cursor` the last product done of the one being worked on.
CREATE TABLE outlookRuns (
	businessId TEXT NOT NULL PRIMARY KEY REFERENCES businesses (businessId),
	day TEXT NOT NULL,
	cursor TEXT,
	calculatedAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Days on which something was only given back: few, and needed beside `dailyFacts_sold` for what was sold net.
CREATE INDEX dailyFacts_given_back ON dailyFacts (businessId, storeId, day, productId, refundedUnits, refundedAmount) WHERE units = 0 AND refundedUnits > 0;
