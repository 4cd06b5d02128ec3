// Types and lint: generated types, tsc, biome lint and biome format.
import { ensureNode, isMain, node, wrangler } from "./bootstrap.mjs";

/** Runs each check to its end; returns name and exit code of each. Types are checked only when they could be generated. */
export function validate() {
	process.env.WRANGLER_LOG = "error"; // `wrangler types` has no --log-level
	const checks = [{ name: "wrangler types", code: wrangler("types") }];
	delete process.env.WRANGLER_LOG;
	checks.push({ name: "react-router typegen", code: node("@react-router/dev/bin.cjs", "typegen") });
	checks.push({ name: "tsc", code: node("typescript/bin/tsc", "--noEmit") });
	checks.push({ name: "biome lint", code: node("@biomejs/biome/bin/biome", "lint", "--error-on-warnings") });
	checks.push({ name: "biome format", code: node("@biomejs/biome/bin/biome", "format") });
	return checks;
}

if (isMain(import.meta)) {
	await ensureNode();
	const failed = validate().filter(({ code }) => code !== 0);
	console.log(failed.length === 0 ? "Types, lint and format are in order." : `Failed: ${failed.map(({ name }) => name).join(", ")}`);
	process.exit(failed.length === 0 ? 0 : 1);
}
