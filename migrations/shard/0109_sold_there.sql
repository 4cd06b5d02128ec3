-- What a shop has sold of a variant, in orders of ours, since we last knew the number that stands there: by as much it may be another one, and nobody has to look.
ALTER TABLE listings ADD COLUMN soldThere INTEGER NOT NULL DEFAULT 0;
CREATE TRIGGER listings_known_anew AFTER UPDATE OF known ON listings WHEN new.known IS NOT old.known AND new.soldThere <> 0
BEGIN
	UPDATE listings SET soldThere = 0 WHERE businessId = new.businessId AND connectionId = new.connectionId AND variantId = new.variantId;
END;
