// Bundles the floor worker, as the demo's loader is, into build/floor, with the settings of the built product.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, wrangler } from "../../scripts/bootstrap.mjs";

const outdir = join(root, "build/floor");
const entry = "floor-worker";

/** Builds; returns the configuration to serve. Needs build/server. @throws Error when bundling fails, whose reasons have been printed */
export function buildFloor() {
	rmSync(outdir, { recursive: true, force: true });
	process.env.WRANGLER_LOG = "error";
	const code = wrangler(
		"deploy",
		join(root, `tests/bench/${entry}.tsx`),
		"--config",
		join(root, "wrangler.toml"),
		"--assets",
		join(root, "public"),
		"--dry-run",
		"--minify",
		"--define",
		'process.env.NODE_ENV:"production"',
		"--outdir",
		outdir,
	);
	if (code !== 0) throw new Error("Bundling the floor failed; see above.");
	for (const file of readdirSync(outdir)) if (/\.map$|^README/.test(file)) rmSync(join(outdir, file));
	const settings = JSON.parse(readFileSync(join(root, "build/server/wrangler.json"), "utf8"));
	const configPath = join(outdir, "wrangler.json");
	writeFileSync(configPath, JSON.stringify({ ...settings, configPath, main: `${entry}.js` }));
	return configPath;
}
