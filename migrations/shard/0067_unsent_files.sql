-- What was put up to be sent and never was: looked for by its age, and swept.
CREATE INDEX messageMedia_unsent ON messageMedia (createdAt) WHERE messageId IS NULL;
