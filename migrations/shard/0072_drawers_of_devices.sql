-- A drawer stands at a till, and a till keeps its drawer when it is named anew; two of one name have two. Without a device it is a browser's that is none.
ALTER TABLE drawers ADD COLUMN deviceId TEXT;
UPDATE drawers SET deviceId = (SELECT d.id FROM devices AS d WHERE d.businessId = drawers.businessId AND d.storeId = drawers.storeId
	AND substr(d.name, 1, 40) = drawers.till AND d.revokedAt IS NULL ORDER BY d.id DESC LIMIT 1) WHERE closedAt IS NULL;
DROP INDEX drawers_open;
CREATE UNIQUE INDEX drawers_open ON drawers (businessId, storeId, COALESCE(deviceId, '#' || till)) WHERE closedAt IS NULL;
