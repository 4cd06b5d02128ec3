import purchasing from "./purchasing.json";
import vendorLinks from "./vendorLinks.json";
import vendors from "./vendors.json";
import office from "./office.ts";

/** What the pages of vendors and of ordering from them say beside what every page of the back office does. */
export default {
	...office,
	purchasing,
	vendorLinks,
	vendors,
};
