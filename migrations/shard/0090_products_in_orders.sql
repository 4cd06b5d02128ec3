-- A line of an order names a product for good, also one that was never held because it was short, and a hold does while it is noted: what stands
-- only there has lived too. What a till keeps back (a lease) is no holder of history.
DROP VIEW productMentions;
CREATE VIEW productMentions AS SELECT businessId, productId FROM purchaseOrderLines
	UNION ALL SELECT businessId, productId FROM orderLines
	UNION ALL SELECT businessId, productId FROM reservations WHERE holderKind <> 'lease';
