-- What came in by webhook is forgotten by its age, whoever's it is.
CREATE INDEX webhookReceipts_by_age ON webhookReceipts (receivedAt);
