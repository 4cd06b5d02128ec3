import labels from "./labels.json";
import exports from "./export.json";
import attributes from "./attributes.json";
import categories from "./categories.json";
import charts from "./charts.json";
import counter from "./counter.json";
import counts from "./counts.json";
import docs from "./docs.json";
import drawer from "./drawer.json";
import events from "./events.json";
import filters from "./filters.json";
import home from "./home.json";
import imports from "./imports.json";
import insights from "./insights.json";
import keys from "./keys.json";
import live from "./live.json";
import mail from "./mail.json";
import nav from "./nav.json";
import operations from "./operations.json";
import orders from "./orders.json";
import outbox from "./outbox.json";
import palette from "./palette.json";
import permissions from "./permissions.json";
import product from "./product.json";
import productForm from "./productForm.json";
import products from "./products.json";
import receipt from "./receipt.json";
import settings from "./settings.json";
import shelf from "./shelf.json";
import status from "./status.json";
import stock from "./stock.json";
import tills from "./tills.json";
import styles from "./styles.json";
import transfers from "./transfers.json";
import doors from "./doors.ts";

/** Every word: the doors', and each page's own. One file a namespace. */
export default {
	...doors,
	attributes,
	categories,
	charts,
	counter,
	counts,
	docs,
	drawer,
	events,
	export: exports,
	filters,
	home,
	imports,
	insights,
	keys,
	labels,
	live,
	mail,
	nav,
	operations,
	orders,
	outbox,
	palette,
	permissions,
	product,
	productForm,
	products,
	receipt,
	settings,
	shelf,
	status,
	stock,
	tills,
	styles,
	transfers,
};
