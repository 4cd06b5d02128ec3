-- What the sender heard of a mail after it had taken it: that it did not arrive, or that it was not wanted.
ALTER TABLE mails ADD COLUMN bouncedAt INTEGER;
ALTER TABLE mails ADD COLUMN bounce TEXT CONSTRAINT mails_bounce_json CHECK (bounce IS NULL OR json_valid(bounce));

CREATE INDEX mails_sent_as ON mails (outcome) WHERE state = 'sent';
CREATE INDEX mails_bounced ON mails (businessId, bouncedAt) WHERE bouncedAt IS NOT NULL;
