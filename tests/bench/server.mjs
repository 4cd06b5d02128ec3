// One server in a process of its own, so that what it costs can be told from what asking costs. Talks by messages; ends with its parent.
import { stopWithProcess } from "../../scripts/processes.mjs";
import { serve } from "../../scripts/serve.mjs";

/** What each request, message and turn of a connection cost in D1, for those who ask for it (`worked`). */
let isAsked = false;
const worked = [];
function tellWorked(line) {
	if (isAsked && /"event":"(http|queue\.done|channel\.driven)"/.test(line)) worked.push(JSON.parse(line));
}

process.once("message", async (options) => {
	const server = await serve({
		...options,
		quiet: true,
		onLog: tellWorked,
		crons: false,
		ratelimits: Object.fromEntries(
			["API_CALLS", "ADDRESS_CALLS", "PAGE_CALLS", "WEBHOOK_CALLS", "WEBHOOK_SENDER_CALLS"].map((name) => [
				name,
				{ limit: 100_000_000, period: 60 },
			]),
		),
	});
	stopWithProcess(server.stop);
	process.once("disconnect", async () => {
		await server.stop();
		process.exit(0);
	});
	process.on("message", ({ cronAt, wantsWorked }) => {
		if (cronAt) server.cron(undefined, new Date(cronAt));
		if (!wantsWorked) return;
		isAsked = true;
		process.send({ worked: worked.splice(0) });
	});
	process.send({ url: server.url, pids: [process.pid, ...server.pids] });
});
