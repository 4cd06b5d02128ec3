-- Lists by name stand as readers of Danish and English expect: capitals and accents do not count, and æ, ø and å come after z (as '{' does). Worked out
-- from the name wherever it is kept, so that nothing has to write it; the same as of people (0013). A product keeps it: what was found by words has no
-- index to be read from, and would work it out for each comparison.
ALTER TABLE products ADD COLUMN sortKey TEXT NOT NULL DEFAULT '';
UPDATE products SET sortKey =
	replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(name), 'á', 'a'), 'à', 'a'), 'â', 'a'), 'ã', 'a'), 'Á', 'a'), 'À', 'a'), 'Â', 'a'), 'Ã', 'a'), 'é', 'e'), 'è', 'e'), 'ê', 'e'), 'ë', 'e'), 'É', 'e'), 'È', 'e'), 'Ê', 'e'), 'Ë', 'e'), 'í', 'i'), 'ì', 'i'), 'î', 'i'), 'ï', 'i'), 'Í', 'i'), 'Ì', 'i'), 'Î', 'i'), 'Ï', 'i'), 'ó', 'o'), 'ò', 'o'), 'ô', 'o'), 'õ', 'o'), 'Ó', 'o'), 'Ò', 'o'), 'Ô', 'o'), 'Õ', 'o'), 'ú', 'u'), 'ù', 'u'), 'û', 'u'), 'Ú', 'u'), 'Ù', 'u'), 'Û', 'u'), 'ü', 'y'), 'ý', 'y'), 'Ü', 'y'), 'Ý', 'y'), 'ç', 'c'), 'Ç', 'c'), 'ñ', 'n'), 'Ñ', 'n'), 'š', 's'), 'Š', 's'), 'ž', 'z'), 'Ž', 'z'), 'ð', 'd'), 'Ð', 'd'), 'æ', '{a'), 'ä', '{a'), 'Æ', '{a'), 'Ä', '{a'), 'ø', '{o'), 'ö', '{o'), 'Ø', '{o'), 'Ö', '{o'), 'å', '{z'), 'Å', '{z');
CREATE TRIGGER products_in_order AFTER INSERT ON products
BEGIN
	UPDATE products SET sortKey =
	replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(new.name), 'á', 'a'), 'à', 'a'), 'â', 'a'), 'ã', 'a'), 'Á', 'a'), 'À', 'a'), 'Â', 'a'), 'Ã', 'a'), 'é', 'e'), 'è', 'e'), 'ê', 'e'), 'ë', 'e'), 'É', 'e'), 'È', 'e'), 'Ê', 'e'), 'Ë', 'e'), 'í', 'i'), 'ì', 'i'), 'î', 'i'), 'ï', 'i'), 'Í', 'i'), 'Ì', 'i'), 'Î', 'i'), 'Ï', 'i'), 'ó', 'o'), 'ò', 'o'), 'ô', 'o'), 'õ', 'o'), 'Ó', 'o'), 'Ò', 'o'), 'Ô', 'o'), 'Õ', 'o'), 'ú', 'u'), 'ù', 'u'), 'û', 'u'), 'Ú', 'u'), 'Ù', 'u'), 'Û', 'u'), 'ü', 'y'), 'ý', 'y'), 'Ü', 'y'), 'Ý', 'y'), 'ç', 'c'), 'Ç', 'c'), 'ñ', 'n'), 'Ñ', 'n'), 'š', 's'), 'Š', 's'), 'ž', 'z'), 'Ž', 'z'), 'ð', 'd'), 'Ð', 'd'), 'æ', '{a'), 'ä', '{a'), 'Æ', '{a'), 'Ä', '{a'), 'ø', '{o'), 'ö', '{o'), 'Ø', '{o'), 'Ö', '{o'), 'å', '{z'), 'Å', '{z')
	WHERE businessId = new.businessId AND id = new.id;
END;
CREATE TRIGGER products_in_order_again AFTER UPDATE OF name ON products WHEN new.name <> old.name
BEGIN
	UPDATE products SET sortKey =
	replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(new.name), 'á', 'a'), 'à', 'a'), 'â', 'a'), 'ã', 'a'), 'Á', 'a'), 'À', 'a'), 'Â', 'a'), 'Ã', 'a'), 'é', 'e'), 'è', 'e'), 'ê', 'e'), 'ë', 'e'), 'É', 'e'), 'È', 'e'), 'Ê', 'e'), 'Ë', 'e'), 'í', 'i'), 'ì', 'i'), 'î', 'i'), 'ï', 'i'), 'Í', 'i'), 'Ì', 'i'), 'Î', 'i'), 'Ï', 'i'), 'ó', 'o'), 'ò', 'o'), 'ô', 'o'), 'õ', 'o'), 'Ó', 'o'), 'Ò', 'o'), 'Ô', 'o'), 'Õ', 'o'), 'ú', 'u'), 'ù', 'u'), 'û', 'u'), 'Ú', 'u'), 'Ù', 'u'), 'Û', 'u'), 'ü', 'y'), 'ý', 'y'), 'Ü', 'y'), 'Ý', 'y'), 'ç', 'c'), 'Ç', 'c'), 'ñ', 'n'), 'Ñ', 'n'), 'š', 's'), 'Š', 's'), 'ž', 'z'), 'Ž', 'z'), 'ð', 'd'), 'Ð', 'd'), 'æ', '{a'), 'ä', '{a'), 'Æ', '{a'), 'Ä', '{a'), 'ø', '{o'), 'ö', '{o'), 'Ø', '{o'), 'Ö', '{o'), 'å', '{z'), 'Å', '{z')
	WHERE businessId = new.businessId AND id = new.id;
END;
ALTER TABLE styles ADD COLUMN sortKey TEXT GENERATED ALWAYS AS (
	replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(name), 'á', 'a'), 'à', 'a'), 'â', 'a'), 'ã', 'a'), 'Á', 'a'), 'À', 'a'), 'Â', 'a'), 'Ã', 'a'), 'é', 'e'), 'è', 'e'), 'ê', 'e'), 'ë', 'e'), 'É', 'e'), 'È', 'e'), 'Ê', 'e'), 'Ë', 'e'), 'í', 'i'), 'ì', 'i'), 'î', 'i'), 'ï', 'i'), 'Í', 'i'), 'Ì', 'i'), 'Î', 'i'), 'Ï', 'i'), 'ó', 'o'), 'ò', 'o'), 'ô', 'o'), 'õ', 'o'), 'Ó', 'o'), 'Ò', 'o'), 'Ô', 'o'), 'Õ', 'o'), 'ú', 'u'), 'ù', 'u'), 'û', 'u'), 'Ú', 'u'), 'Ù', 'u'), 'Û', 'u'), 'ü', 'y'), 'ý', 'y'), 'Ü', 'y'), 'Ý', 'y'), 'ç', 'c'), 'Ç', 'c'), 'ñ', 'n'), 'Ñ', 'n'), 'š', 's'), 'Š', 's'), 'ž', 'z'), 'Ž', 'z'), 'ð', 'd'), 'Ð', 'd'), 'æ', '{a'), 'ä', '{a'), 'Æ', '{a'), 'Ä', '{a'), 'ø', '{o'), 'ö', '{o'), 'Ø', '{o'), 'Ö', '{o'), 'å', '{z'), 'Å', '{z')
) VIRTUAL;
ALTER TABLE stockLevels ADD COLUMN sortKey TEXT GENERATED ALWAYS AS (
	replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(productName), 'á', 'a'), 'à', 'a'), 'â', 'a'), 'ã', 'a'), 'Á', 'a'), 'À', 'a'), 'Â', 'a'), 'Ã', 'a'), 'é', 'e'), 'è', 'e'), 'ê', 'e'), 'ë', 'e'), 'É', 'e'), 'È', 'e'), 'Ê', 'e'), 'Ë', 'e'), 'í', 'i'), 'ì', 'i'), 'î', 'i'), 'ï', 'i'), 'Í', 'i'), 'Ì', 'i'), 'Î', 'i'), 'Ï', 'i'), 'ó', 'o'), 'ò', 'o'), 'ô', 'o'), 'õ', 'o'), 'Ó', 'o'), 'Ò', 'o'), 'Ô', 'o'), 'Õ', 'o'), 'ú', 'u'), 'ù', 'u'), 'û', 'u'), 'Ú', 'u'), 'Ù', 'u'), 'Û', 'u'), 'ü', 'y'), 'ý', 'y'), 'Ü', 'y'), 'Ý', 'y'), 'ç', 'c'), 'Ç', 'c'), 'ñ', 'n'), 'Ñ', 'n'), 'š', 's'), 'Š', 's'), 'ž', 'z'), 'Ž', 'z'), 'ð', 'd'), 'Ð', 'd'), 'æ', '{a'), 'ä', '{a'), 'Æ', '{a'), 'Ä', '{a'), 'ø', '{o'), 'ö', '{o'), 'Ø', '{o'), 'Ö', '{o'), 'å', '{z'), 'Å', '{z')
) VIRTUAL;
ALTER TABLE productAttributes ADD COLUMN sortKey TEXT GENERATED ALWAYS AS (
	replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(productName), 'á', 'a'), 'à', 'a'), 'â', 'a'), 'ã', 'a'), 'Á', 'a'), 'À', 'a'), 'Â', 'a'), 'Ã', 'a'), 'é', 'e'), 'è', 'e'), 'ê', 'e'), 'ë', 'e'), 'É', 'e'), 'È', 'e'), 'Ê', 'e'), 'Ë', 'e'), 'í', 'i'), 'ì', 'i'), 'î', 'i'), 'ï', 'i'), 'Í', 'i'), 'Ì', 'i'), 'Î', 'i'), 'Ï', 'i'), 'ó', 'o'), 'ò', 'o'), 'ô', 'o'), 'õ', 'o'), 'Ó', 'o'), 'Ò', 'o'), 'Ô', 'o'), 'Õ', 'o'), 'ú', 'u'), 'ù', 'u'), 'û', 'u'), 'Ú', 'u'), 'Ù', 'u'), 'Û', 'u'), 'ü', 'y'), 'ý', 'y'), 'Ü', 'y'), 'Ý', 'y'), 'ç', 'c'), 'Ç', 'c'), 'ñ', 'n'), 'Ñ', 'n'), 'š', 's'), 'Š', 's'), 'ž', 'z'), 'Ž', 'z'), 'ð', 'd'), 'Ð', 'd'), 'æ', '{a'), 'ä', '{a'), 'Æ', '{a'), 'Ä', '{a'), 'ø', '{o'), 'ö', '{o'), 'Ø', '{o'), 'Ö', '{o'), 'å', '{z'), 'Å', '{z')
) VIRTUAL;

-- The lists of before, in the new order. `products_by_name` stays for what begins with a letter.
DROP INDEX products_by_status;
CREATE INDEX products_by_status ON products (businessId, status, sortKey, id);
DROP INDEX products_by_category;
CREATE INDEX products_by_category ON products (businessId, categoryId, sortKey, id);
DROP INDEX products_by_vendor;
CREATE INDEX products_by_vendor ON products (businessId, vendor, sortKey, id);
DROP INDEX products_listed;
CREATE INDEX products_listed ON products (businessId, sortKey, id) WHERE status <> 'archived';
DROP INDEX products_by_shelf;
CREATE INDEX products_by_shelf ON products (businessId, shelf, sortKey, id) WHERE status <> 'archived';
DROP INDEX products_hidden;
CREATE INDEX products_hidden ON products (businessId, sortKey, id) WHERE isAvailable = 0;
CREATE INDEX styles_listed ON styles (businessId, sortKey, id);
DROP INDEX stockLevels_by_name;
CREATE INDEX stockLevels_by_name ON stockLevels (businessId, storeId, sortKey, productId) WHERE productListed = 1;
DROP INDEX stockLevels_low;
CREATE INDEX stockLevels_low ON stockLevels (businessId, storeId, sortKey, productId) WHERE reorderPoint >= onHand - reserved;
DROP INDEX stockLevels_out;
CREATE INDEX stockLevels_out ON stockLevels (businessId, storeId, sortKey, productId) WHERE 0 >= onHand - reserved;
DROP INDEX productAttributes_by_name;
CREATE INDEX productAttributes_by_name ON productAttributes (businessId, name, value, sortKey, productId);
