-- How the counter of a store works and what its receipts say. A store without a row has what stands here as defaults.
CREATE TABLE tillSettings (
	businessId TEXT NOT NULL,
	storeId TEXT NOT NULL,
	legalName TEXT NOT NULL DEFAULT '',
	address TEXT NOT NULL DEFAULT '',
	vatNumber TEXT NOT NULL DEFAULT '',
	phone TEXT NOT NULL DEFAULT '',
	receiptText TEXT NOT NULL DEFAULT '',
	paper TEXT NOT NULL DEFAULT '80mm' CONSTRAINT tillSettings_paper CHECK (paper IN ('80mm', 'a4')),
	-- Null: as the business has it.
	taxIncluded INTEGER CONSTRAINT tillSettings_tax_included CHECK (taxIncluded IN (0, 1)),
	-- Basis points somebody of that role may take off alone.
	employeeDiscount INTEGER NOT NULL DEFAULT 1000 CONSTRAINT tillSettings_employee_discount CHECK (employeeDiscount BETWEEN 0 AND 10000),
	agentDiscount INTEGER NOT NULL DEFAULT 1000 CONSTRAINT tillSettings_agent_discount CHECK (agentDiscount BETWEEN 0 AND 10000),
	version INTEGER NOT NULL DEFAULT 1,
	updatedAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, storeId),
	FOREIGN KEY (businessId, storeId) REFERENCES stores (businessId, id)
) STRICT, WITHOUT ROWID;

-- A drawer from the moment somebody puts a float into it until it is counted: one at a time and till.
CREATE TABLE drawers (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	storeId TEXT NOT NULL,
	till TEXT NOT NULL,
	currency TEXT NOT NULL,
	openingFloat INTEGER NOT NULL CONSTRAINT drawers_float CHECK (openingFloat >= 0),
	openedAt INTEGER NOT NULL,
	openedBy TEXT NOT NULL,
	openedByName TEXT NOT NULL,
	closedAt INTEGER,
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, storeId) REFERENCES stores (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX drawers_open ON drawers (businessId, storeId, till) WHERE closedAt IS NULL;
CREATE INDEX drawers_by_store ON drawers (businessId, storeId, id);

-- Cash that came or went without a sale.
CREATE TABLE drawerMoves (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	drawerId TEXT NOT NULL,
	storeId TEXT NOT NULL,
	amount INTEGER NOT NULL CONSTRAINT drawerMoves_amount CHECK (amount <> 0),
	reason TEXT NOT NULL,
	actorId TEXT NOT NULL,
	actorName TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (businessId, drawerId, id),
	FOREIGN KEY (businessId, drawerId) REFERENCES drawers (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX drawerMoves_by_store ON drawerMoves (businessId, storeId, id);

-- What a drawer's day came to, as it was when it was counted: numbered in its store without a gap, and never changed. `report` is JSON.
CREATE TABLE zReports (
	businessId TEXT NOT NULL,
	storeId TEXT NOT NULL,
	number INTEGER NOT NULL CONSTRAINT zReports_number CHECK (number > 0),
	drawerId TEXT NOT NULL,
	till TEXT NOT NULL,
	currency TEXT NOT NULL,
	expected INTEGER NOT NULL,
	counted INTEGER NOT NULL CONSTRAINT zReports_counted CHECK (counted >= 0),
	difference INTEGER NOT NULL,
	note TEXT NOT NULL DEFAULT '',
	report TEXT NOT NULL,
	actorId TEXT NOT NULL,
	actorName TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (businessId, storeId, number),
	CONSTRAINT zReports_once UNIQUE (businessId, drawerId),
	CONSTRAINT zReports_difference CHECK (difference = counted - expected),
	FOREIGN KEY (businessId, drawerId) REFERENCES drawers (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER z_reports_are_not_changed BEFORE UPDATE ON zReports
BEGIN
	SELECT RAISE(ABORT, 'z_reports_are_final');
END;

CREATE TRIGGER z_reports_are_not_deleted BEFORE DELETE ON zReports
BEGIN
	SELECT RAISE(ABORT, 'z_reports_are_final');
END;

CREATE TRIGGER drawers_stay_closed BEFORE UPDATE ON drawers WHEN OLD.closedAt IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'drawers_stay_closed');
END;

CREATE TRIGGER drawer_moves_are_not_changed BEFORE UPDATE ON drawerMoves
BEGIN
	SELECT RAISE(ABORT, 'drawer_moves_are_final');
END;

CREATE TRIGGER drawer_moves_are_not_deleted BEFORE DELETE ON drawerMoves
BEGIN
	SELECT RAISE(ABORT, 'drawer_moves_are_final');
END;

-- Baskets put aside, for any till of the store. `basket` is JSON. One that was taken up stays, so that a till that comes late learns by whom.
CREATE TABLE parkedBaskets (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	storeId TEXT NOT NULL,
	name TEXT NOT NULL,
	basket TEXT NOT NULL,
	units INTEGER NOT NULL,
	total INTEGER NOT NULL,
	currency TEXT NOT NULL,
	actorId TEXT NOT NULL,
	actorName TEXT NOT NULL,
	at INTEGER NOT NULL,
	takenBy TEXT,
	takenByName TEXT,
	takenAt INTEGER,
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, storeId) REFERENCES stores (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX parkedBaskets_waiting ON parkedBaskets (businessId, storeId, id) WHERE takenAt IS NULL;

-- The journal of a store's day asks for what was given back in it.
CREATE INDEX refunds_by_store ON refunds (businessId, storeId, id);
