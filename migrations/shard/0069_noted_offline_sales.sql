-- Sales made without the network that somebody may want to know something of: newest first, without reading the others.
CREATE INDEX offlineSales_noted ON offlineSales (businessId, id) WHERE notes <> '[]';
