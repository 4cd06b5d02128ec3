// One server in a process of its own, so that what it costs can be told from what asking costs. Talks by messages; ends with its parent.
import { stopWithProcess } from "../../scripts/processes.mjs";
import { serve } from "../../scripts/serve.mjs";

process.once("message", async (options) => {
	const server = await serve({
		...options,
		quiet: true,
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
	process.on("message", ({ cronAt }) => server.cron(undefined, new Date(cronAt)));
	process.send({ url: server.url, pids: [process.pid, ...server.pids] });
});
