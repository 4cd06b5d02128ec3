-- Pictures of products. The drawings lie in R2 under pictures/<business>/<token>-<width>.webp; a row says whose they are, in which order, and in words what is on them.
CREATE TABLE productImages (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	-- Null once the product is gone; the sweeper then takes the drawings and the row.
	productId TEXT,
	-- The name the drawings have in the store and in their address. Nobody guesses it.
	token TEXT NOT NULL CONSTRAINT productImages_token CHECK (length(token) >= 22),
	-- SHA-256 of the file as it was sent, so that the same file is one picture of a product.
	hash TEXT NOT NULL,
	alt TEXT NOT NULL DEFAULT '',
	position INTEGER NOT NULL,
	-- Of the widest drawing.
	width INTEGER NOT NULL CONSTRAINT productImages_width CHECK (width > 0),
	height INTEGER NOT NULL CONSTRAINT productImages_height CHECK (height > 0),
	createdAt INTEGER NOT NULL,
	-- When it was taken away; it can be put back until it is swept.
	deletedAt INTEGER,
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, productId) REFERENCES products (businessId, id),
	CONSTRAINT productImages_are_of_something CHECK (productId IS NOT NULL OR deletedAt IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX productImages_once ON productImages (businessId, productId, hash) WHERE deletedAt IS NULL;
CREATE INDEX productImages_of ON productImages (businessId, productId, position) WHERE deletedAt IS NULL;
CREATE INDEX productImages_gone ON productImages (deletedAt) WHERE deletedAt IS NOT NULL;

-- Whoever deletes a product, however many at once, leaves its pictures to the sweeper.
CREATE TRIGGER productImages_outlive_products BEFORE DELETE ON products
BEGIN
	UPDATE productImages SET deletedAt = COALESCE(deletedAt, 0), productId = NULL WHERE businessId = OLD.businessId AND productId = OLD.id;
END;
