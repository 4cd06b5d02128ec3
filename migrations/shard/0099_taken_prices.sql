-- What our price was made from the last time the vendor's was taken over along this link: {productId, theirs, before, price}, minor units.
ALTER TABLE vendorLinks ADD COLUMN priceTaken TEXT CONSTRAINT vendorLinks_price_taken CHECK (priceTaken IS NULL OR json_valid(priceTaken));
