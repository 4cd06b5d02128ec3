-- Of which end of a connection's access its people were told last, and how many days before at most (14, 3, 0): another end begins anew.
ALTER TABLE connections ADD COLUMN endTold INTEGER;
ALTER TABLE connections ADD COLUMN endToldDays INTEGER;
CREATE INDEX connections_ending ON connections (expiresAt) WHERE expiresAt IS NOT NULL;
