-- What was said, as ciphertext: its words, what stands beside them and a template's blanks. Where it stands, none of them does.
ALTER TABLE messages ADD COLUMN sealed TEXT CONSTRAINT messages_sealed CHECK (sealed IS NULL OR (text = '' AND details = '{}' AND isDeleted = 0));

-- Words that are taken out of the search leave nothing in its index.
INSERT INTO messageSearch (messageSearch, rank) VALUES ('secure-delete', 1);

-- Whether a business seals what is said, and how far what was said before is brought to it. No row: it does not.
CREATE TABLE messageSealing (
	businessId TEXT NOT NULL PRIMARY KEY REFERENCES businesses (businessId),
	isSealed INTEGER NOT NULL CONSTRAINT messageSealing_sealed CHECK (isSealed IN (0, 1)),
	-- The key this round seals with.
	keyId TEXT NOT NULL,
	state TEXT NOT NULL CONSTRAINT messageSealing_state CHECK (state IN ('working', 'done')),
	-- Each round goes through the messages once, chat by chat; where it is.
	round INTEGER NOT NULL,
	afterChatId TEXT NOT NULL DEFAULT '',
	afterSeq INTEGER NOT NULL DEFAULT 0,
	looked INTEGER NOT NULL DEFAULT 0,
	total INTEGER NOT NULL,
	-- Messages whose key is not here.
	locked INTEGER NOT NULL DEFAULT 0,
	startedAt INTEGER NOT NULL,
	updatedAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX messageSealing_working ON messageSealing (state, updatedAt);
