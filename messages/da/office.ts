import charts from "./charts.json";
import filters from "./filters.json";
import home from "./home.json";
import insights from "./insights.json";
import keys from "./keys.json";
import live from "./live.json";
import nav from "./nav.json";
import officeErrors from "./officeErrors.json";
import orders from "./orders.json";
import palette from "./palette.json";
import product from "./product.json";
import products from "./products.json";
import shelf from "./shelf.json";
import status from "./status.json";
import stock from "./stock.json";
import doors from "./doors.ts";

/** What every page of the back office is sent: the doors' words, the shell's, and those of the pages people stand on most. One file a namespace. */
export default {
	...doors,
	charts,
	errors: { ...doors.errors, ...officeErrors },
	filters,
	home,
	insights,
	keys,
	live,
	nav,
	orders,
	palette,
	product,
	products,
	shelf,
	status,
	stock,
};
