-- A link by which an address becomes the person's e-mail, and not only is proven to be.
ALTER TABLE links ADD COLUMN changesEmail INTEGER NOT NULL DEFAULT 0 CONSTRAINT links_changes_email CHECK (changesEmail IN (0, 1));

-- What a name is ordered by, for readers of Danish and English alike: accents do not count, and æ, ø and å stand after z (as '{' does), with the
-- letters other languages write for them.
ALTER TABLE users ADD COLUMN sortKey TEXT GENERATED ALWAYS AS (
	replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(name), 'á', 'a'), 'à', 'a'), 'â', 'a'), 'ã', 'a'), 'Á', 'a'), 'À', 'a'), 'Â', 'a'), 'Ã', 'a'), 'é', 'e'), 'è', 'e'), 'ê', 'e'), 'ë', 'e'), 'É', 'e'), 'È', 'e'), 'Ê', 'e'), 'Ë', 'e'), 'í', 'i'), 'ì', 'i'), 'î', 'i'), 'ï', 'i'), 'Í', 'i'), 'Ì', 'i'), 'Î', 'i'), 'Ï', 'i'), 'ó', 'o'), 'ò', 'o'), 'ô', 'o'), 'õ', 'o'), 'Ó', 'o'), 'Ò', 'o'), 'Ô', 'o'), 'Õ', 'o'), 'ú', 'u'), 'ù', 'u'), 'û', 'u'), 'Ú', 'u'), 'Ù', 'u'), 'Û', 'u'), 'ü', 'y'), 'ý', 'y'), 'Ü', 'y'), 'Ý', 'y'), 'ç', 'c'), 'Ç', 'c'), 'ñ', 'n'), 'Ñ', 'n'), 'š', 's'), 'Š', 's'), 'ž', 'z'), 'Ž', 'z'), 'ð', 'd'), 'Ð', 'd'), 'æ', '{a'), 'ä', '{a'), 'Æ', '{a'), 'Ä', '{a'), 'ø', '{o'), 'ö', '{o'), 'Ø', '{o'), 'Ö', '{o'), 'å', '{z'), 'Å', '{z')
) VIRTUAL;

CREATE INDEX users_by_sort_key ON users (businessId, sortKey, id);
