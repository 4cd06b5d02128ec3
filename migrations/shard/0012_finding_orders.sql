-- Orders are found by who sold them, by the end of their id that people say aloud, and the few that are out of the ordinary by what makes them so.
CREATE INDEX orders_by_actor ON orders (businessId, actorId, id);
CREATE INDEX orders_by_number ON orders (businessId, substr(id, -6));
CREATE INDEX orders_by_status ON orders (businessId, status, id) WHERE status <> 'COMPLETED';
CREATE INDEX orders_by_payment ON orders (businessId, paymentStatus, id) WHERE paymentStatus <> 'paid';
