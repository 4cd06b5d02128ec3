-- When the reading of everything sold there began that goes on or is the last one, and when the last one began that read all of it: what was not seen since is gone there.
ALTER TABLE connections ADD COLUMN pullBeganAt INTEGER;
ALTER TABLE connections ADD COLUMN seenSince INTEGER;
