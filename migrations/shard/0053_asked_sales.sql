-- When an ERP was asked to write a sale down and it is not known what came of it (NULL: never, or it answered): it is left alone for minutes and then looked
-- for before it is told again. What was told before this column may have been so.
ALTER TABLE bookedSales ADD COLUMN askedAt INTEGER;
UPDATE bookedSales SET askedAt = updatedAt WHERE saleId IS NULL AND state IN ('waiting', 'parked');

-- What says of an order what was bought is reckoned otherwise now: what was reckoned before says nothing, and is no edit.
UPDATE channelOrders SET linesHash = '';
