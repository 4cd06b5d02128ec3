import desk from "./desk.json";
import events from "./events.json";
import office from "./office.ts";

/** What the pages of one order say beside what every page of the back office does. */
export default { ...office, desk, events };
