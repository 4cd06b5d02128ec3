-- Businesses, their stores and people. A business that is `void` was given up by a registration that never finished.
CREATE TABLE businesses (
	businessId TEXT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL,
	slug TEXT NOT NULL,
	currency TEXT NOT NULL CONSTRAINT businesses_currency CHECK (length(currency) = 3),
	timeZone TEXT NOT NULL,
	locale TEXT NOT NULL CONSTRAINT businesses_locale CHECK (locale IN ('en', 'da')),
	taxIncluded INTEGER NOT NULL CONSTRAINT businesses_tax_included CHECK (taxIncluded IN (0, 1)),
	taxRate INTEGER NOT NULL CONSTRAINT businesses_tax_rate CHECK (taxRate BETWEEN 0 AND 10000),
	state TEXT NOT NULL CONSTRAINT businesses_state CHECK (state IN ('active', 'void')),
	version INTEGER NOT NULL DEFAULT 1,
	createdAt INTEGER NOT NULL,
	updatedAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE stores (
	businessId TEXT NOT NULL REFERENCES businesses (businessId),
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	slug TEXT NOT NULL,
	kind TEXT NOT NULL CONSTRAINT stores_kind CHECK (kind IN ('shop', 'web')),
	currency TEXT NOT NULL CONSTRAINT stores_currency CHECK (length(currency) = 3),
	timeZone TEXT NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL DEFAULT 1,
	createdAt INTEGER NOT NULL,
	updatedAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX stores_slug ON stores (businessId, slug);

CREATE TABLE users (
	businessId TEXT NOT NULL REFERENCES businesses (businessId),
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	email TEXT,
	username TEXT,
	role TEXT NOT NULL CONSTRAINT users_role CHECK (role IN ('owner', 'manager', 'agent', 'employee')),
	passwordHash TEXT,
	loginProvider TEXT NOT NULL DEFAULT 'EMAIL' CONSTRAINT users_login_provider CHECK (loginProvider IN ('EMAIL', 'GOOGLE', 'FACEBOOK')),
	providerAccountId TEXT,
	avatarUrl TEXT,
	emailVerifiedAt INTEGER,
	state TEXT NOT NULL DEFAULT 'active' CONSTRAINT users_state CHECK (state IN ('active', 'disabled')),
	version INTEGER NOT NULL DEFAULT 1,
	createdAt INTEGER NOT NULL,
	updatedAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX users_email ON users (businessId, email);
CREATE INDEX users_by_name ON users (businessId, name COLLATE NOCASE, id);

-- Only the SHA-256 of the token is here. A bearer JWT names the row by id, so that ending the session ends the JWT.
CREATE TABLE sessions (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	tokenHash TEXT NOT NULL,
	userId TEXT NOT NULL,
	kind TEXT NOT NULL CONSTRAINT sessions_kind CHECK (kind IN ('user')),
	createdAt INTEGER NOT NULL,
	seenAt INTEGER NOT NULL,
	expiresAt INTEGER NOT NULL,
	ip TEXT,
	userAgent TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, userId) REFERENCES users (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX sessions_token ON sessions (businessId, tokenHash);
CREATE INDEX sessions_of_user ON sessions (businessId, userId, id);
CREATE INDEX sessions_stale ON sessions (expiresAt);
