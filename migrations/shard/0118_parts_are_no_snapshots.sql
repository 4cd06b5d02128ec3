-- Parts of a catalog (`--quick`) were once kept as if they were all of it, and comparing one with a whole one called what it left out gone. The reading
-- that brought one has always said so. Their bytes stay where they are; what a part changed stands until the next whole reading.
UPDATE vendorSyncStates SET snapshotHash = NULL, contentHash = NULL
WHERE EXISTS (SELECT 1 FROM vendorSnapshots AS s JOIN vendorSyncRuns AS r ON r.businessId = s.businessId AND r.id = s.runId
	WHERE s.businessId = vendorSyncStates.businessId AND s.vendorId = vendorSyncStates.vendorId AND s.hash = vendorSyncStates.snapshotHash
		AND r.oddities ->> '$.partial' = 1);

DELETE FROM vendorSnapshots
WHERE EXISTS (SELECT 1 FROM vendorSyncRuns AS r WHERE r.businessId = vendorSnapshots.businessId AND r.id = vendorSnapshots.runId AND r.oddities ->> '$.partial' = 1);
