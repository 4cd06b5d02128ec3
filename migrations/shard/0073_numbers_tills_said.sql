-- The last number a till said it gave out: of one that is no till any more, whatever of them never came is missing.
ALTER TABLE tillQueues ADD COLUMN said INTEGER NOT NULL DEFAULT 0;
