-- Whatever was ever promised of a product: what deleting it looks for, and what the foreign key of a level asks.
CREATE INDEX reservations_of_product ON reservations (businessId, productId, storeId);
