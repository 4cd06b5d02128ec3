-- What each night learns from a business's past: how rates are mixed, and how far off that was. `model` is JSON; losing it costs a night.
CREATE TABLE forecastModels (
	businessId TEXT NOT NULL PRIMARY KEY REFERENCES businesses (businessId),
	-- The calendar day it was learnt on: of the business's own zone.
	day TEXT NOT NULL,
	learntAt INTEGER NOT NULL,
	windows INTEGER NOT NULL CONSTRAINT forecastModels_windows CHECK (windows >= 0),
	model TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Whether the shelf's rate came from what was learnt, or is the plain mean of its days in stock.
ALTER TABLE outlooks ADD COLUMN learnt INTEGER NOT NULL DEFAULT 0 CONSTRAINT outlooks_learnt CHECK (learnt IN (0, 1));
