import events from "./events.json";
import counter from "./counter.ts";

/** What the log of a till's day says beside what the till does: the names of all that happens are long, and no sale waits for them. */
export default { ...counter, events };
