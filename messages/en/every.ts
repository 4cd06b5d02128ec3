import buying from "./buying.ts";
import catalog from "./catalog.ts";
import channels from "./channels.ts";
import counter from "./counter.ts";
import inbox from "./inbox.ts";
import mail from "./mail.json";
import ordering from "./ordering.ts";
import people from "./people.ts";
import settings from "./settings.ts";
import stockroom from "./stockroom.ts";

/** Every word there is, as the server holds them: all pages', and those that leave only by mail. */
export default { ...buying, ...catalog, ...channels, ...counter, ...inbox, ...ordering, ...people, ...stockroom, ...settings, mail };
