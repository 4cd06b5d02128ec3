-- What is told of what is sold there: as of when it was last told (theirs, ms UTC), and how it is found by the names it is told by.
ALTER TABLE listings ADD COLUMN modifiedAt INTEGER NOT NULL DEFAULT 0;
CREATE INDEX listings_of_platform_product ON listings (businessId, connectionId, platformProductId);
CREATE INDEX listings_of_item ON listings (businessId, connectionId, inventoryId) WHERE inventoryId IS NOT NULL;
