-- What products are described by: the names a business uses, in its order. Products may carry any other name too.
CREATE TABLE attributes (
	businessId TEXT NOT NULL REFERENCES businesses (businessId),
	name TEXT NOT NULL COLLATE NOCASE CONSTRAINT attributes_name CHECK (name <> ''),
	position INTEGER NOT NULL,
	createdAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, name)
) STRICT, WITHOUT ROWID;

INSERT INTO attributes (businessId, name, position, createdAt)
SELECT b.businessId, n.value, n.key, b.createdAt
FROM businesses AS b CROSS JOIN json_each('["model","colour","size","bridge","temple","lens"]') AS n;

-- Every value of every product, kept by triggers: a list filtered by one reads as many rows as it shows. The product's name is along for its order.
CREATE TABLE productAttributes (
	businessId TEXT NOT NULL,
	name TEXT NOT NULL COLLATE NOCASE,
	value TEXT NOT NULL COLLATE NOCASE,
	productId TEXT NOT NULL,
	productName TEXT NOT NULL COLLATE NOCASE,
	PRIMARY KEY (businessId, name, value, productId)
) STRICT, WITHOUT ROWID;

CREATE INDEX productAttributes_by_name ON productAttributes (businessId, name, value, productName, productId);

INSERT INTO productAttributes (businessId, name, value, productId, productName)
SELECT p.businessId, a.key, CAST(a.value AS TEXT), p.id, p.name
FROM products AS p CROSS JOIN json_each(p.attributes) AS a
WHERE a.value <> ''
GROUP BY p.businessId, p.id, a.key COLLATE NOCASE, CAST(a.value AS TEXT) COLLATE NOCASE;

CREATE TRIGGER products_described AFTER INSERT ON products WHEN new.attributes <> '{}'
BEGIN
	INSERT INTO productAttributes (businessId, name, value, productId, productName)
	SELECT new.businessId, key, CAST(value AS TEXT), new.id, new.name FROM json_each(new.attributes)
	WHERE value <> '' GROUP BY key COLLATE NOCASE, CAST(value AS TEXT) COLLATE NOCASE;
END;

CREATE TRIGGER products_described_again AFTER UPDATE OF name, attributes ON products
WHEN old.name IS NOT new.name OR old.attributes IS NOT new.attributes
BEGIN
	DELETE FROM productAttributes WHERE (businessId, name, value, productId) IN
		(SELECT old.businessId, key, CAST(value AS TEXT), old.id FROM json_each(old.attributes) WHERE value <> '');
	INSERT INTO productAttributes (businessId, name, value, productId, productName)
	SELECT new.businessId, key, CAST(value AS TEXT), new.id, new.name FROM json_each(new.attributes)
	WHERE value <> '' GROUP BY key COLLATE NOCASE, CAST(value AS TEXT) COLLATE NOCASE;
END;

CREATE TRIGGER products_not_described AFTER DELETE ON products WHEN old.attributes <> '{}'
BEGIN
	DELETE FROM productAttributes WHERE (businessId, name, value, productId) IN
		(SELECT old.businessId, key, CAST(value AS TEXT), old.id FROM json_each(old.attributes) WHERE value <> '');
END;

-- A list as somebody wants to see it again: the query of its address under a name. Theirs, or everybody's.
CREATE TABLE savedViews (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	list TEXT NOT NULL CONSTRAINT savedViews_list CHECK (list IN ('products')),
	ownerId TEXT NOT NULL,
	isShared INTEGER NOT NULL CONSTRAINT savedViews_is_shared CHECK (isShared IN (0, 1)),
	name TEXT NOT NULL COLLATE NOCASE CONSTRAINT savedViews_name CHECK (name <> ''),
	query TEXT NOT NULL CONSTRAINT savedViews_query CHECK (length(query) <= 2000),
	version INTEGER NOT NULL DEFAULT 1,
	createdAt INTEGER NOT NULL,
	updatedAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, ownerId) REFERENCES users (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX savedViews_called ON savedViews (businessId, list, iif(isShared, '', ownerId), name);

-- Which view a list opens with, for each person.
CREATE TABLE chosenViews (
	businessId TEXT NOT NULL,
	userId TEXT NOT NULL,
	list TEXT NOT NULL,
	viewId TEXT NOT NULL,
	PRIMARY KEY (businessId, userId, list),
	FOREIGN KEY (businessId, userId) REFERENCES users (businessId, id),
	FOREIGN KEY (businessId, viewId) REFERENCES savedViews (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX chosenViews_of_view ON chosenViews (businessId, viewId);
