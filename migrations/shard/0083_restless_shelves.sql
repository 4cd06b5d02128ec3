-- How a shelf's sales vary, as the night found it: units that go at once where they go, and how much more restless it is than others of the business.
ALTER TABLE outlooks ADD COLUMN lump REAL NOT NULL DEFAULT 1 CONSTRAINT outlooks_lump CHECK (lump > 0);
ALTER TABLE outlooks ADD COLUMN unrest REAL NOT NULL DEFAULT 1 CONSTRAINT outlooks_unrest CHECK (unrest > 0);

-- What to order is looked for among shelves that sell and those below the point somebody set; most of a large catalog is neither.
CREATE INDEX outlooks_selling ON outlooks (businessId, productId, storeId) WHERE rate > 0;
CREATE INDEX stockLevels_below ON stockLevels (businessId, productId, storeId) WHERE reorderPoint > 0 AND reorderPoint >= onHand - reserved;
