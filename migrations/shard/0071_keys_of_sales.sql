-- The name of a sale is kept as long as a till may come back with it; every other key a week. Each row stands in one of the two indexes.
CREATE INDEX idempotencyKeys_of_sales ON idempotencyKeys (at) WHERE command = 'sales.sell';
CREATE INDEX idempotencyKeys_of_others ON idempotencyKeys (at) WHERE command <> 'sales.sell';
DROP INDEX idempotencyKeys_by_age;
