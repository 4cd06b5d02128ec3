-- A trip to a shop of somebody's own, which brings us its keys by itself before whoever set out is back: they wait here, sealed.
ALTER TABLE channelConsents ADD COLUMN platform TEXT NOT NULL DEFAULT 'shopify';
ALTER TABLE channelConsents ADD COLUMN credentials TEXT;
