-- How far a job that works piece by piece has come in its period (a night, by its UTC day): the last key done as JSON, NULL once all of it is. Not business data.
CREATE TABLE jobProgress (
	job TEXT NOT NULL PRIMARY KEY,
	period TEXT NOT NULL,
	cursor TEXT,
	counts TEXT NOT NULL CONSTRAINT jobProgress_counts_json CHECK (json_valid(counts)),
	updatedAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
