-- A business's link to one shop elsewhere. What opens it is sealed, bound to this row; a disconnected one keeps its history and nothing that opens.
CREATE TABLE connections (
	businessId TEXT NOT NULL REFERENCES businesses (businessId),
	id TEXT NOT NULL,
	platform TEXT NOT NULL CONSTRAINT connections_platform CHECK (length(platform) BETWEEN 1 AND 40),
	name TEXT NOT NULL,
	-- The base address as it was proven.
	storeUrl TEXT NOT NULL,
	-- Whose shelf it sells from.
	storeId TEXT NOT NULL,
	state TEXT NOT NULL CONSTRAINT connections_state CHECK (state IN ('active', 'paused', 'broken', 'disconnected')),
	credentials TEXT,
	webhookSecret TEXT,
	-- The end of the address its webhooks come in at; nobody can guess it, and it proves nothing.
	webhookToken TEXT NOT NULL,
	currency TEXT,
	locationId TEXT,
	settings TEXT NOT NULL CONSTRAINT connections_settings_json CHECK (json_valid(settings)),
	-- When its access runs out for good.
	expiresAt INTEGER,
	-- When there is something to do for it; NULL: nothing, until something happens.
	wakeAt INTEGER,
	-- When its webhooks were last looked after, and one was last heard.
	webhooksAt INTEGER,
	heardAt INTEGER,
	-- Orders changed there up to here have been taken, and when that was last asked.
	ordersUntil INTEGER NOT NULL,
	ordersAskedAt INTEGER,
	orderCount INTEGER NOT NULL DEFAULT 0,
	-- What keeps it from working: kind, reason, what the platform said, since when.
	trouble TEXT CONSTRAINT connections_trouble_json CHECK (trouble IS NULL OR json_valid(trouble)),
	version INTEGER NOT NULL DEFAULT 1,
	createdAt INTEGER NOT NULL,
	updatedAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, id),
	CONSTRAINT connections_once UNIQUE (businessId, platform, storeUrl),
	CONSTRAINT connections_opens CHECK ((state = 'disconnected') = (credentials IS NULL)),
	FOREIGN KEY (businessId, storeId) REFERENCES stores (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX connections_due ON connections (wakeAt) WHERE wakeAt IS NOT NULL;

-- What was told to us, kept as it came (the body lies in a file): once for each thing that was told, however often it is delivered.
CREATE TABLE webhookReceipts (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	connectionId TEXT NOT NULL,
	dedupeKey TEXT NOT NULL CONSTRAINT webhookReceipts_key CHECK (length(dedupeKey) BETWEEN 1 AND 200),
	topic TEXT NOT NULL,
	resourceId TEXT,
	occurredAt INTEGER NOT NULL,
	receivedAt INTEGER NOT NULL,
	bytes INTEGER NOT NULL,
	state TEXT NOT NULL CONSTRAINT webhookReceipts_state CHECK (state IN ('waiting', 'done', 'passed', 'poisoned')),
	tries INTEGER NOT NULL DEFAULT 0,
	-- Not before; of one that waits.
	dueAt INTEGER CONSTRAINT webhookReceipts_due CHECK ((state = 'waiting') = (dueAt IS NOT NULL)),
	settledAt INTEGER,
	-- What came of it: a word, and what it speaks of.
	said TEXT NOT NULL DEFAULT '',
	details TEXT NOT NULL DEFAULT '{}' CONSTRAINT webhookReceipts_details_json CHECK (json_valid(details)),
	replays INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (businessId, id),
	CONSTRAINT webhookReceipts_once UNIQUE (businessId, connectionId, dedupeKey),
	FOREIGN KEY (businessId, connectionId) REFERENCES connections (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX webhookReceipts_waiting ON webhookReceipts (businessId, connectionId, occurredAt, id) WHERE state = 'waiting';
CREATE INDEX webhookReceipts_of_connection ON webhookReceipts (businessId, connectionId, id);
CREATE INDEX webhookReceipts_poisoned ON webhookReceipts (businessId, connectionId, id) WHERE state = 'poisoned';

-- A platform's orders as they were last said: what is older than this is passed over. `said`: why one was not taken, or why a person should look at it.
CREATE TABLE channelOrders (
	businessId TEXT NOT NULL,
	connectionId TEXT NOT NULL,
	platformOrderId TEXT NOT NULL,
	number TEXT NOT NULL,
	orderId TEXT,
	modifiedAt INTEGER NOT NULL,
	-- Of the whole of it, and of its lines alone.
	hash TEXT NOT NULL,
	linesHash TEXT NOT NULL,
	-- The ids of the refunds that were taken.
	refunds TEXT NOT NULL DEFAULT '[]' CONSTRAINT channelOrders_refunds_json CHECK (json_valid(refunds)),
	state TEXT NOT NULL CONSTRAINT channelOrders_state CHECK (state IN ('taken', 'passed', 'look')),
	said TEXT NOT NULL DEFAULT '',
	details TEXT NOT NULL DEFAULT '{}' CONSTRAINT channelOrders_details_json CHECK (json_valid(details)),
	updatedAt INTEGER NOT NULL,
	PRIMARY KEY (businessId, connectionId, platformOrderId),
	FOREIGN KEY (businessId, connectionId) REFERENCES connections (businessId, id),
	FOREIGN KEY (businessId, orderId) REFERENCES orders (businessId, id),
	CONSTRAINT channelOrders_taken CHECK (state <> 'taken' OR orderId IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX channelOrders_to_look_at ON channelOrders (businessId, connectionId, updatedAt) WHERE state = 'look';
CREATE INDEX channelOrders_of_order ON channelOrders (businessId, orderId) WHERE orderId IS NOT NULL;
