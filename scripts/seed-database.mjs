// Loads the demo business into an empty state folder, on the same runtime and through the same code that serves it.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureNode, root, wrangler } from "./bootstrap.mjs";

await ensureNode();
const { migrate } = await import("./migrate.mjs");
const { followRuntimes } = await import("./processes.mjs");
const { localBindings, openState, persistencePath } = await import("./state.mjs");

const stateDir = openState();
/** There from when nothing was found here until the demo is whole; found at the start it means that an earlier load was cut off. */
const loading = join(stateDir, "demo.loading");
const bundle = mkdtempSync(join(tmpdir(), "storekeep-seed-"));
let runtime;
try {
	if (existsSync(loading)) {
		// Nothing else is in there: it was empty when this was written, and is served only when the demo is whole.
		rmSync(persistencePath(stateDir), { recursive: true, force: true });
		rmSync(join(stateDir, "migrated.sha256"), { force: true });
	}
	await migrate(stateDir);
	const { unstable_readConfig: readConfig } = await import("wrangler");
	const { Miniflare, convertV4MiniflareOptions } = await import("miniflare");
	const config = readConfig({ config: join(root, "wrangler.toml") });

	process.env.WRANGLER_LOG = "error";
	if (
		wrangler(
			"deploy",
			join(root, "demo/seed-worker.ts"),
			"--config",
			join(root, "wrangler.toml"),
			"--assets",
			join(root, "public"),
			"--dry-run",
			"--outdir",
			bundle,
		) !== 0
	)
		throw new Error("Bundling the demo failed; see above.");
	const modules = readdirSync(bundle)
		.filter((name) => /\.(js|wasm)$/.test(name))
		.sort((a) => (a === "seed-worker.js" ? -1 : 1))
		.map((name) => ({ type: name.endsWith(".wasm") ? "CompiledWasm" : "ESModule", path: join(bundle, name) }));

	followRuntimes();
	runtime = new Miniflare(
		convertV4MiniflareOptions({
			name: config.name,
			modules,
			rootPath: bundle,
			modulesRoot: bundle,
			compatibilityDate: config.compatibility_date,
			compatibilityFlags: config.compatibility_flags,
			cf: false,
			telemetry: { enabled: false },
			resourcePersistencePath: persistencePath(stateDir),
			bindings: localBindings(stateDir, { url: "http://127.0.0.1" }),
			d1Databases: Object.fromEntries(config.d1_databases.map(({ binding, database_id: id }) => [binding, id])),
			durableObjects: Object.fromEntries(
				config.durable_objects.bindings.map(({ name, class_name: className }) => [name, { className, useSQLite: true }]),
			),
			r2Buckets: Object.fromEntries(config.r2_buckets.map(({ binding, bucket_name: name }) => [binding, name])),
			queueProducers: Object.fromEntries(config.queues.producers.map(({ binding, queue }) => [binding, { queueName: queue }])),
		}),
	);
	const { isEmpty } = await ask("GET");
	if (isEmpty) {
		writeFileSync(loading, "");
		const { lines } = await ask("POST");
		rmSync(loading);
		for (const line of lines) console.log(line);
	} else console.log("There is data here already; the demo was not loaded.");
} catch (error) {
	process.exitCode = 1;
	console.error(error instanceof Error ? error.message : error);
} finally {
	await runtime?.dispose();
	rmSync(bundle, { recursive: true, force: true });
}

async function ask(method) {
	const response = await runtime.dispatchFetch("http://seed/", { method });
	if (!response.ok) throw new Error(`Loading the demo failed: ${await response.text()}`);
	return await response.json();
}
