-- Keys of programs. Only the SHA-256 of one is here; `hint` is its last four characters, for telling two apart. One that was rotated goes on until
-- `expiresAt`, and names its successor.
CREATE TABLE apiKeys (
	businessId TEXT NOT NULL REFERENCES businesses (businessId),
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	mode TEXT NOT NULL CONSTRAINT apiKeys_mode CHECK (mode IN ('live', 'test')),
	hint TEXT NOT NULL,
	secretHash TEXT NOT NULL,
	scopes TEXT NOT NULL CONSTRAINT apiKeys_scopes CHECK (json_valid(scopes)),
	madeBy TEXT NOT NULL,
	createdAt INTEGER NOT NULL,
	expiresAt INTEGER,
	lastUsedAt INTEGER,
	lastUsedIp TEXT,
	revokedAt INTEGER,
	replacedBy TEXT,
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, madeBy) REFERENCES users (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX apiKeys_secret ON apiKeys (businessId, secretHash);
