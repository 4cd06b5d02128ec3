-- What names a product without anything having moved on a shelf yet: a draft of a purchase order. Such a product is archived where it would be deleted.
-- The shelf's room asks it of this view, so that it need not know the rooms above it; one that comes to name products adds itself here.
CREATE VIEW productMentions AS SELECT businessId, productId FROM purchaseOrderLines;
