// Serves the production build on workerd itself (no proxy in front), for start, tests, bench and chaos alike.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { root } from "./bootstrap.mjs";
import { assertPortFree, freePort, host, portTaken } from "./port.mjs";
import { followRuntimes, runtimesOn } from "./processes.mjs";
import { localBindings, persistencePath } from "./state.mjs";

const built = path.join(root, "build/server/wrangler.json");

/**
 * Serves build/server over the databases of `stateDir`, which are migrated already.
 *
 * @param {object} options
 * @param {number} [options.port] a free one when absent; rejects when taken
 * @param {string} options.stateDir from openState()
 * @param {Record<string, string>} [options.env] variables over the generated ones (PUBLIC_URL, secrets …)
 * @param {boolean} [options.quiet] does not print the worker's logs
 * @param {(line: string, level: string) => void} [options.onLog] receives every log line of the worker
 * @param {Record<string, { limit: number, period: 10 | 60 }>} [options.ratelimits] other numbers, by binding name
 * @param {boolean} [options.crons] fires the crons each minute; true when absent
 * @param {string} [options.configPath] another built worker than ours, under the same settings
 * @returns `url`, `port`, `pids` (the runtime's processes of this moment), `cron(expression?)` (fires now, resolves when done),
 * `stop()`, and `kill()`: kill -9 of the runtime in the middle of whatever it does.
 */
export async function serve({ port, stateDir, env = {}, quiet = false, onLog, ratelimits = {}, crons = true, configPath = built }) {
	if (!existsSync(configPath)) throw new Error("There is no production build; run `npm run build` first.");
	if (port === undefined) port = await freePort();
	else await assertPortFree(port);
	const url = `http://${host}:${port}`;

	const { unstable_getMiniflareWorkerOptions: workerOptionsOf, unstable_readConfig: readConfig } = await import("wrangler");
	const { Log, LogLevel, Miniflare, convertV4MiniflareOptions } = await import("miniflare");
	const config = readConfig({ config: configPath });
	const { workerOptions, main, externalWorkers } = workerOptionsOf(config);
	const { modulesRules, ...options } = workerOptions;
	const write = (line, level) => {
		onLog?.(line, level);
		if (!quiet) process.stdout.write(`${line}\n`);
	};

	followRuntimes();
	const miniflare = new Miniflare(
		convertV4MiniflareOptions({
			host,
			port,
			publicUrl: url,
			log: new Log(LogLevel.WARN),
			// Without a value the runtime asks the network for one at each start, and warns when it gets none.
			cf: false,
			telemetry: { enabled: false },
			handleStructuredLogs: ({ message, level }) => write(message, level),
			resourcePersistencePath: persistencePath(stateDir),
			workers: [
				{
					...options,
					...modulesOf(main, modulesRules),
					name: config.name,
					// Not `options.bindings`: those include a .dev.vars of the machine.
					bindings: { ...config.vars, ...localBindings(stateDir, { url, env }) },
					ratelimits: Object.fromEntries(
						Object.entries(options.ratelimits ?? {}).map(([name, limit]) => [name, { ...limit, simple: ratelimits[name] ?? limit.simple }]),
					),
				},
				...externalWorkers,
			],
		}),
	);
	try {
		await miniflare.ready;
	} catch (error) {
		await miniflare.dispose().catch(() => {});
		throw error.code === "ERR_ADDRESS_IN_USE" ? portTaken(port) : error;
	}

	/** Fires a cron (or all) as at an instant: what is due then is ordered, and done in the present. */
	const cron = async (expression, at = new Date()) => {
		const worker = await miniflare.getWorker();
		for (const each of expression ? [expression] : (config.triggers.crons ?? [])) await worker.scheduled({ cron: each, scheduledTime: at });
	};
	const stopCrons = crons
		? eachMinute(() =>
				cron().catch((error) => write(JSON.stringify({ level: "error", message: "cron failed", error: String(error) }), "error")),
			)
		: () => {};
	const stop = async () => {
		stopCrons();
		await miniflare.dispose();
	};

	return {
		url,
		port,
		get pids() {
			return runtimesOn(port);
		},
		cron,
		stop,
		async kill() {
			for (const pid of runtimesOn(port)) process.kill(pid, "SIGKILL");
			await stop();
		},
	};
}

/** Calls `act` at every full minute, as the platform does; returns how to end it. */
export function eachMinute(act) {
	let timer;
	const wait = () => {
		timer = setTimeout(
			() => {
				wait();
				act();
			},
			60_000 - (Date.now() % 60_000),
		);
		timer.unref();
	};
	wait();
	return () => clearTimeout(timer);
}

/** The built worker is several modules; the runtime wants them listed. */
function modulesOf(main, rules) {
	const folder = path.dirname(main);
	const entry = path.basename(main);
	const others = readdirSync(folder, { recursive: true })
		.filter((file) => file !== entry)
		.map((file) => ({ path: file, type: rules.find(({ include }) => include.some((pattern) => path.matchesGlob(file, pattern)))?.type }));
	return { rootPath: folder, modules: [{ path: entry, type: "ESModule" }, ...others.filter(({ type }) => type)] };
}
