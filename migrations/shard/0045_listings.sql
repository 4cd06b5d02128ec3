-- What is sold at a shop elsewhere, one row a variant, and which product of ours it is. What a person says stands: no rule writes over it.
CREATE TABLE listings (
	businessId TEXT NOT NULL,
	connectionId TEXT NOT NULL,
	variantId TEXT NOT NULL,
	platformProductId TEXT NOT NULL,
	inventoryId TEXT,
	sku TEXT NOT NULL DEFAULT '',
	barcode TEXT NOT NULL DEFAULT '',
	name TEXT NOT NULL,
	price INTEGER,
	tracksStock INTEGER NOT NULL CONSTRAINT listings_tracks_stock CHECK (tracksStock IN (0, 1)),
	productId TEXT,
	-- `none`: a person says it is no product of ours.
	linkedBy TEXT CONSTRAINT listings_linked_by CHECK (linkedBy IN ('rule', 'person')),
	-- More than one product could be it.
	isAmbiguous INTEGER NOT NULL DEFAULT 0 CONSTRAINT listings_ambiguous CHECK (isAmbiguous IN (0, 1)),
	-- What stands there as far as we know: as it was last set or read.
	known INTEGER,
	pushedAt INTEGER,
	-- Since when something may have to be set there, and how often that was said since: who sets it clears what it saw.
	changedAt INTEGER,
	changes INTEGER NOT NULL DEFAULT 0,
	-- It was another number there than the one we knew; what we wanted then, and how often it was tried.
	clashes INTEGER NOT NULL DEFAULT 0,
	clashWanted INTEGER,
	-- The last clash nobody's order explains: ours, theirs, when.
	conflict TEXT CONSTRAINT listings_conflict_json CHECK (conflict IS NULL OR json_valid(conflict)),
	-- Why it cannot be set there.
	problem TEXT,
	seenAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, connectionId, variantId),
	FOREIGN KEY (businessId, connectionId) REFERENCES connections (businessId, id),
	FOREIGN KEY (businessId, productId) REFERENCES products (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX listings_changed ON listings (businessId, connectionId, changedAt) WHERE changedAt IS NOT NULL;
CREATE INDEX listings_of_product ON listings (businessId, productId) WHERE productId IS NOT NULL;
CREATE INDEX listings_conflicts ON listings (businessId, connectionId) WHERE conflict IS NOT NULL;
CREATE INDEX listings_unlinked ON listings (businessId, connectionId, isAmbiguous, variantId) WHERE productId IS NULL AND linkedBy IS NULL;

-- A product that is deleted is sold nowhere any more, and the rule may look again.
CREATE TRIGGER listings_outlive_products BEFORE DELETE ON products
BEGIN
	UPDATE listings SET productId = NULL, linkedBy = NULL, changedAt = NULL WHERE businessId = OLD.businessId AND productId = OLD.id;
END;

-- How far reading what is sold there is, how often that is done, and what the last time found.
ALTER TABLE connections ADD COLUMN pullCursor TEXT;
ALTER TABLE connections ADD COLUMN pulledAt INTEGER;
ALTER TABLE connections ADD COLUMN pullCalm INTEGER NOT NULL DEFAULT 0;
ALTER TABLE connections ADD COLUMN drift INTEGER NOT NULL DEFAULT 0;
ALTER TABLE connections ADD COLUMN productCount INTEGER NOT NULL DEFAULT 0;
-- When a level was last set there, and how long after it had changed here (ms).
ALTER TABLE connections ADD COLUMN pushedAt INTEGER;
ALTER TABLE connections ADD COLUMN pushLag INTEGER;
