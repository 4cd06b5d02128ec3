-- Somebody set out to a platform to give consent: what the answer must match, good once, for a while, and for the session that set out.
CREATE TABLE channelConsents (
	businessId TEXT NOT NULL REFERENCES businesses (businessId),
	-- SHA-256 of the state; the state itself is only in the address they went to.
	id TEXT NOT NULL,
	sessionId TEXT NOT NULL,
	shop TEXT NOT NULL,
	storeId TEXT,
	expiresAt INTEGER NOT NULL,
	usedAt INTEGER,
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, storeId) REFERENCES stores (businessId, id)
) STRICT, WITHOUT ROWID;
