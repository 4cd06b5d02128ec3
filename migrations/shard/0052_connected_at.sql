-- When it was connected last (NULL: when it was made): what was told, or failed, before then says nothing of how it stands since.
ALTER TABLE connections ADD COLUMN connectedAt INTEGER;
