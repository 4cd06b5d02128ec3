-- What a purchase order cost beside its goods, and how that is spread over its lines.
CREATE TABLE purchaseOrderCharges (
	businessId TEXT NOT NULL,
	purchaseOrderId TEXT NOT NULL,
	kind TEXT NOT NULL CONSTRAINT purchaseOrderCharges_kind CHECK (kind IN ('freight', 'duty', 'other')),
	-- Minor units of the order's currency.
	amount INTEGER NOT NULL CONSTRAINT purchaseOrderCharges_amount CHECK (amount > 0),
	spread TEXT NOT NULL CONSTRAINT purchaseOrderCharges_spread CHECK (spread IN ('value', 'quantity')),
	PRIMARY KEY (businessId, purchaseOrderId, kind),
	FOREIGN KEY (businessId, purchaseOrderId) REFERENCES purchaseOrders (businessId, id)
) STRICT, WITHOUT ROWID;

-- A line's share of the charges, worked out anew by every act that changes them or the units that bear them.
ALTER TABLE purchaseOrderLines ADD COLUMN landed INTEGER NOT NULL DEFAULT 0 CONSTRAINT purchaseOrderLines_landed CHECK (landed >= 0);
-- What one cost with its share, where that was written into the product's cost.
ALTER TABLE purchaseOrderLines ADD COLUMN keptCost INTEGER;
