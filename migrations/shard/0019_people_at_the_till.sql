-- Where an act was done: at which till. The name is kept as it was, as the actor's is.
ALTER TABLE events ADD COLUMN deviceId TEXT;
ALTER TABLE events ADD COLUMN deviceName TEXT;

CREATE TRIGGER events_device_is_not_changed BEFORE UPDATE OF deviceId, deviceName ON events
BEGIN
	SELECT RAISE(ABORT, 'events_append_only');
END;

-- How tills of a store sign in and behave. A store without a row has no login of its own (the owner's opens it) and the defaults below.
CREATE TABLE storeDoors (
	businessId TEXT NOT NULL,
	storeId TEXT NOT NULL,
	email TEXT,
	passwordHash TEXT,
	-- Sealed (keyring). A draft becomes the secret once a code of it was typed.
	totpSecret TEXT,
	totpDraft TEXT,
	-- The last time step whose code was used: a code opens once.
	totpStep INTEGER NOT NULL DEFAULT 0,
	pinLength INTEGER NOT NULL DEFAULT 4 CONSTRAINT storeDoors_pin_length CHECK (pinLength IN (4, 6)),
	-- Minutes without a touch until the person at the till must show their PIN again; 0 is never.
	lockMinutes INTEGER NOT NULL DEFAULT 10 CONSTRAINT storeDoors_lock_minutes CHECK (lockMinutes BETWEEN 0 AND 240),
	version INTEGER NOT NULL DEFAULT 1,
	updatedAt INTEGER NOT NULL,
	CONSTRAINT storeDoors_login CHECK ((email IS NULL) = (passwordHash IS NULL)),
	PRIMARY KEY (businessId, storeId),
	FOREIGN KEY (businessId, storeId) REFERENCES stores (businessId, id)
) STRICT, WITHOUT ROWID;

-- A device on its way in: its password was right, its second step is still to come. `sends` codes were made for it; only the hash of the last
-- is here. Guesses are counted here too, whatever is sent again.
CREATE TABLE deviceLogins (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	tokenHash TEXT NOT NULL,
	storeId TEXT NOT NULL,
	-- Whose password it was; null for the store's own.
	userId TEXT,
	-- A fingerprint of what the password was judged by: once that is another, this opens nothing.
	passwordMark TEXT NOT NULL,
	email TEXT NOT NULL,
	locale TEXT NOT NULL CONSTRAINT deviceLogins_locale CHECK (locale IN ('en', 'da')),
	codeHash TEXT,
	sends INTEGER NOT NULL DEFAULT 0 CONSTRAINT deviceLogins_sends CHECK (sends BETWEEN 0 AND 5),
	sentAt INTEGER,
	-- Where the last code went, if not to `email` (outside production only).
	sentTo TEXT,
	attempts INTEGER NOT NULL DEFAULT 0 CONSTRAINT deviceLogins_attempts CHECK (attempts BETWEEN 0 AND 5),
	createdAt INTEGER NOT NULL,
	expiresAt INTEGER NOT NULL,
	closedAt INTEGER,
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, storeId) REFERENCES stores (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX deviceLogins_token ON deviceLogins (businessId, tokenHash);
CREATE INDEX deviceLogins_stale ON deviceLogins (expiresAt);

-- Tills. A revoked one stays, because what was done at it names it.
CREATE TABLE devices (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	storeId TEXT NOT NULL,
	name TEXT NOT NULL,
	tokenHash TEXT NOT NULL,
	enrolledBy TEXT,
	createdAt INTEGER NOT NULL,
	seenAt INTEGER NOT NULL,
	expiresAt INTEGER NOT NULL,
	revokedAt INTEGER,
	ip TEXT,
	userAgent TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, storeId) REFERENCES stores (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX devices_token ON devices (businessId, tokenHash);

-- Who works at a till. Behind each stands a user; most have no other way in than the PIN.
CREATE TABLE employees (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	userId TEXT NOT NULL,
	-- Argon2id, sealed (keyring): a stolen database alone does not give it away.
	pinHash TEXT,
	pinLength INTEGER CONSTRAINT employees_pin_length CHECK (pinLength IN (4, 6)),
	state TEXT NOT NULL DEFAULT 'active' CONSTRAINT employees_state CHECK (state IN ('active', 'disabled')),
	-- Whether the user was made for the till, and comes and goes with the employee.
	onlyHere INTEGER NOT NULL CONSTRAINT employees_only_here CHECK (onlyHere IN (0, 1)),
	version INTEGER NOT NULL DEFAULT 1,
	createdAt INTEGER NOT NULL,
	updatedAt INTEGER NOT NULL,
	CONSTRAINT employees_pin CHECK ((pinHash IS NULL) = (pinLength IS NULL)),
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, userId) REFERENCES users (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX employees_user ON employees (businessId, userId);

CREATE TABLE employeeStores (
	businessId TEXT NOT NULL,
	storeId TEXT NOT NULL,
	slug TEXT NOT NULL,
	employeeId TEXT NOT NULL,
	PRIMARY KEY (businessId, storeId, slug),
	FOREIGN KEY (businessId, storeId) REFERENCES stores (businessId, id),
	FOREIGN KEY (businessId, employeeId) REFERENCES employees (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX employeeStores_employee ON employeeStores (businessId, employeeId, storeId);

CREATE TABLE employeeSessions (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	tokenHash TEXT NOT NULL,
	employeeId TEXT NOT NULL,
	deviceId TEXT NOT NULL,
	createdAt INTEGER NOT NULL,
	seenAt INTEGER NOT NULL,
	expiresAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, employeeId) REFERENCES employees (businessId, id),
	FOREIGN KEY (businessId, deviceId) REFERENCES devices (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX employeeSessions_token ON employeeSessions (businessId, tokenHash);
CREATE INDEX employeeSessions_of_device ON employeeSessions (businessId, deviceId);
CREATE INDEX employeeSessions_of_employee ON employeeSessions (businessId, employeeId);
CREATE INDEX employeeSessions_stale ON employeeSessions (expiresAt);

-- Guesses at PINs, counted before they are judged: for each employee until one was right, for each device by the hour. `lastTry` names the
-- guess that was counted last, so that the statements of one batch know whether it was.
CREATE TABLE pinGuards (
	businessId TEXT NOT NULL,
	subject TEXT NOT NULL,
	tries INTEGER NOT NULL CONSTRAINT pinGuards_tries CHECK (tries >= 0),
	locks INTEGER NOT NULL DEFAULT 0,
	lockedUntil INTEGER NOT NULL DEFAULT 0,
	resetsAt INTEGER NOT NULL DEFAULT 0,
	lastTry TEXT NOT NULL,
	PRIMARY KEY (businessId, subject)
) STRICT, WITHOUT ROWID;

-- One risky act, allowed by somebody who may do it themselves: for a minute, once, at the till it was asked at.
CREATE TABLE approvals (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	act TEXT NOT NULL,
	storeId TEXT NOT NULL,
	deviceId TEXT NOT NULL,
	askedBy TEXT NOT NULL,
	approvedBy TEXT NOT NULL,
	at INTEGER NOT NULL,
	expiresAt INTEGER NOT NULL,
	usedAt INTEGER,
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, deviceId) REFERENCES devices (businessId, id),
	FOREIGN KEY (businessId, approvedBy) REFERENCES users (businessId, id)
) STRICT, WITHOUT ROWID;
