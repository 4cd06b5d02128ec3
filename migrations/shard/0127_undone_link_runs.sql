-- What a link was before the going-through that wrote it, so that one act takes that back: no value is no link at all.
ALTER TABLE vendorLinks ADD COLUMN runId TEXT;
ALTER TABLE vendorLinks ADD COLUMN beforeRun TEXT CONSTRAINT vendorLinks_before_run CHECK (beforeRun IS NULL OR json_valid(beforeRun));
ALTER TABLE vendorLinkRuns ADD COLUMN undoneAt INTEGER;
