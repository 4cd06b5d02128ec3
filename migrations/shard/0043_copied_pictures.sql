-- Pictures of products that were made of a vendor's items are copied into our own store: how many were asked for, are here, could not be had.
ALTER TABLE vendorAdditions ADD COLUMN pictures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE vendorAdditions ADD COLUMN picturesCopied INTEGER NOT NULL DEFAULT 0;
ALTER TABLE vendorAdditions ADD COLUMN picturesMissing INTEGER NOT NULL DEFAULT 0;

-- Where the vendor has it; NULL: the item has no picture.
ALTER TABLE vendorAdditionProducts ADD COLUMN pictureUrl TEXT;
ALTER TABLE vendorAdditionProducts ADD COLUMN picture TEXT CONSTRAINT vendorAdditionProducts_picture CHECK (picture IN ('wanted', 'copied', 'missing'));
-- The product's version when nothing but its picture has come to it; NULL: its first.
ALTER TABLE vendorAdditionProducts ADD COLUMN productVersion INTEGER;

CREATE INDEX vendorAdditionProducts_wanted ON vendorAdditionProducts (businessId, additionId, pictureUrl) WHERE picture = 'wanted';
