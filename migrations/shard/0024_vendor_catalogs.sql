-- Vendors and what they offer: the catalog of each as it was read last, every reading of it, and the snapshots that were taken.
CREATE TABLE vendors (
	businessId TEXT NOT NULL REFERENCES businesses (businessId),
	id TEXT NOT NULL,
	slug TEXT NOT NULL,
	name TEXT NOT NULL,
	-- Of prices that do not say theirs.
	currency TEXT NOT NULL CONSTRAINT vendors_currency CHECK (length(currency) = 3),
	source TEXT NOT NULL CONSTRAINT vendors_source CHECK (source IN ('shopify-storefront', 'upload')),
	url TEXT,
	schedule TEXT NOT NULL CONSTRAINT vendors_schedule CHECK (schedule IN ('off', 'daily', 'weekly')),
	-- When it is read next by itself; NULL: never.
	nextSyncAt INTEGER,
	version INTEGER NOT NULL DEFAULT 1,
	createdAt INTEGER NOT NULL,
	updatedAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, id),
	CONSTRAINT vendors_slug UNIQUE (businessId, slug),
	CONSTRAINT vendors_storefront_has_url CHECK (source = 'upload' OR url IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX vendors_name ON vendors (businessId, name COLLATE NOCASE);
CREATE INDEX vendors_due ON vendors (nextSyncAt) WHERE nextSyncAt IS NOT NULL;

-- One sellable thing of a vendor's. What did not change is not written: an item that is not missing was seen last when its vendor's catalog was.
CREATE TABLE vendorCatalogItems (
	businessId TEXT NOT NULL,
	vendorId TEXT NOT NULL,
	catalogId TEXT NOT NULL,
	styleId TEXT,
	styleTitle TEXT NOT NULL,
	title TEXT NOT NULL,
	kind TEXT NOT NULL,
	sku TEXT,
	barcode TEXT,
	-- Fourteen digits, where the barcode is a number of the whole world's with its right check digit.
	gtin TEXT,
	price INTEGER CONSTRAINT vendorCatalogItems_price CHECK (price >= 0),
	compareAt INTEGER,
	currency TEXT NOT NULL,
	available INTEGER CONSTRAINT vendorCatalogItems_available CHECK (available IN (0, 1)),
	url TEXT,
	imageUrl TEXT,
	attributes TEXT NOT NULL CONSTRAINT vendorCatalogItems_attributes_json CHECK (json_valid(attributes)),
	payload TEXT NOT NULL CONSTRAINT vendorCatalogItems_payload_json CHECK (json_valid(payload)),
	-- SHA-256 of the payload.
	hash TEXT NOT NULL,
	-- Title, SKU, barcode and attributes folded: the order of lists, and what a search looks through.
	searchText TEXT NOT NULL,
	firstSeenAt INTEGER NOT NULL,
	changedAt INTEGER NOT NULL,
	-- Of a missing item: when it was last there. NULL: at its vendor's last reading.
	lastSeenAt INTEGER,
	missingSince INTEGER,
	-- Missing twice in a row.
	deletedAt INTEGER,
	PRIMARY KEY (businessId, vendorId, catalogId),
	CONSTRAINT vendorCatalogItems_deleted_is_missing CHECK (deletedAt IS NULL OR missingSince IS NOT NULL),
	FOREIGN KEY (businessId, vendorId) REFERENCES vendors (businessId, id)
) STRICT;

CREATE INDEX vendorCatalogItems_by_text ON vendorCatalogItems (businessId, vendorId, searchText, catalogId);
CREATE INDEX vendorCatalogItems_by_style ON vendorCatalogItems (businessId, vendorId, styleId, catalogId);
CREATE INDEX vendorCatalogItems_missing ON vendorCatalogItems (businessId, vendorId, searchText, catalogId) WHERE missingSince IS NOT NULL;

-- What is known of a vendor's catalog as a whole: the outcome of its last reading.
CREATE TABLE vendorSyncStates (
	businessId TEXT NOT NULL,
	vendorId TEXT NOT NULL,
	health TEXT NOT NULL CONSTRAINT vendorSyncStates_health CHECK (health IN ('never', 'ok', 'failing', 'waiting')),
	lastRunId TEXT,
	lastGoodAt INTEGER,
	failingSince INTEGER,
	error TEXT,
	-- The bytes of the last snapshot, and its items whatever their order.
	snapshotHash TEXT,
	contentHash TEXT,
	items INTEGER NOT NULL DEFAULT 0,
	missing INTEGER NOT NULL DEFAULT 0,
	created INTEGER NOT NULL DEFAULT 0,
	updated INTEGER NOT NULL DEFAULT 0,
	deleted INTEGER NOT NULL DEFAULT 0,
	unchanged INTEGER NOT NULL DEFAULT 0,
	durationMs INTEGER,
	-- The ETag of the first page, and of every page with the hash of what it held.
	etag TEXT,
	pages TEXT NOT NULL DEFAULT '[]' CONSTRAINT vendorSyncStates_pages_json CHECK (json_valid(pages)),
	PRIMARY KEY (businessId, vendorId),
	FOREIGN KEY (businessId, vendorId) REFERENCES vendors (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE vendorSyncRuns (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	vendorId TEXT NOT NULL,
	source TEXT NOT NULL CONSTRAINT vendorSyncRuns_source CHECK (source IN ('crawl', 'upload')),
	cause TEXT NOT NULL CONSTRAINT vendorSyncRuns_cause CHECK (cause IN ('person', 'schedule', 'service')),
	status TEXT NOT NULL CONSTRAINT vendorSyncRuns_status CHECK (status IN ('queued', 'running', 'waiting', 'done', 'unchanged', 'failed', 'rejected')),
	phase TEXT NOT NULL CONSTRAINT vendorSyncRuns_phase CHECK (phase IN ('reading', 'comparing', 'writing', 'over')),
	-- Who is at it now: a holder that comes late finds another fence. Nobody is once the lease is over.
	fence INTEGER NOT NULL DEFAULT 0,
	leaseUntil INTEGER NOT NULL,
	-- How often it was taken up without getting on, and how often its source asked to wait.
	attempts INTEGER NOT NULL DEFAULT 0,
	waits INTEGER NOT NULL DEFAULT 0,
	pages TEXT NOT NULL DEFAULT '[]' CONSTRAINT vendorSyncRuns_pages_json CHECK (json_valid(pages)),
	snapshotHash TEXT,
	format TEXT NOT NULL CONSTRAINT vendorSyncRuns_format CHECK (format IN ('json', 'csv')),
	bytes INTEGER NOT NULL DEFAULT 0,
	-- Products read so far; items once all of it was read.
	products INTEGER NOT NULL DEFAULT 0,
	items INTEGER,
	itemsBefore INTEGER,
	created INTEGER NOT NULL DEFAULT 0,
	updated INTEGER NOT NULL DEFAULT 0,
	deleted INTEGER NOT NULL DEFAULT 0,
	unchanged INTEGER NOT NULL DEFAULT 0,
	missing INTEGER NOT NULL DEFAULT 0,
	-- What was odd, by kind.
	oddities TEXT NOT NULL DEFAULT '{}' CONSTRAINT vendorSyncRuns_oddities_json CHECK (json_valid(oddities)),
	approvedBy TEXT,
	error TEXT,
	errorDetails TEXT CONSTRAINT vendorSyncRuns_errorDetails_json CHECK (json_valid(errorDetails)),
	actorName TEXT NOT NULL,
	startedAt INTEGER NOT NULL,
	finishedAt INTEGER,
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, vendorId) REFERENCES vendors (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX vendorSyncRuns_by_vendor ON vendorSyncRuns (businessId, vendorId, id);
-- One reading of a catalog at a time, and one question at a time.
CREATE UNIQUE INDEX vendorSyncRuns_one_at_a_time ON vendorSyncRuns (businessId, vendorId) WHERE status IN ('queued', 'running');
CREATE UNIQUE INDEX vendorSyncRuns_waiting ON vendorSyncRuns (businessId, vendorId) WHERE status = 'waiting';
CREATE INDEX vendorSyncRuns_leases ON vendorSyncRuns (leaseUntil) WHERE status IN ('queued', 'running');

-- A snapshot that became the catalog. Its bytes lie in the bucket under their hash.
CREATE TABLE vendorSnapshots (
	businessId TEXT NOT NULL,
	vendorId TEXT NOT NULL,
	hash TEXT NOT NULL,
	format TEXT NOT NULL CONSTRAINT vendorSnapshots_format CHECK (format IN ('json', 'csv')),
	bytes INTEGER NOT NULL,
	items INTEGER NOT NULL,
	contentHash TEXT NOT NULL,
	runId TEXT NOT NULL,
	takenAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, vendorId, hash),
	FOREIGN KEY (businessId, vendorId) REFERENCES vendors (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX vendorSnapshots_by_time ON vendorSnapshots (businessId, vendorId, takenAt);
