-- Events are numbered in the order they were committed in, per business and without a gap: `at` and `id` say when an act began or of when it tells, `seq` when it
-- was written down. A seal holds the hashes of a run of numbers and that of the seal before it; numbers are what it goes by, so an event that is written late is
-- sealed with its own time and none is passed over.
ALTER TABLE events ADD COLUMN seq INTEGER CONSTRAINT events_seq CHECK (seq > 0);

UPDATE events SET seq = numbered.seq FROM (SELECT businessId, id, row_number() OVER (PARTITION BY businessId ORDER BY id) AS seq FROM events) AS numbered
WHERE events.businessId = numbered.businessId AND events.id = numbered.id;

CREATE UNIQUE INDEX events_by_seq ON events (businessId, seq);

CREATE TRIGGER events_keep_their_number BEFORE UPDATE OF seq ON events
BEGIN
	SELECT RAISE(ABORT, 'events_append_only');
END;

-- `leaves`: the hash of each event from `fromSeq` to `toSeq`, a line each; `root`: the hash of all of them; `hash`: of this seal's own words, `previous` among them.
CREATE TABLE seals (
	businessId TEXT NOT NULL,
	number INTEGER NOT NULL CONSTRAINT seals_number CHECK (number > 0),
	previous TEXT NOT NULL,
	fromSeq INTEGER NOT NULL,
	toSeq INTEGER NOT NULL,
	leaves TEXT NOT NULL,
	root TEXT NOT NULL,
	hash TEXT NOT NULL,
	sealedAt INTEGER NOT NULL,
	-- A chain cannot fork: there is one seal of a number, one that begins where the last one ended.
	PRIMARY KEY (businessId, number),
	CONSTRAINT seals_from UNIQUE (businessId, fromSeq),
	CONSTRAINT seals_range CHECK (toSeq >= fromSeq AND fromSeq > 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER seals_are_not_changed BEFORE UPDATE ON seals
BEGIN
	SELECT RAISE(ABORT, 'seals_are_final');
END;

CREATE TRIGGER seals_are_not_deleted BEFORE DELETE ON seals
BEGIN
	SELECT RAISE(ABORT, 'seals_are_final');
END;

-- How far the last check of a business's chain came, and what it found wrong.
CREATE TABLE auditChecks (
	businessId TEXT NOT NULL PRIMARY KEY,
	checkedTo INTEGER NOT NULL,
	events INTEGER NOT NULL,
	findings TEXT NOT NULL CONSTRAINT auditChecks_findings_json CHECK (json_valid(findings)),
	startedAt INTEGER NOT NULL,
	finishedAt INTEGER
) STRICT, WITHOUT ROWID;
