-- Somebody asked, by their shop, what is held of them: once for each time they asked, until it is answered. Who they are, `people` says by id; whoever is erased is nobody there.
CREATE TABLE dataRequests (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	connectionId TEXT NOT NULL,
	-- What the platform calls the request.
	requestKey TEXT NOT NULL CONSTRAINT dataRequests_key CHECK (length(requestKey) BETWEEN 1 AND 200),
	people TEXT NOT NULL CONSTRAINT dataRequests_people_json CHECK (json_valid(people)),
	-- Of those, how many orders; and orders of theirs that are nobody's here.
	orders INTEGER NOT NULL,
	looseOrders TEXT NOT NULL CONSTRAINT dataRequests_orders_json CHECK (json_valid(looseOrders)),
	askedAt INTEGER NOT NULL,
	answeredAt INTEGER,
	answeredBy TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (businessId, id),
	CONSTRAINT dataRequests_once UNIQUE (businessId, connectionId, requestKey),
	FOREIGN KEY (businessId, connectionId) REFERENCES connections (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX dataRequests_of_connection ON dataRequests (businessId, connectionId, id);
CREATE INDEX dataRequests_waiting ON dataRequests (businessId, askedAt) WHERE answeredAt IS NULL;
