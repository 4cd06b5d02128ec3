-- How long the latest hundred levels that were set waited, in ms: a JSON list, newest last.
ALTER TABLE connections ADD COLUMN pushLags TEXT NOT NULL DEFAULT '[]';
-- Who renews the keys right now, and until when nobody else does: JSON {by, until (ms UTC)}.
ALTER TABLE connections ADD COLUMN renewing TEXT;
