-- What chats are marked with.
CREATE TABLE chatLabels (
	businessId TEXT NOT NULL REFERENCES businesses (businessId),
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	colour TEXT NOT NULL,
	createdAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, id),
	CONSTRAINT chatLabels_named_once UNIQUE (businessId, name)
) STRICT, WITHOUT ROWID;

-- Which chat has which. Status and time are the chat's own, kept by the triggers, so that a list of a label is read like any other.
CREATE TABLE labelsOfChats (
	businessId TEXT NOT NULL,
	labelId TEXT NOT NULL,
	chatId TEXT NOT NULL,
	status TEXT NOT NULL,
	lastAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, chatId, labelId),
	FOREIGN KEY (businessId, labelId) REFERENCES chatLabels (businessId, id),
	FOREIGN KEY (businessId, chatId) REFERENCES chats (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX labelsOfChats_listed ON labelsOfChats (businessId, labelId, status, lastAt, chatId);

CREATE TRIGGER chats_move_in_labels AFTER UPDATE OF status, lastAt ON chats WHEN new.status <> old.status OR new.lastAt <> old.lastAt
BEGIN
	UPDATE labelsOfChats SET status = new.status, lastAt = new.lastAt WHERE businessId = new.businessId AND chatId = new.id;
END;

-- Answers written once. `text` may hold {customer}, {agent}, {business}.
CREATE TABLE cannedReplies (
	businessId TEXT NOT NULL REFERENCES businesses (businessId),
	id TEXT NOT NULL,
	shortcut TEXT NOT NULL,
	title TEXT NOT NULL,
	text TEXT NOT NULL,
	version INTEGER NOT NULL DEFAULT 1,
	createdAt INTEGER NOT NULL,
	updatedAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, id),
	CONSTRAINT cannedReplies_short_once UNIQUE (businessId, shortcut)
) STRICT, WITHOUT ROWID;

-- Templates as the platform has them.
CREATE TABLE talkTemplates (
	businessId TEXT NOT NULL,
	connectionId TEXT NOT NULL,
	name TEXT NOT NULL,
	language TEXT NOT NULL,
	status TEXT NOT NULL,
	category TEXT NOT NULL DEFAULT '',
	body TEXT NOT NULL DEFAULT '',
	variables INTEGER NOT NULL DEFAULT 0,
	seenAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, connectionId, name, language),
	FOREIGN KEY (businessId, connectionId) REFERENCES connections (businessId, id)
) STRICT, WITHOUT ROWID;

-- Who gets a new chat.
CREATE TABLE inboxSettings (
	businessId TEXT NOT NULL PRIMARY KEY REFERENCES businesses (businessId),
	assignment TEXT NOT NULL CONSTRAINT inboxSettings_assignment CHECK (assignment IN ('off', 'round_robin', 'least_busy')),
	-- So many open chats each, at most.
	capacity INTEGER NOT NULL CONSTRAINT inboxSettings_capacity CHECK (capacity BETWEEN 1 AND 1000),
	version INTEGER NOT NULL DEFAULT 1,
	updatedAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who takes new chats now, and when each was last given one.
CREATE TABLE inboxAgents (
	businessId TEXT NOT NULL,
	userId TEXT NOT NULL,
	isAvailable INTEGER NOT NULL CONSTRAINT inboxAgents_available CHECK (isAvailable IN (0, 1)),
	lastGivenAt INTEGER NOT NULL DEFAULT 0,
	updatedAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, userId),
	FOREIGN KEY (businessId, userId) REFERENCES users (businessId, id)
) STRICT, WITHOUT ROWID;
