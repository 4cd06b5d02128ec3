-- When somebody last asked for orders, and for goods: a run that began before that is not the one they asked for.
ALTER TABLE connections ADD COLUMN ordersWantedAt INTEGER;
ALTER TABLE connections ADD COLUMN goodsWantedAt INTEGER;
