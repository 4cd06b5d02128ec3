import { configOf } from "#app/platform/config.server.ts";
import { machineScope } from "#app/platform/scope.server.ts";
import { loadDemo } from "./load.ts";

export { ConnectionDriver } from "../workers/channels/connection-driver.ts";
export { BusinessNews } from "../workers/realtime/business-news.ts";
export { ChatRoom } from "../workers/realtime/chat-room.ts";

/** Runs once, on the local databases, from `scripts/seed-database.mjs`. It is no part of what is deployed. */
export default {
	async fetch(_request, env, execution): Promise<Response> {
		const lines: string[] = [];
		const loaded = await loadDemo(
			machineScope(env, configOf(env), (work) => execution.waitUntil(work)),
			(line) => void lines.push(line),
		);
		return Response.json({ loaded, lines });
	},
} satisfies ExportedHandler<Env>;
