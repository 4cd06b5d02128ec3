-- A person who buys. `personId` is who they turned out to be: themselves, or whom they were merged into; nothing that names one of them is rewritten then.
-- `secret` is the key of what the log says of them (names, addresses): forgetting the person throws it away, and the log keeps its chain.
CREATE TABLE customers (
	docId INTEGER PRIMARY KEY,
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	personId TEXT NOT NULL,
	state TEXT NOT NULL CONSTRAINT customers_state CHECK (state IN ('active', 'archived', 'merged', 'erased')),
	name TEXT NOT NULL,
	-- What the name (or, without one, the e-mail or number) is ordered by.
	sortKey TEXT NOT NULL,
	email TEXT,
	-- As digits after a plus where the country is known.
	phone TEXT,
	street TEXT NOT NULL DEFAULT '',
	postcode TEXT NOT NULL DEFAULT '',
	city TEXT NOT NULL DEFAULT '',
	country TEXT NOT NULL DEFAULT '',
	language TEXT CONSTRAINT customers_language CHECK (language IN ('en', 'da')),
	note TEXT NOT NULL DEFAULT '',
	-- When they agreed to be written to; NULL: they have not.
	mailConsentAt INTEGER,
	secret TEXT,
	version INTEGER NOT NULL DEFAULT 1,
	createdAt INTEGER NOT NULL,
	updatedAt INTEGER NOT NULL,
	-- The last purchase, else when they were written down.
	lastSeenAt INTEGER NOT NULL,
	CONSTRAINT customers_id UNIQUE (businessId, id),
	CONSTRAINT customers_merged CHECK (state <> 'merged' OR personId <> id),
	CONSTRAINT customers_themselves CHECK (state IN ('merged', 'erased') OR personId = id),
	CONSTRAINT customers_erased CHECK (state <> 'erased' OR (name = '' AND email IS NULL AND phone IS NULL AND street = '' AND postcode = '' AND city = '' AND note = ''
		AND mailConsentAt IS NULL AND secret IS NULL)),
	CONSTRAINT customers_somebody CHECK (state = 'erased' OR name <> '' OR email IS NOT NULL OR phone IS NOT NULL),
	FOREIGN KEY (businessId, personId) REFERENCES customers (businessId, id)
) STRICT;

CREATE INDEX customers_listed ON customers (businessId, sortKey, id) WHERE state = 'active';
CREATE INDEX customers_seen ON customers (businessId, lastSeenAt, id) WHERE state = 'active';
CREATE INDEX customers_archived ON customers (businessId, sortKey, id) WHERE state = 'archived';
CREATE INDEX customers_of_person ON customers (businessId, personId);
CREATE INDEX customers_by_email ON customers (businessId, email) WHERE email IS NOT NULL;
CREATE INDEX customers_by_phone ON customers (businessId, phone) WHERE phone IS NOT NULL;

-- Search as you type. A number is found by its beginning, with or without the country in front, and by its last four digits.
CREATE VIRTUAL TABLE customerSearch USING fts5 (scope, name, email, phone, place, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');

CREATE TRIGGER customers_searchable AFTER INSERT ON customers
BEGIN
	INSERT INTO customerSearch (rowid, scope, name, email, phone, place)
	VALUES (new.docId, replace(new.businessId, '-', ''), new.name, COALESCE(new.email, ''),
		COALESCE(replace(new.phone, '+', '') || ' ' || substr(new.phone, 3) || ' ' || substr(new.phone, 4) || ' ' || substr(new.phone, 5) || ' ' || substr(new.phone, -4), ''),
		new.street || ' ' || new.postcode || ' ' || new.city);
END;

CREATE TRIGGER customers_searchable_again AFTER UPDATE OF name, email, phone, street, postcode, city ON customers
BEGIN
	UPDATE customerSearch SET name = new.name, email = COALESCE(new.email, ''),
		phone = COALESCE(replace(new.phone, '+', '') || ' ' || substr(new.phone, 3) || ' ' || substr(new.phone, 4) || ' ' || substr(new.phone, 5) || ' ' || substr(new.phone, -4), ''),
		place = new.street || ' ' || new.postcode || ' ' || new.city
	WHERE rowid = new.docId;
END;

CREATE TRIGGER customers_not_searchable AFTER DELETE ON customers
BEGIN
	DELETE FROM customerSearch WHERE rowid = old.docId;
END;

-- Under which identity a person is known on one connection (a web shop's account, a telephone that chats).
CREATE TABLE contactPoints (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	customerId TEXT NOT NULL,
	channel TEXT NOT NULL,
	connectionId TEXT NOT NULL,
	externalId TEXT NOT NULL,
	handle TEXT NOT NULL DEFAULT '',
	createdAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, id),
	CONSTRAINT contactPoints_once UNIQUE (businessId, connectionId, externalId),
	FOREIGN KEY (businessId, customerId) REFERENCES customers (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX contactPoints_of_customer ON contactPoints (businessId, customerId, id);

-- Who was found to be whom. `filled`: what the one that stayed took over; `moved`: who had been merged into the other before. No names: those stand with the two.
CREATE TABLE customerMerges (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	keptId TEXT NOT NULL,
	goneId TEXT NOT NULL,
	filled TEXT NOT NULL CONSTRAINT customerMerges_filled_json CHECK (json_valid(filled)),
	moved TEXT NOT NULL CONSTRAINT customerMerges_moved_json CHECK (json_valid(moved)),
	actorId TEXT NOT NULL,
	actorName TEXT NOT NULL,
	at INTEGER NOT NULL,
	undoneAt INTEGER,
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, keptId) REFERENCES customers (businessId, id),
	FOREIGN KEY (businessId, goneId) REFERENCES customers (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX customerMerges_of_kept ON customerMerges (businessId, keptId, id);
CREATE UNIQUE INDEX customerMerges_one_at_a_time ON customerMerges (businessId, goneId) WHERE undoneAt IS NULL;

-- What each bought, per currency: paid orders that were not cancelled. Only the triggers write it.
CREATE TABLE customerTotals (
	businessId TEXT NOT NULL,
	customerId TEXT NOT NULL,
	currency TEXT NOT NULL,
	orders INTEGER NOT NULL,
	units INTEGER NOT NULL,
	total INTEGER NOT NULL,
	refundedUnits INTEGER NOT NULL,
	refundedTotal INTEGER NOT NULL,
	firstAt INTEGER NOT NULL,
	lastAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, customerId, currency)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER customers_bought AFTER INSERT ON orders WHEN new.customerId IS NOT NULL AND new.paymentStatus <> 'unpaid' AND new.status <> 'CANCELLED'
BEGIN
	INSERT INTO customerTotals (businessId, customerId, currency, orders, units, total, refundedUnits, refundedTotal, firstAt, lastAt)
	VALUES (new.businessId, new.customerId, new.currency, 1, new.units, new.total, new.refundedUnits, new.refundedTotal, new.placedAt, new.placedAt)
	ON CONFLICT (businessId, customerId, currency) DO UPDATE SET orders = orders + 1, units = units + excluded.units, total = total + excluded.total,
		refundedUnits = refundedUnits + excluded.refundedUnits, refundedTotal = refundedTotal + excluded.refundedTotal,
		firstAt = min(firstAt, excluded.firstAt), lastAt = max(lastAt, excluded.lastAt);
	UPDATE customers SET lastSeenAt = new.placedAt
	WHERE businessId = new.businessId AND id = (SELECT personId FROM customers WHERE businessId = new.businessId AND id = new.customerId) AND lastSeenAt < new.placedAt;
END;

CREATE TRIGGER customers_bought_otherwise AFTER UPDATE OF customerId, status, paymentStatus, currency, units, total, refundedUnits, refundedTotal ON orders
WHEN old.customerId IS NOT NULL OR new.customerId IS NOT NULL
BEGIN
	UPDATE customerTotals SET orders = orders - 1, units = units - old.units, total = total - old.total,
		refundedUnits = refundedUnits - old.refundedUnits, refundedTotal = refundedTotal - old.refundedTotal
	WHERE businessId = old.businessId AND customerId = old.customerId AND currency = old.currency AND old.paymentStatus <> 'unpaid' AND old.status <> 'CANCELLED';
	INSERT INTO customerTotals (businessId, customerId, currency, orders, units, total, refundedUnits, refundedTotal, firstAt, lastAt)
	SELECT new.businessId, new.customerId, new.currency, 1, new.units, new.total, new.refundedUnits, new.refundedTotal, new.placedAt, new.placedAt
	WHERE new.customerId IS NOT NULL AND new.paymentStatus <> 'unpaid' AND new.status <> 'CANCELLED'
	ON CONFLICT (businessId, customerId, currency) DO UPDATE SET orders = orders + 1, units = units + excluded.units, total = total + excluded.total,
		refundedUnits = refundedUnits + excluded.refundedUnits, refundedTotal = refundedTotal + excluded.refundedTotal,
		firstAt = min(firstAt, excluded.firstAt), lastAt = max(lastAt, excluded.lastAt);
END;

CREATE INDEX orders_by_customer ON orders (businessId, customerId, id) WHERE customerId IS NOT NULL;
