-- How many pieces of a product a till keeps for itself, so that it may promise them while it is alone; 0 is none.
ALTER TABLE tillSettings ADD COLUMN leaseUnits INTEGER NOT NULL DEFAULT 0 CONSTRAINT tillSettings_leaseUnits CHECK (leaseUnits BETWEEN 0 AND 100);
-- For how long after it was last heard.
ALTER TABLE tillSettings ADD COLUMN leaseHours INTEGER NOT NULL DEFAULT 12 CONSTRAINT tillSettings_leaseHours CHECK (leaseHours BETWEEN 1 AND 72);
-- What a till that is alone does with a sale of more than it keeps.
ALTER TABLE tillSettings ADD COLUMN beyondLease TEXT NOT NULL DEFAULT 'warn' CONSTRAINT tillSettings_beyondLease CHECK (beyondLease IN ('warn', 'refuse'));
