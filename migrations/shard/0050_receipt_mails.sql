-- Where a receipt is to be mailed, until it is: the log, which is never changed, is not to know a customer's address.
CREATE TABLE receiptMails (
	businessId TEXT NOT NULL,
	id TEXT NOT NULL,
	orderId TEXT NOT NULL,
	email TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (businessId, id),
	FOREIGN KEY (businessId, orderId) REFERENCES orders (businessId, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX receiptMails_of_order ON receiptMails (businessId, orderId);
