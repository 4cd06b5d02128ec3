-- When what is told of late took place: a till that was alone hands in what left the shelf before. NULL: when it was written down.
ALTER TABLE stockMovements ADD COLUMN tookPlaceAt INTEGER CONSTRAINT stockMovements_took_place CHECK (tookPlaceAt <= at);
