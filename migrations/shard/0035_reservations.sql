-- What is promised to somebody: so many of a product in a store, to an order or to a till. What is held stands in the level's `reserved`, to the unit.
-- A holder's promises run out together, so that renewing a thousand of them is one row.
CREATE TABLE reservationHolders (
	businessId TEXT NOT NULL,
	holderKind TEXT NOT NULL CONSTRAINT reservationHolders_kind CHECK (length(holderKind) BETWEEN 1 AND 40),
	holderId TEXT NOT NULL,
	-- NULL: until it is settled.
	expiresAt INTEGER,
	createdAt INTEGER NOT NULL,
	updatedAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, holderKind, holderId)
) STRICT, WITHOUT ROWID;

-- Whose time is up, of whichever business; those who hold nothing any more have no time.
CREATE INDEX reservationHolders_due ON reservationHolders (expiresAt) WHERE expiresAt IS NOT NULL;

CREATE TABLE reservations (
	businessId TEXT NOT NULL,
	holderKind TEXT NOT NULL,
	holderId TEXT NOT NULL,
	productId TEXT NOT NULL,
	storeId TEXT NOT NULL,
	quantity INTEGER NOT NULL CONSTRAINT reservations_quantity CHECK (quantity > 0),
	-- How many of them have left the shelf.
	taken INTEGER NOT NULL DEFAULT 0,
	state TEXT NOT NULL CONSTRAINT reservations_state CHECK (state IN ('held', 'committed', 'released', 'expired')),
	createdAt INTEGER NOT NULL,
	updatedAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, holderKind, holderId, productId, storeId),
	CONSTRAINT reservations_taken CHECK (taken BETWEEN 0 AND quantity),
	CONSTRAINT reservations_committed CHECK (CASE state WHEN 'committed' THEN taken = quantity WHEN 'held' THEN taken < quantity ELSE 1 END),
	FOREIGN KEY (businessId, holderKind, holderId) REFERENCES reservationHolders (businessId, holderKind, holderId),
	FOREIGN KEY (businessId, productId, storeId) REFERENCES stockLevels (businessId, productId, storeId)
) STRICT, WITHOUT ROWID;

-- For whom a shelf is keeping what it keeps.
CREATE INDEX reservations_of_shelf ON reservations (businessId, productId, storeId, quantity, taken) WHERE state = 'held';
