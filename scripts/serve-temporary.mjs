// A throw-away shop for browser tests: an empty temporary state folder with the demo in it, served until stopped, then removed. `--empty`: without the demo.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureNode, fail, option } from "./bootstrap.mjs";

await ensureNode();
const { build } = await import("./build.mjs");
const { startFakes } = await import("./fakes.mjs");
const { prepare } = await import("./prepare.mjs");
const { stopWithProcess } = await import("./processes.mjs");
const { serve } = await import("./serve.mjs");
const { openState } = await import("./state.mjs");

const dir = mkdtempSync(join(tmpdir(), "storekeep-"));
const remove = () => rmSync(dir, { recursive: true, force: true });
try {
	if (build({ onlyIfChanged: true }) !== 0) fail("The build failed; see above.");
	const stateDir = openState({ dir });
	await prepare(stateDir, { demo: option("empty") !== true });
	const port = Number(option("port") ?? 4199);
	// Browser tests sign in and click faster than any person; the numbers themselves are proven elsewhere.
	const fakes = await startFakes({ phonePort: Number(option("phone-port") ?? 0) });
	const server = await serve({
		port,
		stateDir,
		env: { ...fakes.env, CATALOG_DELAY_MS: "300" },
		quiet: option("quiet") === true,
		ratelimits: Object.fromEntries(
			["API_CALLS", "ADDRESS_CALLS", "PAGE_CALLS", "WEBHOOK_CALLS", "WEBHOOK_SENDER_CALLS"].map((name) => [
				name,
				{ limit: 100_000, period: 60 },
			]),
		),
	});
	stopWithProcess(async () => {
		await server.stop();
		await fakes.stop();
		remove();
	});
	if (option("empty") !== true) fakes.begin(server.url).catch(() => {});
	console.log(`Serving a temporary shop on ${server.url}; write to it as a customer on ${fakes.phone}`);
} catch (error) {
	remove();
	fail(error instanceof Error ? error.message : String(error));
}
