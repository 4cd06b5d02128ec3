-- What a product was paid for where its cost is what it came to with freight and duty: found without reading every order it was ever on.
CREATE INDEX purchaseOrderLines_kept ON purchaseOrderLines (businessId, productId, keptCost) WHERE keptCost IS NOT NULL;
