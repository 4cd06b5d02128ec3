-- How far reading what is sold at a shop is: of its own things, as many as it counts; those nobody could read; how many it says there are.
ALTER TABLE connections ADD COLUMN pullDone INTEGER NOT NULL DEFAULT 0;
ALTER TABLE connections ADD COLUMN pullFailed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE connections ADD COLUMN pullTotal INTEGER;
-- What it may still be asked, as it last said: points left, the most there can be, how many come back a second, when.
ALTER TABLE connections ADD COLUMN budget TEXT CONSTRAINT connections_budget_json CHECK (budget IS NULL OR json_valid(budget));
