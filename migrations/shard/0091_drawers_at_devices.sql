-- What is sold at a till lies in its own drawer, of whichever store the goods are: found by the device, however many tills stand open.
CREATE INDEX drawers_at_device ON drawers (businessId, deviceId, storeId) WHERE closedAt IS NULL AND deviceId IS NOT NULL;
