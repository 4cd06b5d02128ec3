-- Whose an account elsewhere (Google) is. A claim: the person's own row on the shard says whether it holds, so one that no row confirms may be
-- taken over, and a kill between the two databases needs no mending.
CREATE TABLE providerAccounts (
	provider TEXT NOT NULL CONSTRAINT provider_accounts_provider CHECK (provider IN ('GOOGLE')),
	accountId TEXT NOT NULL,
	userId TEXT NOT NULL,
	businessId TEXT NOT NULL,
	shard INTEGER NOT NULL,
	createdAt INTEGER NOT NULL,
	PRIMARY KEY (provider, accountId)
) STRICT, WITHOUT ROWID;

CREATE INDEX provider_accounts_of_user ON providerAccounts (userId);
