// One command from a fresh clone to a running shop: install, build, migrate, seed the demo, serve.
import { ensureNode, fail, option } from "./bootstrap.mjs";

await ensureNode();
const { build } = await import("./build.mjs");
const { demoLogins } = await import("./demo-logins.mjs");
const { assertPortFree, wantedPort } = await import("./port.mjs");
const { stopWithProcess } = await import("./processes.mjs");
const { startFakes, usualPorts } = await import("./fakes.mjs");
const { serve } = await import("./serve.mjs");
const { prepare } = await import("./prepare.mjs");
const { configuredByEnvironment, openState } = await import("./state.mjs");

try {
	const port = wantedPort();
	await assertPortFree(port);
	if (build({ onlyIfChanged: true }) !== 0) fail("The build failed; see above.");
	// Emptied only now that nothing else stands in the way of serving it.
	const stateDir = openState({ fresh: option("fresh") === true, port });
	await prepare(stateDir);
	const fakes = await startFakes({ ports: usualPorts(port) });
	const server = await serve({ port, stateDir, env: { ...fakes.chosen, ...configuredByEnvironment() } });
	// What was due while nothing ran is done now, not at the next full minute.
	server.cron().catch(() => {});
	fakes.begin(server.url).catch(() => {});
	stopWithProcess(async () => {
		await server.stop();
		await fakes.stop();
		console.log("\nStopped. The data stays in", stateDir);
	});
	const logins = await demoLogins();
	console.log(
		[
			"",
			`Storekeep is running on ${server.url}`,
			...["", "Stand-ins for the platforms of shops (MOCK_MODE=0 for the real ones):", ...fakes.shops],
			...(logins.length > 0 ? ["", "Sign in to the demo with", ...logins, "", `Write to it as a customer on ${fakes.phone}`] : []),
			"",
			`Data is in ${stateDir}. Stop with Ctrl-C; start over with \`npm start -- --fresh\`.`,
			"",
		].join("\n"),
	);
} catch (error) {
	fail(error instanceof Error ? error.message : String(error));
}
