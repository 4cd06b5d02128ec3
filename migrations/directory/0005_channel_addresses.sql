-- For which connections a platform's webhook is: a claim, as the connection's own row says whether it holds, and its signature whether it is one.
CREATE TABLE channelAddresses (
	platform TEXT NOT NULL,
	address TEXT NOT NULL,
	connectionId TEXT NOT NULL,
	businessId TEXT NOT NULL,
	shard INTEGER NOT NULL CONSTRAINT channel_addresses_shard CHECK (shard >= 0),
	createdAt INTEGER NOT NULL,
	PRIMARY KEY (platform, address, connectionId)
) STRICT, WITHOUT ROWID;
