-- Selling with the network away. A till counts its own sales; what it hands in later is kept here by its uuid, whatever becomes of it.
CREATE TABLE tillQueues (
	businessId TEXT NOT NULL,
	deviceId TEXT NOT NULL,
	storeId TEXT NOT NULL,
	-- The highest number of its sequence that was ever handed in, or that it said it had given out.
	highest INTEGER NOT NULL DEFAULT 0 CONSTRAINT tillQueues_highest CHECK (highest >= 0),
	-- As it said itself when it was heard last.
	waiting INTEGER NOT NULL DEFAULT 0 CONSTRAINT tillQueues_waiting CHECK (waiting >= 0),
	waitingSince INTEGER,
	-- How far its clock was before ours, in ms.
	clockAhead INTEGER NOT NULL DEFAULT 0,
	heardAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, deviceId),
	FOREIGN KEY (businessId, deviceId) REFERENCES devices (businessId, id)
) STRICT, WITHOUT ROWID;

-- A sale a till made alone. 'sold' is an order; 'held' waits for somebody to accept or refuse it; 'refused' was refused by them.
CREATE TABLE offlineSales (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	deviceId TEXT NOT NULL,
	seq INTEGER NOT NULL CONSTRAINT offlineSales_seq CHECK (seq > 0),
	storeId TEXT NOT NULL,
	state TEXT NOT NULL CONSTRAINT offlineSales_state CHECK (state IN ('sold', 'held', 'refused')),
	-- Why it is held, or was.
	problem TEXT,
	-- What is worth knowing of one that was sold: JSON list of codes.
	notes TEXT NOT NULL DEFAULT '[]',
	orderId TEXT,
	-- The instant of the sale by our clock, and as the till's clock had it.
	soldAt INTEGER NOT NULL,
	saidAt INTEGER NOT NULL,
	arrivedAt INTEGER NOT NULL,
	actorId TEXT NOT NULL,
	actorName TEXT NOT NULL,
	units INTEGER NOT NULL,
	total INTEGER NOT NULL,
	currency TEXT NOT NULL,
	-- JSON, as it was handed in: a held one is booked from it.
	body TEXT NOT NULL,
	settledBy TEXT,
	settledByName TEXT,
	settledAt INTEGER,
	reason TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (businessId, id),
	CONSTRAINT offlineSales_order CHECK ((state = 'sold') = (orderId IS NOT NULL)),
	FOREIGN KEY (businessId, deviceId) REFERENCES devices (businessId, id),
	FOREIGN KEY (businessId, orderId) REFERENCES orders (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX offlineSales_once ON offlineSales (businessId, deviceId, seq) WHERE problem IS NOT 'sequence_taken';
CREATE INDEX offlineSales_held ON offlineSales (businessId, id) WHERE state = 'held';
CREATE INDEX offlineSales_of_order ON offlineSales (businessId, orderId) WHERE orderId IS NOT NULL;

-- A number of a till's sequence that was jumped over: gone as soon as its sale arrives, open until somebody says what became of it.
CREATE TABLE tillGaps (
	businessId TEXT NOT NULL,
	deviceId TEXT NOT NULL,
	seq INTEGER NOT NULL,
	storeId TEXT NOT NULL,
	noticedAt INTEGER NOT NULL,
	explainedBy TEXT,
	explainedByName TEXT,
	explainedAt INTEGER,
	reason TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (businessId, deviceId, seq),
	FOREIGN KEY (businessId, deviceId) REFERENCES devices (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX tillGaps_open ON tillGaps (businessId, deviceId, seq) WHERE explainedAt IS NULL;

-- Pieces that were handed over and that no shelf had. The ledger took note of them as a correction, whose movement has the same id.
CREATE TABLE oversoldGoods (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	storeId TEXT NOT NULL,
	productId TEXT NOT NULL,
	orderId TEXT NOT NULL,
	deviceId TEXT NOT NULL,
	seq INTEGER NOT NULL,
	short INTEGER NOT NULL CONSTRAINT oversoldGoods_short CHECK (short > 0),
	soldAt INTEGER NOT NULL,
	noticedAt INTEGER NOT NULL,
	actorId TEXT NOT NULL,
	actorName TEXT NOT NULL,
	outcome TEXT CONSTRAINT oversoldGoods_outcome CHECK (outcome IN ('counted', 'taken', 'corrected')),
	-- The store the pieces turned out to have come from.
	fromStoreId TEXT,
	reason TEXT NOT NULL DEFAULT '',
	settledBy TEXT,
	settledByName TEXT,
	settledAt INTEGER,
	PRIMARY KEY (businessId, id),
	CONSTRAINT oversoldGoods_settled CHECK ((outcome IS NULL) = (settledAt IS NULL)),
	CONSTRAINT oversoldGoods_from CHECK ((outcome IS 'taken') = (fromStoreId IS NOT NULL)),
	FOREIGN KEY (businessId, productId, storeId) REFERENCES stockLevels (businessId, productId, storeId),
	FOREIGN KEY (businessId, orderId) REFERENCES orders (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX oversoldGoods_open ON oversoldGoods (businessId, id) WHERE settledAt IS NULL;
CREATE INDEX oversoldGoods_of_order ON oversoldGoods (businessId, orderId);
