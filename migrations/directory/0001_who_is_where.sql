-- The directory: which business is on which shard, and which name signs in to it. No business data.
CREATE TABLE businesses (
	id TEXT NOT NULL PRIMARY KEY,
	shard INTEGER NOT NULL CONSTRAINT businesses_shard CHECK (shard >= 0),
	slug TEXT NOT NULL CONSTRAINT businesses_slug_unique UNIQUE,
	state TEXT NOT NULL CONSTRAINT businesses_state CHECK (state IN ('pending', 'active')),
	createdAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX businesses_by_shard ON businesses (shard);
CREATE INDEX businesses_pending ON businesses (createdAt) WHERE state = 'pending';

-- What a person types to sign in: an e-mail or a user name, both kept folded to lower case, unique over all businesses.
CREATE TABLE logins (
	name TEXT NOT NULL PRIMARY KEY,
	userId TEXT NOT NULL,
	businessId TEXT NOT NULL REFERENCES businesses (id),
	shard INTEGER NOT NULL,
	state TEXT NOT NULL CONSTRAINT logins_state CHECK (state IN ('pending', 'active')),
	-- Fingerprint of the request that reserved the name, so that its repeat finishes what it began.
	request TEXT,
	createdAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX logins_of_user ON logins (userId);
CREATE INDEX logins_of_business ON logins (businessId);
CREATE INDEX logins_pending ON logins (createdAt) WHERE state = 'pending';

-- Exact counters for what somebody might guess at. One row per limit and subject; a new window begins when the old one has run out.
CREATE TABLE attempts (
	bucket TEXT NOT NULL,
	subject TEXT NOT NULL,
	count INTEGER NOT NULL CONSTRAINT attempts_count CHECK (count >= 0),
	resetsAt INTEGER NOT NULL,
	PRIMARY KEY (bucket, subject)
) STRICT, WITHOUT ROWID;

CREATE INDEX attempts_stale ON attempts (resetsAt);
