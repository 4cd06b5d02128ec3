import { existsSync } from "node:fs";
import { run } from "./bootstrap.mjs";
import { migrate } from "./migrate.mjs";

/** Makes a state folder ready to serve: migrations, then the demo business where there is none yet. */
export async function prepare(stateDir, { demo = true } = {}) {
	const applied = await migrate(stateDir);
	if (applied.length > 0) console.log(`Databases: ${applied.length} migration${applied.length === 1 ? "" : "s"} applied.`);
	if (!demo || !existsSync("scripts/seed-database.mjs")) return;
	const env = { ...process.env, STATE_DIR: stateDir };
	if (run(process.execPath, ["scripts/seed-database.mjs"], { env, shell: false }) !== 0)
		throw new Error("Loading the demo data failed; see above.");
}
