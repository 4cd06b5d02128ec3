-- A file of products on its way into the catalog. The file itself lies in R2 under its hash; a row here says how it is read and how far it is.
CREATE TABLE imports (
	businessId TEXT NOT NULL REFERENCES businesses (businessId),
	id TEXT NOT NULL,
	fileName TEXT NOT NULL,
	fileHash TEXT NOT NULL,
	fileSize INTEGER NOT NULL,
	encoding TEXT NOT NULL,
	-- 1 when nothing in the file said which encoding it is.
	encodingIsGuess INTEGER NOT NULL CONSTRAINT imports_encoding_is_guess CHECK (encodingIsGuess IN (0, 1)),
	delimiter TEXT NOT NULL,
	decimals TEXT NOT NULL CONSTRAINT imports_decimals CHECK (decimals IN ('point', 'comma')),
	format TEXT NOT NULL,
	headers TEXT NOT NULL CONSTRAINT imports_headers CHECK (json_valid(headers)),
	-- Columns that say the same as one to their left, and are left out.
	twins TEXT NOT NULL DEFAULT '[]' CONSTRAINT imports_twins CHECK (json_valid(twins)),
	mapping TEXT NOT NULL CONSTRAINT imports_mapping CHECK (json_valid(mapping)),
	choices TEXT NOT NULL CONSTRAINT imports_choices CHECK (json_valid(choices)),
	state TEXT NOT NULL CONSTRAINT imports_state CHECK (state IN
		('uploaded', 'previewing', 'ready', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone')),
	-- Grows with every question asked anew; what works for an older one stops.
	attempt INTEGER NOT NULL DEFAULT 1,
	-- Where the rows begin, and where reading goes on: the byte, the row there, and what rows of one handle have in common.
	firstByte INTEGER NOT NULL,
	firstRow INTEGER NOT NULL,
	position INTEGER NOT NULL,
	nextRow INTEGER NOT NULL,
	carry TEXT,
	totalRows INTEGER,
	-- What came out of the rows done so far; of the preview until the import itself begins.
	counts TEXT NOT NULL DEFAULT '{}' CONSTRAINT imports_counts CHECK (json_valid(counts)),
	preview TEXT CONSTRAINT imports_preview CHECK (preview IS NULL OR json_valid(preview)),
	-- The first rows, as they came out.
	sample TEXT NOT NULL DEFAULT '[]' CONSTRAINT imports_sample CHECK (json_valid(sample)),
	-- Why it failed.
	problem TEXT CONSTRAINT imports_problem CHECK (problem IS NULL OR json_valid(problem)),
	byId TEXT NOT NULL,
	byName TEXT NOT NULL,
	createdAt INTEGER NOT NULL,
	updatedAt INTEGER NOT NULL,
	startedAt INTEGER,
	finishedAt INTEGER,
	PRIMARY KEY (businessId, id)
) STRICT, WITHOUT ROWID;

-- Two at once would take each other's rows for somebody's changes.
CREATE UNIQUE INDEX imports_one_at_a_time ON imports (businessId) WHERE state IN ('running', 'undoing');

-- What an import made or changed, so that it can be taken back.
CREATE TABLE importChanges (
	businessId TEXT NOT NULL,
	importId TEXT NOT NULL,
	kind TEXT NOT NULL CONSTRAINT import_changes_kind CHECK (kind IN ('product', 'style', 'category')),
	subjectId TEXT NOT NULL,
	-- The row of the file; of what rows made on their way, the number in order.
	row INTEGER NOT NULL,
	isNew INTEGER NOT NULL CONSTRAINT import_changes_is_new CHECK (isNew IN (0, 1)),
	-- Columns as they were and as they are; of a new product only what it is called.
	before TEXT NOT NULL CONSTRAINT import_changes_before CHECK (json_valid(before)),
	after TEXT NOT NULL CONSTRAINT import_changes_after CHECK (json_valid(after)),
	PRIMARY KEY (businessId, importId, kind, subjectId),
	FOREIGN KEY (businessId, importId) REFERENCES imports (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX importChanges_in_order ON importChanges (businessId, importId, kind, row);

-- Rows that could not be, each with the rules it breaks: the first thousand of a phase. All of them are told by reading the file again.
CREATE TABLE importErrors (
	businessId TEXT NOT NULL,
	importId TEXT NOT NULL,
	phase TEXT NOT NULL CONSTRAINT import_errors_phase CHECK (phase IN ('preview', 'run', 'undo')),
	row INTEGER NOT NULL,
	name TEXT NOT NULL,
	issues TEXT NOT NULL CONSTRAINT import_errors_issues CHECK (json_valid(issues)),
	PRIMARY KEY (businessId, importId, phase, row),
	FOREIGN KEY (businessId, importId) REFERENCES imports (businessId, id)
) STRICT, WITHOUT ROWID;
