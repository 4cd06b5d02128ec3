import customers from "./customers.json";
import office from "./office.ts";

/** What customers' pages say beside what every page of the back office does. */
export default {
	...office,
	customers,
};
