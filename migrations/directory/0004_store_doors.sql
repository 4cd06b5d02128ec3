-- Which e-mail opens the tills of which store. A claim, unique over all businesses: the store's own row says whether it holds, so one that no row
-- confirms may be taken over, and a kill between the two databases needs no mending.
CREATE TABLE storeDoors (
	email TEXT NOT NULL PRIMARY KEY,
	businessId TEXT NOT NULL,
	storeId TEXT NOT NULL,
	shard INTEGER NOT NULL CONSTRAINT store_doors_shard CHECK (shard >= 0),
	createdAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX store_doors_of_store ON storeDoors (businessId, storeId);
