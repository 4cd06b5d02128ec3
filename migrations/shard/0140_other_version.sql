-- Where a platform's API answers in another version than it was asked in: {asked, answered, since}; NULL while they are one.
ALTER TABLE connections ADD COLUMN otherVersion TEXT;
