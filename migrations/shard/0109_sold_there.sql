-- What a shop took off its own shelf of a variant, for orders that are here, since we last knew the number that stands there: by as much it may be another
-- one, and nobody has to look. `offThere`: of which variants an order took how many, as last noted; null where nobody counted.
ALTER TABLE channelOrders ADD COLUMN offThere TEXT;
ALTER TABLE listings ADD COLUMN soldThere INTEGER NOT NULL DEFAULT 0;
CREATE TRIGGER listings_known_anew AFTER UPDATE OF known ON listings WHEN new.known IS NOT old.known AND new.soldThere <> 0
BEGIN
	UPDATE listings SET soldThere = 0 WHERE businessId = new.businessId AND connectionId = new.connectionId AND variantId = new.variantId;
END;
