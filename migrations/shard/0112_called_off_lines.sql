-- Nobody is asked any more which product a line of an order that was called off is.
UPDATE looseLines SET kind = 'custom' WHERE kind = 'unmatched'
	AND EXISTS (SELECT 1 FROM orders AS o WHERE o.businessId = looseLines.businessId AND o.id = looseLines.orderId AND o.status = 'CANCELLED');
