-- Goods between two stores, and what people count on the shelves of one.
CREATE TABLE transfers (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	fromStoreId TEXT NOT NULL,
	toStoreId TEXT NOT NULL,
	status TEXT NOT NULL CONSTRAINT transfers_status CHECK (status IN ('draft', 'in_transit', 'part_received', 'received', 'short', 'cancelled')),
	note TEXT NOT NULL DEFAULT '',
	-- Why units never arrived, and what is known about it.
	shortReason TEXT CONSTRAINT transfers_short_reason CHECK (shortReason IN ('lost', 'damaged', 'unknown')),
	shortNote TEXT NOT NULL DEFAULT '',
	createdBy TEXT NOT NULL,
	createdAt INTEGER NOT NULL,
	sentBy TEXT,
	sentAt INTEGER,
	closedBy TEXT,
	closedAt INTEGER,
	-- Grows with every change of a draft, so that what is sent is what was looked at.
	version INTEGER NOT NULL DEFAULT 1,
	PRIMARY KEY (businessId, id),
	CONSTRAINT transfers_two_stores CHECK (fromStoreId <> toStoreId),
	CONSTRAINT transfers_sent CHECK (status IN ('draft', 'cancelled') OR sentAt IS NOT NULL),
	FOREIGN KEY (businessId, fromStoreId) REFERENCES stores (businessId, id),
	FOREIGN KEY (businessId, toStoreId) REFERENCES stores (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX transfers_by_status ON transfers (businessId, status, id);

-- `quantity` left the source; each unit of it arrives, comes back, is missed, or is on its way.
CREATE TABLE transferLines (
	businessId TEXT NOT NULL,
	transferId TEXT NOT NULL,
	productId TEXT NOT NULL,
	quantity INTEGER NOT NULL CONSTRAINT transferLines_quantity CHECK (quantity > 0),
	received INTEGER NOT NULL DEFAULT 0 CONSTRAINT transferLines_received CHECK (received >= 0),
	returned INTEGER NOT NULL DEFAULT 0 CONSTRAINT transferLines_returned CHECK (returned >= 0),
	missing INTEGER NOT NULL DEFAULT 0 CONSTRAINT transferLines_missing CHECK (missing >= 0),
	addedAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, transferId, productId),
	CONSTRAINT transferLines_not_more_than_sent CHECK (received + returned + missing <= quantity),
	FOREIGN KEY (businessId, transferId) REFERENCES transfers (businessId, id),
	FOREIGN KEY (businessId, productId) REFERENCES products (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX transferLines_of_product ON transferLines (businessId, productId);

CREATE TABLE stockCounts (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	storeId TEXT NOT NULL,
	scope TEXT NOT NULL CONSTRAINT stockCounts_scope CHECK (scope IN ('store', 'category', 'products')),
	categoryId TEXT,
	blind INTEGER NOT NULL CONSTRAINT stockCounts_blind CHECK (blind IN (0, 1)),
	status TEXT NOT NULL CONSTRAINT stockCounts_status CHECK (status IN ('counting', 'applied', 'cancelled')),
	note TEXT NOT NULL DEFAULT '',
	-- What was decided about the products nobody counted.
	uncounted TEXT CONSTRAINT stockCounts_uncounted CHECK (uncounted IN ('leave', 'zero')),
	-- Products: in scope when it was opened, counted so far, and found to be wrong once it was applied.
	wanted INTEGER NOT NULL DEFAULT 0,
	counted INTEGER NOT NULL DEFAULT 0,
	off INTEGER,
	openedBy TEXT NOT NULL,
	openedAt INTEGER NOT NULL,
	closedBy TEXT,
	closedAt INTEGER,
	-- Grows with every line that is counted, so that what is applied is what was looked at.
	version INTEGER NOT NULL DEFAULT 1,
	PRIMARY KEY (businessId, id),
	CONSTRAINT stockCounts_category CHECK ((scope = 'category') = (categoryId IS NOT NULL)),
	FOREIGN KEY (businessId, storeId) REFERENCES stores (businessId, id)
) STRICT, WITHOUT ROWID;

-- Two counts of one shelf at once would each correct what the other has corrected already.
CREATE UNIQUE INDEX stockCounts_one_open ON stockCounts (businessId, storeId) WHERE status = 'counting';

-- `counted` is NULL where a product is wanted and nobody has looked. `expected` and `correction` are written when the count is applied.
CREATE TABLE stockCountLines (
	businessId TEXT NOT NULL,
	countId TEXT NOT NULL,
	productId TEXT NOT NULL,
	counted INTEGER CONSTRAINT stockCountLines_counted CHECK (counted >= 0),
	startedAt INTEGER,
	countedAt INTEGER,
	countedBy TEXT,
	expected INTEGER,
	correction INTEGER,
	PRIMARY KEY (businessId, countId, productId),
	CONSTRAINT stockCountLines_when CHECK ((counted IS NULL) = (countedAt IS NULL) AND (counted IS NULL) = (startedAt IS NULL)),
	FOREIGN KEY (businessId, countId) REFERENCES stockCounts (businessId, id),
	FOREIGN KEY (businessId, productId) REFERENCES products (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX stockCountLines_newest ON stockCountLines (businessId, countId, countedAt);
CREATE INDEX stockCountLines_of_product ON stockCountLines (businessId, productId);

-- Gaps in a shelf's chain of movements up to this one were looked at and settled by a repair.
ALTER TABLE stockLevels ADD COLUMN settledSeq INTEGER NOT NULL DEFAULT 0;

-- The history of a store, of one reason or of each in turn; and of one person. Ids sort by time.
CREATE INDEX stockMovements_by_reason ON stockMovements (businessId, storeId, reason, id);
CREATE INDEX stockMovements_by_actor ON stockMovements (businessId, actorId, id);
