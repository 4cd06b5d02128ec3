-- Products of ours that are to be made at a shop elsewhere. The row is there before the shop is asked; the SKU finds there again what was made of it.
CREATE TABLE wantedListings (
	businessId TEXT NOT NULL,
	connectionId TEXT NOT NULL,
	productId TEXT NOT NULL,
	state TEXT NOT NULL CONSTRAINT wantedListings_state CHECK (state IN ('waiting', 'made', 'found', 'refused')),
	-- What it is there.
	variantId TEXT CONSTRAINT wantedListings_there CHECK (state NOT IN ('made', 'found') OR variantId IS NOT NULL),
	-- When the shop was last asked to make it: until it can be found there, it is not asked again.
	triedAt INTEGER,
	-- Why it was not made, in a word, and what the shop said of it.
	said TEXT NOT NULL DEFAULT '',
	heard TEXT NOT NULL DEFAULT '',
	wantedAt INTEGER NOT NULL,
	updatedAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, connectionId, productId),
	FOREIGN KEY (businessId, connectionId) REFERENCES connections (businessId, id),
	FOREIGN KEY (businessId, productId) REFERENCES products (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX wantedListings_waiting ON wantedListings (businessId, connectionId, wantedAt) WHERE state = 'waiting';
CREATE INDEX wantedListings_refused ON wantedListings (businessId, connectionId, wantedAt) WHERE state = 'refused';
CREATE INDEX wantedListings_of_product ON wantedListings (businessId, productId);

-- A product that is deleted is wanted nowhere.
CREATE TRIGGER wantedListings_end_with_products BEFORE DELETE ON products
BEGIN
	DELETE FROM wantedListings WHERE businessId = OLD.businessId AND productId = OLD.id;
END;
