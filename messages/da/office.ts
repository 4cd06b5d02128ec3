import counter from "./counter.json";
import docs from "./docs.json";
import events from "./events.json";
import filters from "./filters.json";
import home from "./home.json";
import keys from "./keys.json";
import nav from "./nav.json";
import operations from "./operations.json";
import product from "./product.json";
import productForm from "./productForm.json";
import products from "./products.json";
import settings from "./settings.json";
import shelf from "./shelf.json";
import status from "./status.json";
import doors from "./doors.ts";

/** Every word: the doors', and each page's own. One file a namespace. */
export default {
	...doors,
	counter,
	docs,
	events,
	filters,
	home,
	keys,
	nav,
	operations,
	product,
	productForm,
	products,
	settings,
	shelf,
	status,
};
