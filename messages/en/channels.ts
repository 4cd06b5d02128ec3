import channels from "./channels.json";
import office from "./office.ts";
import settings from "./settings.json";
import tills from "./tills.json";

/** What the pages of connections say beside what every page of the back office does, and as the pages of settings do around them. */
export default { ...office, channels, settings, tills };
