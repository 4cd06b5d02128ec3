-- How far a job that works piece by piece has come in its period (a night, by its UTC day): the last key done as JSON, NULL once all of it is. Not business data.
CREATE TABLE jobProgress (
	job TEXT NOT NULL PRIMARY KEY,
	period TEXT NOT NULL,
	cursor TEXT,
	counts TEXT NOT NULL CONSTRAINT jobProgress_counts_json CHECK (json_valid(counts)),
	updatedAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a store's list goes by, beside the shelf: the product's name, and whether it is listed at all (not archived). Triggers keep them true.
ALTER TABLE stockLevels ADD COLUMN productName TEXT NOT NULL DEFAULT '';
ALTER TABLE stockLevels ADD COLUMN productListed INTEGER NOT NULL DEFAULT 1 CONSTRAINT stock_listed CHECK (productListed IN (0, 1));

-- A product over all stores: `out` when none has any, `low` when some store is low or out while another has it, `in` otherwise. Only triggers write it.
ALTER TABLE products ADD COLUMN shelf TEXT NOT NULL DEFAULT 'out' CONSTRAINT products_shelf CHECK (shelf IN ('in', 'low', 'out'));

UPDATE stockLevels SET (productName, productListed) = (SELECT p.name, p.status <> 'archived' FROM products AS p
	WHERE p.businessId = stockLevels.businessId AND p.id = stockLevels.productId);
UPDATE products SET shelf = CASE
	WHEN NOT EXISTS (SELECT 1 FROM stockLevels AS l WHERE l.businessId = products.businessId AND l.productId = products.id AND l.onHand > l.reserved) THEN 'out'
	WHEN EXISTS (SELECT 1 FROM stockLevels AS l WHERE l.businessId = products.businessId AND l.productId = products.id AND l.onHand - l.reserved <= l.reorderPoint) THEN 'low'
	ELSE 'in' END;

CREATE TRIGGER levels_are_named AFTER INSERT ON stockLevels
BEGIN
	UPDATE stockLevels SET (productName, productListed) = (SELECT p.name, p.status <> 'archived' FROM products AS p WHERE p.businessId = new.businessId AND p.id = new.productId)
	WHERE businessId = new.businessId AND productId = new.productId AND storeId = new.storeId
		AND (productName, productListed) IS NOT (SELECT p.name, p.status <> 'archived' FROM products AS p WHERE p.businessId = new.businessId AND p.id = new.productId);
END;

CREATE TRIGGER levels_are_renamed AFTER UPDATE OF name, status ON products
WHEN new.name <> old.name OR (new.status = 'archived') <> (old.status = 'archived')
BEGIN
	UPDATE stockLevels SET productName = new.name, productListed = new.status <> 'archived' WHERE businessId = new.businessId AND productId = new.id;
END;

CREATE TRIGGER products_know_a_new_shelf AFTER INSERT ON stockLevels
BEGIN
	UPDATE products SET shelf = CASE
		WHEN NOT EXISTS (SELECT 1 FROM stockLevels AS l WHERE l.businessId = new.businessId AND l.productId = new.productId AND l.onHand > l.reserved) THEN 'out'
		WHEN EXISTS (SELECT 1 FROM stockLevels AS l WHERE l.businessId = new.businessId AND l.productId = new.productId AND l.onHand - l.reserved <= l.reorderPoint) THEN 'low'
		ELSE 'in' END
	WHERE businessId = new.businessId AND id = new.productId AND (shelf <> 'out' OR new.onHand > new.reserved);
END;

-- Most movements leave a shelf what it was: in, low or out. Only one that does not asks the product's other shelves.
CREATE TRIGGER products_know_their_shelves AFTER UPDATE OF onHand, reserved, reorderPoint ON stockLevels
WHEN (new.onHand > new.reserved) + (new.onHand - new.reserved > new.reorderPoint) <> (old.onHand > old.reserved) + (old.onHand - old.reserved > old.reorderPoint)
BEGIN
	UPDATE products SET shelf = CASE
		WHEN NOT EXISTS (SELECT 1 FROM stockLevels AS l WHERE l.businessId = new.businessId AND l.productId = new.productId AND l.onHand > l.reserved) THEN 'out'
		WHEN EXISTS (SELECT 1 FROM stockLevels AS l WHERE l.businessId = new.businessId AND l.productId = new.productId AND l.onHand - l.reserved <= l.reorderPoint) THEN 'low'
		ELSE 'in' END
	WHERE businessId = new.businessId AND id = new.productId;
END;

-- Lists of a store in the order they are shown; a sale moves no row of the first, and of the others only one that is low or out.
CREATE INDEX stockLevels_by_name ON stockLevels (businessId, storeId, productName COLLATE NOCASE, productId) WHERE productListed = 1;
DROP INDEX stockLevels_low;
CREATE INDEX stockLevels_low ON stockLevels (businessId, storeId, productName COLLATE NOCASE, productId) WHERE reorderPoint >= onHand - reserved;
CREATE INDEX stockLevels_out ON stockLevels (businessId, storeId, productName COLLATE NOCASE, productId) WHERE 0 >= onHand - reserved;

-- Lists of the catalog, likewise.
CREATE INDEX products_listed ON products (businessId, name COLLATE NOCASE, id) WHERE status <> 'archived';
CREATE INDEX products_by_shelf ON products (businessId, shelf, name COLLATE NOCASE, id) WHERE status <> 'archived';
CREATE INDEX products_unpriced ON products (businessId, name) WHERE status = 'draft' AND price IS NULL;
CREATE INDEX products_hidden ON products (businessId, name COLLATE NOCASE, id) WHERE isAvailable = 0;

-- What sold best in the seven days before `day`, of each store and of all together, as a list. Worked out each night; losing it costs one.
CREATE TABLE topSellers (
	businessId TEXT NOT NULL PRIMARY KEY REFERENCES businesses (businessId),
	day TEXT NOT NULL,
	list TEXT NOT NULL CONSTRAINT topSellers_list_json CHECK (json_valid(list)),
	calculatedAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
