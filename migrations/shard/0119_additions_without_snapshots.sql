-- An adding ended because one of the two snapshots it was to compare is kept no longer, and not because somebody said so.
ALTER TABLE vendorAdditions ADD COLUMN isSnapshotGone INTEGER NOT NULL DEFAULT 0 CONSTRAINT vendorAdditions_is_snapshot_gone CHECK (isSnapshotGone IN (0, 1));
