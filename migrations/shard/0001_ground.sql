-- Ground: what every act needs. Names are the TypeScript names, so a row needs no mapping.

-- Always empty. `INSERT INTO guards SELECT 0 WHERE NOT EXISTS (…)` makes a batch fail when what must be true is not.
CREATE TABLE guards (ok INTEGER NOT NULL CONSTRAINT guard_failed CHECK (ok = 1)) STRICT;

-- One key, one effect, one answer.
CREATE TABLE idempotencyKeys (
	businessId TEXT NOT NULL,
	command TEXT NOT NULL,
	key TEXT NOT NULL,
	actorId TEXT NOT NULL,
	requestHash TEXT NOT NULL,
	response TEXT,
	at INTEGER NOT NULL,
	PRIMARY KEY (businessId, command, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotencyKeys_by_age ON idempotencyKeys (at);

-- Audit, activity feed and outbox in one. `dueAt` is when the event should be delivered (again); NULL once nothing waits for it.
CREATE TABLE events (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	type TEXT NOT NULL,
	subjectType TEXT NOT NULL,
	subjectId TEXT NOT NULL,
	storeId TEXT,
	actorKind TEXT NOT NULL CONSTRAINT events_actor_kind CHECK (actorKind IN ('user', 'system')),
	actorId TEXT NOT NULL,
	actorName TEXT NOT NULL,
	requestId TEXT NOT NULL,
	ip TEXT,
	at INTEGER NOT NULL,
	data TEXT NOT NULL CONSTRAINT events_data_json CHECK (json_valid(data)),
	dueAt INTEGER,
	deliveries INTEGER NOT NULL DEFAULT 0,
	lastError TEXT,
	PRIMARY KEY (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX events_due ON events (dueAt) WHERE dueAt IS NOT NULL;
CREATE INDEX events_by_subject ON events (businessId, subjectId, id);
CREATE INDEX events_by_type ON events (businessId, type, id);
CREATE INDEX events_by_actor ON events (businessId, actorId, id);

CREATE TRIGGER events_are_not_changed BEFORE UPDATE OF businessId, id, type, subjectType, subjectId, storeId, actorKind, actorId, actorName, requestId, ip, at, data ON events
BEGIN
	SELECT RAISE(ABORT, 'events_append_only');
END;

CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events
BEGIN
	SELECT RAISE(ABORT, 'events_append_only');
END;

-- What the queue gave up on: kept, shown, sent again by hand.
CREATE TABLE deadLetters (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	eventId TEXT NOT NULL,
	eventType TEXT NOT NULL,
	error TEXT NOT NULL,
	deliveries INTEGER NOT NULL,
	state TEXT NOT NULL CONSTRAINT deadLetters_state CHECK (state IN ('dead', 'replayed', 'discarded')),
	diedAt INTEGER NOT NULL,
	settledAt INTEGER,
	PRIMARY KEY (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX deadLetters_by_state ON deadLetters (businessId, state, id);
CREATE UNIQUE INDEX deadLetters_one_per_event ON deadLetters (businessId, eventId) WHERE state = 'dead';

-- One owner at a time for a job; `fence` grows with every owner, so a late one can be told apart. Not business data.
CREATE TABLE leases (
	name TEXT NOT NULL PRIMARY KEY,
	owner TEXT NOT NULL,
	fence INTEGER NOT NULL,
	expiresAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What the timetable did, for the operations page. Not business data.
CREATE TABLE jobRuns (
	id TEXT NOT NULL PRIMARY KEY,
	job TEXT NOT NULL,
	startedAt INTEGER NOT NULL,
	finishedAt INTEGER,
	outcome TEXT NOT NULL CONSTRAINT jobRuns_outcome CHECK (outcome IN ('running', 'done', 'failed')),
	detail TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE INDEX jobRuns_by_job ON jobRuns (job, id);
