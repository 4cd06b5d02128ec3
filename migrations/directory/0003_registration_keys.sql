-- The Idempotency-Key a business was registered under (its fingerprint), so that the key opens one business and no other. Kept as long as the
-- keys of a shard are.
CREATE TABLE registrationKeys (
	key TEXT NOT NULL PRIMARY KEY,
	-- Fingerprint of what was sent with it.
	request TEXT NOT NULL,
	businessId TEXT NOT NULL,
	userId TEXT NOT NULL,
	createdAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX registrationKeys_by_age ON registrationKeys (createdAt);
CREATE INDEX registrationKeys_of_business ON registrationKeys (businessId);
