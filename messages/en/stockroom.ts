import counts from "./counts.json";
import transfers from "./transfers.json";
import office from "./office.ts";

/** What transfers and counts say beside what every page of the back office does. */
export default {
	...office,
	counts,
	transfers,
};
