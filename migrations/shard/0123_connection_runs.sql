-- What was read from a shop elsewhere and set there, and what came of it: a row a run, and one row for a run that finds the same again and again (`rounds`).
CREATE TABLE connectionRuns (
	businessId TEXT NOT NULL,
	connectionId TEXT NOT NULL,
	id TEXT NOT NULL,
	-- orders: the shop was asked for them; goods: all that is sold there was read; levels: what changed here was set there.
	kind TEXT NOT NULL CONSTRAINT connectionRuns_kind CHECK (length(kind) BETWEEN 1 AND 20),
	-- What began it: the timetable, a person, or a change here.
	cause TEXT NOT NULL CONSTRAINT connectionRuns_cause CHECK (cause IN ('schedule', 'person', 'change')),
	actorName TEXT NOT NULL DEFAULT '',
	outcome TEXT NOT NULL CONSTRAINT connectionRuns_outcome CHECK (outcome IN ('nothing', 'changed', 'partly', 'failed')),
	-- Why it failed, in a word.
	error TEXT CONSTRAINT connectionRuns_failed CHECK ((error IS NOT NULL) = (outcome = 'failed')),
	startedAt INTEGER NOT NULL,
	-- Of the last of its rounds.
	endedAt INTEGER NOT NULL,
	rounds INTEGER NOT NULL DEFAULT 1,
	pages INTEGER NOT NULL,
	read INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	pushed INTEGER NOT NULL,
	skipped INTEGER NOT NULL,
	failed INTEGER NOT NULL,
	PRIMARY KEY (businessId, connectionId, id),
	FOREIGN KEY (businessId, connectionId) REFERENCES connections (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX connectionRuns_of_kind ON connectionRuns (businessId, connectionId, kind, id);
CREATE INDEX connectionRuns_wrong ON connectionRuns (businessId, connectionId, id) WHERE outcome IN ('partly', 'failed');
CREATE INDEX connectionRuns_by_age ON connectionRuns (startedAt);

-- Of the reading that is going on: its pages, and what of it was news. Who asked for the next ones.
ALTER TABLE connections ADD COLUMN pullPages INTEGER NOT NULL DEFAULT 0;
ALTER TABLE connections ADD COLUMN pullChanged INTEGER NOT NULL DEFAULT 0;
ALTER TABLE connections ADD COLUMN ordersAskedBy TEXT;
ALTER TABLE connections ADD COLUMN goodsAskedBy TEXT;
