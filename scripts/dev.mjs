// Development with hot reload: source, not build, runs in workerd, over the same state, secrets and variables as `npm start`.
import { spawn } from "node:child_process";
import { ensureNode, fail, option } from "./bootstrap.mjs";

await ensureNode();
const { demoLogins } = await import("./demo-logins.mjs");
const { assertPortFree, host, wantedPort } = await import("./port.mjs");
const { prepare } = await import("./prepare.mjs");
const { endWithUs, stopWithProcess } = await import("./processes.mjs");
const { startFakes, usualPorts } = await import("./fakes.mjs");
const { eachMinute } = await import("./serve.mjs");
const { configuredByEnvironment, openState } = await import("./state.mjs");

try {
	const port = wantedPort();
	await assertPortFree(port);
	const stateDir = openState({ fresh: option("fresh") === true, port });
	await prepare(stateDir);
	const fakes = await startFakes({ ports: usualPorts(port) });
	const logins = await demoLogins();

	const { unstable_readConfig: readConfig } = await import("wrangler");
	const { crons } = readConfig({ config: "wrangler.toml" }).triggers;
	const url = `http://${host}:${port}`;
	const server = spawn(
		process.execPath,
		["node_modules/@react-router/dev/bin.cjs", "dev", "--host", host, "--port", String(port), "--strictPort"],
		{
			stdio: ["ignore", "inherit", "inherit"],
			// Its own group: the dev server starts itself a second time, and a signal must reach both.
			detached: process.platform !== "win32",
			env: {
				...process.env,
				STOREKEEP_DEV_STATE: stateDir,
				STOREKEEP_DEV_URL: url,
				STOREKEEP_DEV_ENV: JSON.stringify({ ...fakes.chosen, ...configuredByEnvironment() }),
				CLOUDFLARE_CF_FETCH_ENABLED: "false",
				X_LOCAL_EXPLORER: "false",
				X_LOCAL_OBSERVABILITY: "false",
			},
		},
	);
	const windows = process.platform === "win32";
	const guard = endWithUs(-server.pid);
	let stopping = false;
	const gone = new Promise((resolve) => server.once("exit", resolve));
	gone.then((code) => {
		guard?.kill("SIGKILL");
		if (!stopping) process.exit(code ?? 1);
	});
	eachMinute(async () => {
		for (const cron of crons) await fetch(`${url}/cdn-cgi/local/scheduled?cron=${encodeURIComponent(cron)}`).catch(() => {});
	});
	whenServed(url)
		.then(() => {
			console.log(`\nStorekeep is running on ${url}, from source: what is changed there is seen at once.\n`);
			for (const line of [...logins, "", "Stand-ins for the platforms of shops (MOCK_MODE=0 for the real ones):", ...fakes.shops])
				console.log(line);
			console.log(`\nWrite to the demo as a customer on ${fakes.phone}\n\nData is in ${stateDir}. Stop with Ctrl-C.\n`);
			return fakes.begin(url);
		})
		// Without them the shop runs too.
		.catch(() => {});
	stopWithProcess(async () => {
		stopping = true;
		process.kill(windows ? server.pid : -server.pid, "SIGTERM");
		await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 5000))]);
		await fakes.stop();
		console.log("\nStopped. The data stays in", stateDir);
	});
} catch (error) {
	fail(error instanceof Error ? error.message : String(error));
}

/** Until its first page is there: the sources of all pages are read for it, which takes a while, and then no other one waits for that. */
async function whenServed(url) {
	const isThere = () =>
		fetch(`${url}/sign-in`).then(
			({ ok }) => ok,
			() => false,
		);
	while (!(await isThere())) await new Promise((resolve) => setTimeout(resolve, 500));
}
