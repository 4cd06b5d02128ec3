-- Of an order that somebody has paid, what is still to be paid because it grew since; negative: it shrank, and so much was paid too much. `paymentStatus` keeps the
-- words of its first CHECK, as tables are never rebuilt: an order that owes is read as `part_paid`.
ALTER TABLE orders ADD COLUMN owed INTEGER NOT NULL DEFAULT 0
	CONSTRAINT orders_owed CHECK (owed <= total + shipping + tip AND (owed = 0 OR paymentStatus <> 'unpaid'));
CREATE INDEX orders_part_paid ON orders (businessId, id) WHERE owed > 0;
-- What a platform calls a line, so that what it changes of it later is changed of the same one here.
ALTER TABLE orderLines ADD COLUMN platformLineId TEXT NOT NULL DEFAULT '';
ALTER TABLE looseLines ADD COLUMN platformLineId TEXT NOT NULL DEFAULT '';
