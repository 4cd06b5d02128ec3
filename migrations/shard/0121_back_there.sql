-- Of how many pieces of each line the shop said that they are back on its shelf, as of the refunds that are taken; no value: nobody noted it.
ALTER TABLE channelOrders ADD COLUMN backThere TEXT CONSTRAINT channelOrders_back_there CHECK (backThere IS NULL OR json_valid(backThere));
