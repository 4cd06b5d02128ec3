-- The request of a purchase order came back: {at, to, reason} of the mail it last went out in; NULL: as far as is known it arrived.
ALTER TABLE purchaseOrders ADD COLUMN mailReturned TEXT CONSTRAINT purchaseOrders_mail_returned CHECK (mailReturned IS NULL OR json_valid(mailReturned));

CREATE INDEX purchaseOrders_returned ON purchaseOrders (businessId, id) WHERE mailReturned IS NOT NULL;

-- Mails that were refused at once, for the page of those that did not arrive.
CREATE INDEX mails_refused ON mails (businessId, id) WHERE state = 'failed';
