import { handleRequest } from "./http.ts";
import { handleQueue, type Message } from "./queues/consumer.ts";
import { tick } from "./cron/timetable.ts";

export { ConnectionDriver } from "./channels/connection-driver.ts";
export { BusinessNews } from "./realtime/business-news.ts";
export { ChatRoom } from "./realtime/chat-room.ts";

/** The worker: composes the doors and engines, and decides nothing. */
export default {
	fetch: handleRequest,
	queue: handleQueue,
	scheduled: tick,
} satisfies ExportedHandler<Env, Message>;
