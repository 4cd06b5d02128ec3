-- Items of a vendor's made products of ours: what was asked for, how far it is, and which products it made, for whoever takes it back.
CREATE TABLE vendorAdditions (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	vendorId TEXT NOT NULL,
	-- {items: [...]}, {styleId: …} or {q: …}: which of the items that are no product of ours yet.
	which TEXT NOT NULL CONSTRAINT vendorAdditions_which_json CHECK (json_valid(which)),
	priceAs TEXT NOT NULL CONSTRAINT vendorAdditions_price_as CHECK (priceAs IN ('price', 'cost', 'none')),
	-- What one unit of the vendor's currency is in ours; NULL: prices in another currency are left out.
	rate REAL CONSTRAINT vendorAdditions_rate CHECK (rate > 0),
	state TEXT NOT NULL CONSTRAINT vendorAdditions_state CHECK (state IN ('adding', 'done', 'undoing', 'undone')),
	position TEXT NOT NULL DEFAULT '',
	items INTEGER NOT NULL,
	added INTEGER NOT NULL DEFAULT 0,
	passed INTEGER NOT NULL DEFAULT 0,
	removed INTEGER NOT NULL DEFAULT 0,
	kept INTEGER NOT NULL DEFAULT 0,
	actorId TEXT NOT NULL,
	actorName TEXT NOT NULL,
	startedAt INTEGER NOT NULL,
	finishedAt INTEGER,
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, vendorId) REFERENCES vendors (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX vendorAdditions_by_vendor ON vendorAdditions (businessId, vendorId, id);
-- One at a time: two would make the same products.
CREATE UNIQUE INDEX vendorAdditions_one_at_a_time ON vendorAdditions (businessId, vendorId) WHERE state IN ('adding', 'undoing');

CREATE TABLE vendorAdditionProducts (
	businessId TEXT NOT NULL,
	additionId TEXT NOT NULL,
	catalogId TEXT NOT NULL,
	productId TEXT NOT NULL,
	PRIMARY KEY (businessId, additionId, catalogId),
	FOREIGN KEY (businessId, additionId) REFERENCES vendorAdditions (businessId, id)
) STRICT, WITHOUT ROWID;
