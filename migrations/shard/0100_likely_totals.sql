-- What a total of a shelf is on average, by what is likeliest told of it: `rate` is that, and totals vary about `rate` × `lift`.
ALTER TABLE outlooks ADD COLUMN lift REAL NOT NULL DEFAULT 1 CONSTRAINT outlooks_lift CHECK (lift > 0);
