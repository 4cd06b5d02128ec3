import { configOf } from "#app/platform/config.server.ts";
import { machineScope } from "#app/platform/scope.server.ts";
import { isEmpty, loadDemo } from "./load.ts";

export { ConnectionDriver } from "../workers/channels/connection-driver.ts";
export { BusinessNews } from "../workers/realtime/business-news.ts";
export { ChatRoom } from "../workers/realtime/chat-room.ts";

/** Runs on the local databases, from `scripts/seed-database.mjs`: GET says whether nobody is here yet, POST loads the demo. It is no part of what is deployed. */
export default {
	async fetch({ method }, env, execution): Promise<Response> {
		const scope = machineScope(env, configOf(env), (work) => execution.waitUntil(work));
		if (method === "GET") return Response.json({ isEmpty: await isEmpty(scope) });
		const lines: string[] = [];
		await loadDemo(scope, (line) => void lines.push(line));
		return Response.json({ lines });
	},
} satisfies ExportedHandler<Env>;
