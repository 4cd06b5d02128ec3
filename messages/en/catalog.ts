import attributes from "./attributes.json";
import categories from "./categories.json";
import imports from "./imports.json";
import pictures from "./pictures.json";
import productForm from "./productForm.json";
import styles from "./styles.json";
import office from "./office.ts";

/** What the pages of the catalog say beside what every page of the back office does. */
export default {
	...office,
	attributes,
	categories,
	imports,
	pictures,
	productForm,
	styles,
};
