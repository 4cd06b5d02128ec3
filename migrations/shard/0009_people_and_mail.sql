-- What the link of a mail stands for. Only the hash of its token is here: the token is made again, from the link's id and a secret of the
-- deployment, when the mail is sent, so that neither a row nor an event ever holds it.
CREATE TABLE links (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	userId TEXT NOT NULL,
	purpose TEXT NOT NULL CONSTRAINT links_purpose CHECK (purpose IN ('verify_email', 'reset_password')),
	email TEXT NOT NULL,
	locale TEXT NOT NULL CONSTRAINT links_locale CHECK (locale IN ('en', 'da')),
	tokenHash TEXT NOT NULL,
	createdAt INTEGER NOT NULL,
	expiresAt INTEGER NOT NULL,
	-- Used, or made void by a newer one.
	closedAt INTEGER,
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, userId) REFERENCES users (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX links_token ON links (businessId, tokenHash);
CREATE INDEX links_open ON links (businessId, userId) WHERE closedAt IS NULL;
CREATE INDEX links_stale ON links (expiresAt);

-- Somebody asked to join. The e-mail is not reserved meanwhile: it is theirs to use elsewhere, until they accept.
CREATE TABLE invites (
	businessId TEXT NOT NULL REFERENCES businesses (businessId),
	id TEXT NOT NULL,
	email TEXT NOT NULL,
	name TEXT,
	role TEXT NOT NULL CONSTRAINT invites_role CHECK (role IN ('owner', 'manager', 'agent', 'employee')),
	invitedBy TEXT NOT NULL,
	state TEXT NOT NULL CONSTRAINT invites_state CHECK (state IN ('open', 'accepted', 'revoked')),
	-- How often its mail was sent; each sending has a token of its own, and the one before it is void.
	sends INTEGER NOT NULL CONSTRAINT invites_sends CHECK (sends > 0),
	tokenHash TEXT NOT NULL,
	-- Who came of it.
	userId TEXT,
	createdAt INTEGER NOT NULL,
	sentAt INTEGER NOT NULL,
	expiresAt INTEGER NOT NULL,
	settledAt INTEGER,
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, invitedBy) REFERENCES users (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX invites_token ON invites (businessId, tokenHash);
CREATE UNIQUE INDEX invites_open_email ON invites (businessId, email) WHERE state = 'open';
CREATE INDEX invites_stale ON invites (expiresAt);

-- Every mail there was, once per reaction and event (`key`). What it said is kept only where it went nowhere else: in the local outbox.
CREATE TABLE mails (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	key TEXT NOT NULL,
	purpose TEXT NOT NULL,
	recipient TEXT NOT NULL,
	subject TEXT NOT NULL,
	state TEXT NOT NULL CONSTRAINT mails_state CHECK (state IN ('kept', 'sent', 'failed')),
	-- The sender's id of it, or why it was refused.
	outcome TEXT NOT NULL DEFAULT '',
	text TEXT,
	html TEXT,
	at INTEGER NOT NULL,
	PRIMARY KEY (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX mails_key ON mails (businessId, key);
CREATE INDEX mails_to ON mails (recipient, id);
CREATE INDEX mails_stale ON mails (at);
