-- What can be sold. A product is one sellable SKU; a style is what a shopper sees.
CREATE TABLE categories (
	businessId TEXT NOT NULL REFERENCES businesses (businessId),
	id TEXT NOT NULL,
	parentId TEXT,
	name TEXT NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL DEFAULT 1,
	createdAt INTEGER NOT NULL,
	updatedAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, parentId) REFERENCES categories (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX categories_name ON categories (businessId, COALESCE(parentId, ''), name COLLATE NOCASE);

CREATE TABLE styles (
	businessId TEXT NOT NULL REFERENCES businesses (businessId),
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	vendor TEXT NOT NULL DEFAULT '',
	categoryId TEXT,
	description TEXT NOT NULL DEFAULT '',
	imageUrl TEXT,
	version INTEGER NOT NULL DEFAULT 1,
	createdAt INTEGER NOT NULL,
	updatedAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, categoryId) REFERENCES categories (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX styles_name ON styles (businessId, vendor COLLATE NOCASE, name COLLATE NOCASE);

CREATE TABLE products (
	-- Row number for the search index; never leaves this database.
	docId INTEGER PRIMARY KEY,
	businessId TEXT NOT NULL REFERENCES businesses (businessId),
	id TEXT NOT NULL,
	styleId TEXT,
	name TEXT NOT NULL,
	description TEXT NOT NULL DEFAULT '',
	sku TEXT NOT NULL,
	-- The SKU folded: upper case, no white space. Two SKUs that differ only so are the same SKU.
	skuKey TEXT NOT NULL,
	barcode TEXT,
	unit TEXT NOT NULL DEFAULT 'unit',
	price INTEGER CONSTRAINT products_price CHECK (price >= 0),
	cost INTEGER CONSTRAINT products_cost CHECK (cost >= 0),
	currency TEXT NOT NULL CONSTRAINT products_currency CHECK (length(currency) = 3),
	taxRate INTEGER CONSTRAINT products_tax_rate CHECK (taxRate BETWEEN 0 AND 10000),
	categoryId TEXT,
	vendor TEXT NOT NULL DEFAULT '',
	attributes TEXT NOT NULL DEFAULT '{}' CONSTRAINT products_attributes_json CHECK (json_valid(attributes)),
	imageUrl TEXT,
	imageId TEXT,
	shortId TEXT NOT NULL,
	isAvailable INTEGER NOT NULL DEFAULT 1 CONSTRAINT products_is_available CHECK (isAvailable IN (0, 1)),
	status TEXT NOT NULL CONSTRAINT products_status CHECK (status IN ('draft', 'published', 'archived')),
	version INTEGER NOT NULL DEFAULT 1,
	createdAt INTEGER NOT NULL,
	updatedAt INTEGER NOT NULL,
	CONSTRAINT products_id UNIQUE (businessId, id),
	CONSTRAINT products_sku UNIQUE (businessId, skuKey),
	CONSTRAINT products_short_id UNIQUE (businessId, shortId),
	FOREIGN KEY (businessId, styleId) REFERENCES styles (businessId, id),
	FOREIGN KEY (businessId, categoryId) REFERENCES categories (businessId, id)
) STRICT;

CREATE INDEX products_by_name ON products (businessId, name COLLATE NOCASE, id);
CREATE INDEX products_by_status ON products (businessId, status, name COLLATE NOCASE, id);
CREATE INDEX products_by_category ON products (businessId, categoryId, name COLLATE NOCASE, id);
CREATE INDEX products_by_style ON products (businessId, styleId, id) WHERE styleId IS NOT NULL;
CREATE INDEX products_by_barcode ON products (businessId, barcode) WHERE barcode IS NOT NULL;
CREATE INDEX products_by_vendor ON products (businessId, vendor, name COLLATE NOCASE, id);

-- Search as you type. `scope` is the business as one token, so that a search meets only its own rows.
CREATE VIRTUAL TABLE productSearch USING fts5 (scope, name, sku, barcode, vendor, attributes, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');

CREATE TRIGGER products_searchable AFTER INSERT ON products
BEGIN
	INSERT INTO productSearch (rowid, scope, name, sku, barcode, vendor, attributes)
	VALUES (new.docId, replace(new.businessId, '-', ''), new.name, new.sku || ' ' || new.skuKey, COALESCE(new.barcode, ''), new.vendor,
		(SELECT COALESCE(group_concat(value, ' '), '') FROM json_each(new.attributes)));
END;

CREATE TRIGGER products_searchable_again AFTER UPDATE OF name, sku, skuKey, barcode, vendor, attributes ON products
BEGIN
	UPDATE productSearch SET name = new.name, sku = new.sku || ' ' || new.skuKey, barcode = COALESCE(new.barcode, ''), vendor = new.vendor,
		attributes = (SELECT COALESCE(group_concat(value, ' '), '') FROM json_each(new.attributes))
	WHERE rowid = new.docId;
END;

CREATE TRIGGER products_not_searchable AFTER DELETE ON products
BEGIN
	DELETE FROM productSearch WHERE rowid = old.docId;
END;
