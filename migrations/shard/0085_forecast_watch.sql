-- What each night's forecast came to four weeks later. `model` is what it went by, until then; the rest is said once they have passed. A year of nights.
CREATE TABLE forecastNights (
	businessId TEXT NOT NULL REFERENCES businesses (businessId),
	-- The calendar day on whose eve it forecast: of the business's own zone.
	day TEXT NOT NULL,
	model TEXT,
	judgedAt INTEGER,
	-- Shelves that were looked at, and what they sold.
	shelves INTEGER,
	units INTEGER,
	-- Sum of errors by what was sold; above 0 where too much was expected; shares that sold no more than the 80 % and the 95 % figure.
	error REAL,
	bias REAL,
	within80 REAL,
	within95 REAL,
	-- Further off than it may be, and than chance makes it.
	isOff INTEGER NOT NULL DEFAULT 0 CONSTRAINT forecastNights_off CHECK (isOff IN (0, 1)),
	PRIMARY KEY (businessId, day),
	CONSTRAINT forecastNights_judged CHECK ((model IS NULL) = (judgedAt IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX forecastNights_by_day ON forecastNights (businessId, day) WHERE judgedAt IS NOT NULL;
CREATE INDEX forecastNights_far_off ON forecastNights (businessId, day) WHERE isOff = 1;
