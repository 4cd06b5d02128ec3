-- What is ordered from vendors, and what came. A vendor is known here by the name its products carry, folded.
CREATE TABLE vendorTerms (
	businessId TEXT NOT NULL REFERENCES businesses (businessId),
	vendorKey TEXT NOT NULL,
	name TEXT NOT NULL,
	email TEXT,
	-- Days from an order to its goods on the shelf; and for how many days an order shall last from then on.
	leadDays INTEGER NOT NULL CONSTRAINT vendorTerms_lead CHECK (leadDays BETWEEN 0 AND 365),
	coverDays INTEGER NOT NULL CONSTRAINT vendorTerms_cover CHECK (coverDays BETWEEN 1 AND 365),
	packSize INTEGER NOT NULL CONSTRAINT vendorTerms_pack CHECK (packSize BETWEEN 1 AND 10000),
	-- The least an order may cost, minor units of the store's currency; 0: any.
	minimum INTEGER NOT NULL CONSTRAINT vendorTerms_minimum CHECK (minimum >= 0),
	terms TEXT NOT NULL,
	version INTEGER NOT NULL DEFAULT 1,
	updatedAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, vendorKey)
) STRICT, WITHOUT ROWID;

CREATE TABLE purchaseOrders (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	-- PO-1, PO-2 …: without gaps in a business.
	number INTEGER NOT NULL,
	vendorKey TEXT NOT NULL,
	vendorName TEXT NOT NULL,
	storeId TEXT NOT NULL,
	currency TEXT NOT NULL,
	status TEXT NOT NULL CONSTRAINT purchaseOrders_status CHECK (status IN ('draft', 'sent', 'part_received', 'received', 'cancelled')),
	note TEXT NOT NULL,
	createdBy TEXT NOT NULL,
	createdAt INTEGER NOT NULL,
	sentBy TEXT,
	sentAt INTEGER,
	-- Where the request was mailed; NULL: ordered some other way.
	sentTo TEXT,
	expectedOn TEXT,
	closedBy TEXT,
	closedAt INTEGER,
	-- Grows with every change, so that what is sent or received is what was looked at.
	version INTEGER NOT NULL DEFAULT 1,
	PRIMARY KEY (businessId, id),
	CONSTRAINT purchaseOrders_number UNIQUE (businessId, number),
	CONSTRAINT purchaseOrders_sent CHECK (status IN ('draft', 'cancelled') OR sentAt IS NOT NULL),
	FOREIGN KEY (businessId, storeId) REFERENCES stores (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX purchaseOrders_by_status ON purchaseOrders (businessId, status, id);
CREATE INDEX purchaseOrders_by_vendor ON purchaseOrders (businessId, vendorKey, id);

-- `quantity` was ordered; each unit of it is received, arrives damaged, is given up, or is still to come. More may be received than was ordered.
CREATE TABLE purchaseOrderLines (
	businessId TEXT NOT NULL,
	purchaseOrderId TEXT NOT NULL,
	productId TEXT NOT NULL,
	quantity INTEGER NOT NULL CONSTRAINT purchaseOrderLines_quantity CHECK (quantity > 0),
	-- What one costs, minor units; NULL: not known.
	unitCost INTEGER CONSTRAINT purchaseOrderLines_cost CHECK (unitCost >= 0),
	received INTEGER NOT NULL DEFAULT 0 CONSTRAINT purchaseOrderLines_received CHECK (received >= 0),
	damaged INTEGER NOT NULL DEFAULT 0 CONSTRAINT purchaseOrderLines_damaged CHECK (damaged >= 0),
	givenUp INTEGER NOT NULL DEFAULT 0 CONSTRAINT purchaseOrderLines_givenUp CHECK (givenUp >= 0),
	addedAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, purchaseOrderId, productId),
	FOREIGN KEY (businessId, purchaseOrderId) REFERENCES purchaseOrders (businessId, id),
	FOREIGN KEY (businessId, productId) REFERENCES products (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX purchaseOrderLines_of_product ON purchaseOrderLines (businessId, productId);

-- One opening of the vendor's boxes: who, when, what was in them.
CREATE TABLE goodsReceipts (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	purchaseOrderId TEXT NOT NULL,
	storeId TEXT NOT NULL,
	note TEXT NOT NULL,
	actorId TEXT NOT NULL,
	actorName TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, purchaseOrderId) REFERENCES purchaseOrders (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX goodsReceipts_of_order ON goodsReceipts (businessId, purchaseOrderId, id);

CREATE TABLE goodsReceiptLines (
	businessId TEXT NOT NULL,
	goodsReceiptId TEXT NOT NULL,
	productId TEXT NOT NULL,
	received INTEGER NOT NULL CONSTRAINT goodsReceiptLines_received CHECK (received >= 0),
	damaged INTEGER NOT NULL CONSTRAINT goodsReceiptLines_damaged CHECK (damaged >= 0),
	unitCost INTEGER,
	PRIMARY KEY (businessId, goodsReceiptId, productId),
	CONSTRAINT goodsReceiptLines_something CHECK (received + damaged > 0),
	FOREIGN KEY (businessId, goodsReceiptId) REFERENCES goodsReceipts (businessId, id),
	FOREIGN KEY (businessId, productId) REFERENCES products (businessId, id)
) STRICT, WITHOUT ROWID;

-- Files of a mail that stayed in the local outbox: JSON of {filename, type, content}.
ALTER TABLE mails ADD COLUMN attachments TEXT;
