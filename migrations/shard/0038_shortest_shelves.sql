-- The shelves furthest under their reorder point, in that order: home shows the first few, however many are low.
CREATE INDEX stockLevels_shortest ON stockLevels (businessId, onHand - reserved - reorderPoint, storeId) WHERE reorderPoint >= onHand - reserved AND productListed = 1;
