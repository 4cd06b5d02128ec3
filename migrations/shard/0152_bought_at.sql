-- When the buyer placed an order elsewhere, where that was before it came in here.
ALTER TABLE orders ADD COLUMN boughtAt INTEGER;
