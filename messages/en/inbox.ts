import inbox from "./inbox.json";
import office from "./office.ts";

/** What conversations say beside what every page of the back office does. */
export default { ...office, inbox };
