// The production build into build/: build/client (assets) and build/server (worker and wrangler.json).
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { ensureNode, isMain, must, run } from "./bootstrap.mjs";
import { writeOfflineTill } from "./offline-till.mjs";

const stamp = "build/.sources-sha256";
const sources = ["app", "workers", "messages", "public"];
const settings = ["package.json", "package-lock.json", "wrangler.toml", "tsconfig.json", "vite.config.ts", "react-router.config.ts"];

/** Builds; with `onlyIfChanged` not when the sources are those of the last build. */
export function build({ onlyIfChanged = false } = {}) {
	const hash = sourceHash();
	if (onlyIfChanged && existsSync("build/server/wrangler.json") && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return 0;
	// A failed build must not leave the stamp of an older one beside half of a new one.
	rmSync(stamp, { force: true });
	// Whoever calls it: under the environment of tests React's development half would be bundled.
	const env = { ...process.env, NODE_ENV: "production" };
	const code = run(process.execPath, ["node_modules/@react-router/dev/bin.cjs", "build"], { shell: false, env });
	// The Vite plugin copies a .dev.vars of the machine into the output; a build holds no settings of anybody.
	rmSync("build/server/.dev.vars", { force: true });
	if (code !== 0) return code;
	writeOfflineTill();
	writeFileSync(stamp, hash);
	return code;
}

function sourceHash() {
	const hash = createHash("sha256");
	const files = sources
		.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
		.filter((entry) => entry.isFile())
		.map((entry) => `${entry.parentPath}/${entry.name}`);
	for (const file of [...files.sort(), ...settings]) hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
	return hash.digest("hex");
}

if (isMain(import.meta)) {
	await ensureNode();
	must(build());
}
