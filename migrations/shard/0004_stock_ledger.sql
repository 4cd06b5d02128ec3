-- The shelf and its ledger. A level is the sum of its movements; movements are only ever added.
CREATE TABLE stockLevels (
	businessId TEXT NOT NULL,
	productId TEXT NOT NULL,
	storeId TEXT NOT NULL,
	onHand INTEGER NOT NULL DEFAULT 0,
	reserved INTEGER NOT NULL DEFAULT 0 CONSTRAINT stock_reserved_not_negative CHECK (reserved >= 0),
	incoming INTEGER NOT NULL DEFAULT 0 CONSTRAINT stock_incoming_not_negative CHECK (incoming >= 0),
	reorderPoint INTEGER NOT NULL DEFAULT 0 CONSTRAINT stock_reorder_point CHECK (reorderPoint >= 0),
	reorderTo INTEGER NOT NULL DEFAULT 0 CONSTRAINT stock_reorder_to CHECK (reorderTo >= 0),
	bin TEXT NOT NULL DEFAULT '',
	-- Grows by one with every movement, so it is also their number.
	version INTEGER NOT NULL DEFAULT 0,
	updatedAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, productId, storeId),
	CONSTRAINT stock_not_oversold CHECK (onHand >= reserved),
	FOREIGN KEY (businessId, productId) REFERENCES products (businessId, id),
	FOREIGN KEY (businessId, storeId) REFERENCES stores (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX stockLevels_by_store ON stockLevels (businessId, storeId, productId);
-- What is at or under its reorder point. The column stands on the left because SQLite turns the terms of a query that way round before it compares.
CREATE INDEX stockLevels_low ON stockLevels (businessId, storeId) WHERE reorderPoint >= onHand - reserved;

CREATE TABLE stockMovements (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	storeId TEXT NOT NULL,
	productId TEXT NOT NULL,
	-- The level's version after this movement: the ledger of one level is a gapless chain, whatever order requests arrived in.
	seq INTEGER NOT NULL,
	qtyBefore INTEGER NOT NULL,
	delta INTEGER NOT NULL,
	qtyAfter INTEGER NOT NULL,
	reason TEXT NOT NULL CONSTRAINT movement_reason CHECK (reason IN
		('receipt', 'sale', 'return', 'adjustment', 'damage', 'count', 'transfer_out', 'transfer_in', 'channel_sync', 'initial')),
	note TEXT NOT NULL DEFAULT '',
	actorId TEXT NOT NULL,
	actorName TEXT NOT NULL,
	referenceType TEXT,
	referenceId TEXT,
	at INTEGER NOT NULL,
	PRIMARY KEY (businessId, productId, storeId, seq),
	CONSTRAINT movement_adds_up CHECK (qtyAfter = qtyBefore + delta),
	CONSTRAINT movement_changes_something CHECK (delta <> 0),
	-- Without this a sale of −5 would put stock on the shelf.
	CONSTRAINT movement_sign CHECK (
		(reason IN ('sale', 'transfer_out', 'damage') AND delta < 0) OR
		(reason IN ('receipt', 'return', 'transfer_in', 'initial') AND delta > 0) OR
		reason IN ('adjustment', 'count', 'channel_sync')),
	FOREIGN KEY (businessId, productId, storeId) REFERENCES stockLevels (businessId, productId, storeId)
) STRICT, WITHOUT ROWID;

-- One store's ledger is read by the primary key; this one is a product's, over all stores.
CREATE UNIQUE INDEX stockMovements_of_product ON stockMovements (businessId, productId, id);

CREATE TRIGGER movements_are_not_changed BEFORE UPDATE ON stockMovements
BEGIN
	SELECT RAISE(ABORT, 'ledger_append_only');
END;

-- A movement goes only with its level, and a level only with its product: deleting the product is the one way, and it is refused as soon as
-- anything but the opening count ever happened there. The foreign keys are checked at the end of the statement, which the triggers are part of.
CREATE TRIGGER movements_are_not_deleted BEFORE DELETE ON stockMovements
WHEN EXISTS (SELECT 1 FROM stockLevels WHERE businessId = old.businessId AND productId = old.productId AND storeId = old.storeId)
BEGIN
	SELECT RAISE(ABORT, 'ledger_append_only');
END;

CREATE TRIGGER levels_are_not_deleted BEFORE DELETE ON stockLevels
WHEN EXISTS (SELECT 1 FROM products WHERE businessId = old.businessId AND id = old.productId)
	OR old.version > 1 OR old.reserved <> 0 OR old.incoming <> 0
	OR EXISTS (SELECT 1 FROM stockMovements WHERE businessId = old.businessId AND productId = old.productId AND storeId = old.storeId AND reason <> 'initial')
BEGIN
	SELECT RAISE(ABORT, 'ledger_append_only');
END;

CREATE TRIGGER levels_take_their_opening_along AFTER DELETE ON stockLevels
BEGIN
	DELETE FROM stockMovements WHERE businessId = old.businessId AND productId = old.productId AND storeId = old.storeId;
END;

CREATE TRIGGER products_take_their_shelves_along AFTER DELETE ON products
BEGIN
	DELETE FROM stockLevels WHERE businessId = old.businessId AND productId = old.id;
END;
