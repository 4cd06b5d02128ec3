-- Which of a vendor's items are which products of ours, and who says so. What a person says stands: no rule writes over it.
CREATE TABLE vendorLinks (
	businessId TEXT NOT NULL,
	vendorId TEXT NOT NULL,
	catalogId TEXT NOT NULL,
	state TEXT NOT NULL CONSTRAINT vendorLinks_state CHECK (state IN ('linked', 'review', 'unlinked')),
	decidedBy TEXT NOT NULL CONSTRAINT vendorLinks_decided_by CHECK (decidedBy IN ('rule', 'person')),
	productId TEXT,
	-- How sure the rule was of it, and why, strongest first; of a person's link what the rule had thought of it, if anything.
	score REAL,
	reasons TEXT NOT NULL DEFAULT '[]' CONSTRAINT vendorLinks_reasons_json CHECK (json_valid(reasons)),
	actorId TEXT NOT NULL,
	actorName TEXT NOT NULL,
	decidedAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, vendorId, catalogId),
	FOREIGN KEY (businessId, vendorId, catalogId) REFERENCES vendorCatalogItems (businessId, vendorId, catalogId),
	FOREIGN KEY (businessId, productId) REFERENCES products (businessId, id),
	CONSTRAINT vendorLinks_linked_to_something CHECK ((state = 'linked') = (productId IS NOT NULL)),
	CONSTRAINT vendorLinks_people_decide CHECK (decidedBy = 'rule' OR state <> 'review')
) STRICT, WITHOUT ROWID;

-- A product is one item of a vendor's, and no other.
CREATE UNIQUE INDEX vendorLinks_once ON vendorLinks (businessId, vendorId, productId) WHERE productId IS NOT NULL;
CREATE INDEX vendorLinks_by_state ON vendorLinks (businessId, vendorId, state, decidedBy, catalogId);
CREATE INDEX vendorLinks_of_product ON vendorLinks (businessId, productId) WHERE productId IS NOT NULL;

-- What an item could be, best first by score: what a rule decides on, and what a person chooses from.
CREATE TABLE vendorLinkCandidates (
	businessId TEXT NOT NULL,
	vendorId TEXT NOT NULL,
	catalogId TEXT NOT NULL,
	productId TEXT NOT NULL,
	score REAL NOT NULL CONSTRAINT vendorLinkCandidates_score CHECK (score BETWEEN 0 AND 1),
	reasons TEXT NOT NULL CONSTRAINT vendorLinkCandidates_reasons_json CHECK (json_valid(reasons)),
	PRIMARY KEY (businessId, vendorId, catalogId, productId),
	FOREIGN KEY (businessId, vendorId, catalogId) REFERENCES vendorCatalogItems (businessId, vendorId, catalogId),
	FOREIGN KEY (businessId, productId) REFERENCES products (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX vendorLinkCandidates_of_product ON vendorLinkCandidates (businessId, productId, vendorId, score);

-- Going through a vendor's catalog once: first what each item could be, then what each is. `planned` waits for a person's word.
CREATE TABLE vendorLinkRuns (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	vendorId TEXT NOT NULL,
	cause TEXT NOT NULL CONSTRAINT vendorLinkRuns_cause CHECK (cause IN ('sync', 'person')),
	isDry INTEGER NOT NULL CONSTRAINT vendorLinkRuns_is_dry CHECK (isDry IN (0, 1)),
	state TEXT NOT NULL CONSTRAINT vendorLinkRuns_state CHECK (state IN ('looking', 'weighing', 'planned', 'deciding', 'done', 'dropped')),
	-- The last item that is done with, and how often it was begun anew: who comes late finds another.
	position TEXT NOT NULL DEFAULT '',
	attempt INTEGER NOT NULL DEFAULT 1,
	items INTEGER NOT NULL,
	looked INTEGER NOT NULL DEFAULT 0,
	weighed INTEGER NOT NULL DEFAULT 0,
	counts TEXT NOT NULL DEFAULT '{}' CONSTRAINT vendorLinkRuns_counts_json CHECK (json_valid(counts)),
	actorId TEXT NOT NULL,
	actorName TEXT NOT NULL,
	startedAt INTEGER NOT NULL,
	finishedAt INTEGER,
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, vendorId) REFERENCES vendors (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX vendorLinkRuns_by_vendor ON vendorLinkRuns (businessId, vendorId, id);
CREATE UNIQUE INDEX vendorLinkRuns_one_at_a_time ON vendorLinkRuns (businessId, vendorId) WHERE state IN ('looking', 'weighing', 'planned', 'deciding');

-- A product that is deleted is nobody's item any more, and the rule may look again.
CREATE TRIGGER vendorLinks_outlive_products BEFORE DELETE ON products
BEGIN
	DELETE FROM vendorLinkCandidates WHERE businessId = OLD.businessId AND productId = OLD.id;
	UPDATE vendorLinks SET state = 'unlinked', decidedBy = 'rule', productId = NULL, score = NULL, reasons = '[]'
	WHERE businessId = OLD.businessId AND productId = OLD.id;
END;
