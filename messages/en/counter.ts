import counter from "./counter.json";
import drawer from "./drawer.json";
import offline from "./offline.json";
import receipt from "./receipt.json";
import office from "./office.ts";

/** What the till says beside what every page of the back office does. */
export default {
	...office,
	counter,
	drawer,
	offline,
	receipt,
};
