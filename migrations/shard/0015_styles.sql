-- The attributes whose values are the rows and the columns of a style's matrix.
ALTER TABLE styles ADD COLUMN rowAxis TEXT NOT NULL DEFAULT 'colour' CONSTRAINT styles_row_axis CHECK (rowAxis <> '');
ALTER TABLE styles ADD COLUMN columnAxis TEXT NOT NULL DEFAULT 'size' CONSTRAINT styles_column_axis CHECK (columnAxis <> '');
