-- Somebody has stopped an adding before it was through: what it had made by then stays, and may be taken back like any.
ALTER TABLE vendorAdditions ADD COLUMN isStopped INTEGER NOT NULL DEFAULT 0 CONSTRAINT vendorAdditions_is_stopped CHECK (isStopped IN (0, 1));
