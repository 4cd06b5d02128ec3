-- Sales as they go into an ERP's books: once for each connection and order, however often it is said that it was sold. The row is there before anything
-- is told; our own number on it (the order's) finds it there again.
CREATE TABLE bookedSales (
	businessId TEXT NOT NULL,
	connectionId TEXT NOT NULL,
	orderId TEXT NOT NULL,
	state TEXT NOT NULL CONSTRAINT bookedSales_state CHECK (state IN ('waiting', 'sent', 'parked', 'passed')),
	-- What the ERP calls it.
	saleId TEXT CONSTRAINT bookedSales_sent CHECK (state <> 'sent' OR saleId IS NOT NULL),
	-- Which of their variants each line of ours was told as, and how many of each came back as far as they know.
	variants TEXT NOT NULL DEFAULT '{}' CONSTRAINT bookedSales_variants_json CHECK (json_valid(variants)),
	returned TEXT NOT NULL DEFAULT '{}' CONSTRAINT bookedSales_returned_json CHECK (json_valid(returned)),
	-- How often something of it changed here: who tells of it settles what it saw.
	changes INTEGER NOT NULL DEFAULT 1,
	-- How often it failed in a row: what fails lets the others go first.
	tries INTEGER NOT NULL DEFAULT 0,
	-- Why it is parked or passed over, in a word, and what that speaks of.
	said TEXT NOT NULL DEFAULT '',
	details TEXT NOT NULL DEFAULT '{}' CONSTRAINT bookedSales_details_json CHECK (json_valid(details)),
	createdAt INTEGER NOT NULL,
	sentAt INTEGER,
	updatedAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, connectionId, orderId),
	FOREIGN KEY (businessId, connectionId) REFERENCES connections (businessId, id),
	FOREIGN KEY (businessId, orderId) REFERENCES orders (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX bookedSales_waiting ON bookedSales (businessId, connectionId, tries, orderId) WHERE state = 'waiting';
CREATE INDEX bookedSales_parked ON bookedSales (businessId, connectionId, orderId) WHERE state = 'parked';
CREATE INDEX bookedSales_of_order ON bookedSales (businessId, orderId);
