-- A conversation with somebody on one connection. `externalId` is where an answer goes; every identity that ever led here stands in `chatAddresses`.
-- `customerId` is whom the contact was written down as; who they turned out to be, `customers.personId` says.
CREATE TABLE chats (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	connectionId TEXT NOT NULL,
	platform TEXT NOT NULL,
	externalId TEXT NOT NULL,
	phone TEXT,
	customerId TEXT NOT NULL,
	status TEXT NOT NULL CONSTRAINT chats_status CHECK (status IN ('OPEN', 'PENDING', 'RESOLVED', 'CLOSED')),
	assigneeId TEXT,
	assignedAt INTEGER,
	unread INTEGER NOT NULL DEFAULT 0 CONSTRAINT chats_unread CHECK (unread >= 0),
	-- The last message, as a list shows it.
	preview TEXT NOT NULL DEFAULT '',
	lastKind TEXT,
	lastSender TEXT,
	lastMessageId TEXT,
	lastAt INTEGER NOT NULL,
	-- When the customer last wrote: what the platforms' windows count from.
	lastInboundAt INTEGER,
	-- How many messages there were: the number of the last one.
	lastSeq INTEGER NOT NULL DEFAULT 0,
	-- Another app holds the thread.
	isStandby INTEGER NOT NULL DEFAULT 0 CONSTRAINT chats_standby CHECK (isStandby IN (0, 1)),
	-- The customer's message that was read here and is still to be marked so there.
	readDue TEXT,
	version INTEGER NOT NULL DEFAULT 1,
	createdAt INTEGER NOT NULL,
	updatedAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, connectionId) REFERENCES connections (businessId, id),
	FOREIGN KEY (businessId, customerId) REFERENCES customers (businessId, id),
	FOREIGN KEY (businessId, assigneeId) REFERENCES users (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX chats_listed ON chats (businessId, status, lastAt, id);
CREATE INDEX chats_of_assignee ON chats (businessId, assigneeId, status, lastAt, id);
CREATE INDEX chats_of_connection ON chats (businessId, connectionId, status, lastAt, id);
CREATE INDEX chats_of_customer ON chats (businessId, customerId, lastAt, id);
CREATE INDEX chats_unread_first ON chats (businessId, status, assigneeId) WHERE unread > 0;
CREATE INDEX chats_to_mark_read ON chats (businessId, connectionId) WHERE readDue IS NOT NULL;

-- Which identity of a connection leads to which chat: a number that changed leads where the old one did.
CREATE TABLE chatAddresses (
	businessId TEXT NOT NULL,
	connectionId TEXT NOT NULL,
	externalId TEXT NOT NULL,
	chatId TEXT NOT NULL,
	createdAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, connectionId, externalId),
	FOREIGN KEY (businessId, chatId) REFERENCES chats (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX chatAddresses_of_chat ON chatAddresses (businessId, chatId);

-- What was said. `seq` numbers a chat's messages as they were written down; they are read by `at`, then `seq`.
CREATE TABLE messages (
	docId INTEGER PRIMARY KEY,
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	chatId TEXT NOT NULL,
	connectionId TEXT NOT NULL,
	seq INTEGER NOT NULL,
	platformMessageId TEXT,
	sender TEXT NOT NULL CONSTRAINT messages_sender CHECK (sender IN ('CUSTOMER', 'AGENT', 'SYSTEM')),
	senderId TEXT,
	senderName TEXT NOT NULL DEFAULT '',
	kind TEXT NOT NULL CONSTRAINT messages_kind CHECK (kind IN ('TEXT', 'IMAGE', 'VIDEO', 'AUDIO', 'FILE', 'LOCATION', 'STICKER')),
	-- What it truly is, where it is none of the kinds.
	saidAs TEXT,
	text TEXT NOT NULL DEFAULT '',
	details TEXT NOT NULL DEFAULT '{}' CONSTRAINT messages_details_json CHECK (json_valid(details)),
	isNote INTEGER NOT NULL DEFAULT 0 CONSTRAINT messages_note CHECK (isNote IN (0, 1)),
	isDeleted INTEGER NOT NULL DEFAULT 0 CONSTRAINT messages_deleted CHECK (isDeleted = 0 OR (text = '' AND details = '{}')),
	isForwarded INTEGER NOT NULL DEFAULT 0,
	editedAt INTEGER,
	-- The message it answers, as the platform names it.
	replyTo TEXT,
	-- Of ours only: how far it got, and why not further.
	state TEXT CONSTRAINT messages_state CHECK (state IN ('scheduled', 'queued', 'sending', 'unsure', 'sent', 'delivered', 'read', 'failed')),
	why TEXT,
	said TEXT NOT NULL DEFAULT '',
	-- Of a template: its name, language and parameters.
	template TEXT CONSTRAINT messages_template_json CHECK (template IS NULL OR json_valid(template)),
	tries INTEGER NOT NULL DEFAULT 0,
	dueAt INTEGER CONSTRAINT messages_due CHECK ((dueAt IS NOT NULL) = (state IS NOT NULL AND state IN ('scheduled', 'queued'))),
	theirReaction TEXT NOT NULL DEFAULT '',
	theirReactionAt INTEGER NOT NULL DEFAULT 0,
	ourReaction TEXT NOT NULL DEFAULT '',
	-- Whether our reaction is still to be told there.
	reactionDue INTEGER NOT NULL DEFAULT 0 CONSTRAINT messages_reaction_due CHECK (reactionDue IN (0, 1)),
	-- What a browser called it, so that it is one message however often it is sent.
	clientId TEXT,
	at INTEGER NOT NULL,
	version INTEGER NOT NULL DEFAULT 1,
	createdAt INTEGER NOT NULL,
	updatedAt INTEGER NOT NULL,
	CONSTRAINT messages_id UNIQUE (businessId, id),
	CONSTRAINT messages_once UNIQUE (businessId, connectionId, platformMessageId),
	CONSTRAINT messages_client UNIQUE (businessId, chatId, clientId),
	CONSTRAINT messages_numbered UNIQUE (businessId, chatId, seq),
	CONSTRAINT messages_of_ours CHECK (state IS NULL OR (sender = 'AGENT' AND isNote = 0)),
	FOREIGN KEY (businessId, chatId) REFERENCES chats (businessId, id),
	FOREIGN KEY (businessId, connectionId) REFERENCES connections (businessId, id)
) STRICT;

CREATE INDEX messages_read ON messages (businessId, chatId, at, seq);
CREATE INDEX messages_waiting ON messages (businessId, connectionId, dueAt, id) WHERE dueAt IS NOT NULL;
CREATE INDEX messages_sending ON messages (businessId, connectionId) WHERE state = 'sending';
CREATE INDEX messages_unseen ON messages (businessId, chatId, at) WHERE state IN ('sent', 'delivered');
CREATE INDEX messages_to_react ON messages (businessId, connectionId) WHERE reactionDue = 1;

-- What was told of a message before the message itself: kept until it comes.
CREATE TABLE earlyNews (
	businessId TEXT NOT NULL,
	connectionId TEXT NOT NULL,
	platformMessageId TEXT NOT NULL,
	-- One of each kind: of a state the furthest, of an edit or a reaction the latest.
	kind TEXT NOT NULL,
	body TEXT NOT NULL CONSTRAINT earlyNews_json CHECK (json_valid(body)),
	at INTEGER NOT NULL,
	PRIMARY KEY (businessId, connectionId, platformMessageId, kind),
	FOREIGN KEY (businessId, connectionId) REFERENCES connections (businessId, id)
) STRICT, WITHOUT ROWID;

-- Pictures, sounds and files of messages. `ref`: where the platform has it, while we do not.
CREATE TABLE messageMedia (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	-- NULL: put up to be sent, and not sent yet.
	messageId TEXT,
	chatId TEXT NOT NULL,
	connectionId TEXT NOT NULL,
	ref TEXT CONSTRAINT messageMedia_ref_json CHECK (ref IS NULL OR json_valid(ref)),
	mime TEXT NOT NULL,
	name TEXT NOT NULL DEFAULT '',
	bytes INTEGER,
	state TEXT NOT NULL CONSTRAINT messageMedia_state CHECK (state IN ('waiting', 'ready', 'gone')),
	why TEXT,
	tries INTEGER NOT NULL DEFAULT 0,
	dueAt INTEGER CONSTRAINT messageMedia_due CHECK ((state = 'waiting') = (dueAt IS NOT NULL)),
	createdAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, messageId) REFERENCES messages (businessId, id),
	FOREIGN KEY (businessId, chatId) REFERENCES chats (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX messageMedia_of_message ON messageMedia (businessId, messageId, id);
CREATE INDEX messageMedia_of_chat ON messageMedia (businessId, chatId, id);
CREATE INDEX messageMedia_waiting ON messageMedia (businessId, connectionId, dueAt) WHERE state = 'waiting';

-- Search in what was said.
CREATE VIRTUAL TABLE messageSearch USING fts5 (scope, text, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');

CREATE TRIGGER messages_searchable AFTER INSERT ON messages WHEN new.text <> ''
BEGIN
	INSERT INTO messageSearch (rowid, scope, text) VALUES (new.docId, replace(new.businessId, '-', ''), new.text);
END;

CREATE TRIGGER messages_searchable_again AFTER UPDATE OF text ON messages WHEN new.text <> old.text
BEGIN
	DELETE FROM messageSearch WHERE rowid = old.docId;
	INSERT INTO messageSearch (rowid, scope, text) SELECT new.docId, replace(new.businessId, '-', ''), new.text WHERE new.text <> '';
END;

CREATE TRIGGER messages_not_searchable AFTER DELETE ON messages
BEGIN
	DELETE FROM messageSearch WHERE rowid = old.docId;
END;
