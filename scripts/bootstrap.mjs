// Plain JavaScript without dependencies, because it runs before anything is installed and on Node 18 upwards:
// installs on first use, then continues on the project's own Node.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project folder; every script works from here, wherever it was called. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));
// Kept in the environment, because the rest may run in a process of its own.
process.env.STOREKEEP_CALLED_FROM ??= process.cwd();
/** The folder it was called in: what files that are named stand beside. */
export const calledFrom = process.env.STOREKEEP_CALLED_FROM;
process.chdir(root);
const bin = join(root, "node_modules/.bin");
const stamp = join(root, "node_modules/.lock-sha256");

/** Runs a command to its end with our terminal; returns its exit code. */
export function run(command, args, options = {}) {
	return spawnSync(command, args, { stdio: "inherit", shell: process.platform === "win32", ...options }).status ?? 1;
}

/** Runs a tool's JavaScript entry from node_modules on this Node; returns its exit code. */
export function node(script, ...args) {
	return run(process.execPath, [join("node_modules", script), ...args], { shell: false });
}

export const wrangler = (...args) => node("wrangler/bin/wrangler.js", ...args);

/** Ends the process when a step failed. */
export function must(code) {
	if (code !== 0) process.exit(code);
}

/** Prints why the command cannot go on, and ends. */
export function fail(message) {
	console.error(`\n${message}\n`);
	process.exit(1);
}

/** Was this module called as the command, rather than imported? (import.meta.main needs Node 24.) */
export const isMain = (meta) => process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(meta.url);

/** The value of `--name=value` or `--name value` (true for a bare `--name`), undefined when absent. */
export function option(name) {
	const args = process.argv.slice(2);
	for (const [at, arg] of args.entries()) {
		if (arg === `--${name}`) return args[at + 1]?.startsWith("--") === false ? args[at + 1] : true;
		if (arg.startsWith(`--${name}=`)) return arg.slice(name.length + 3);
	}
	return undefined;
}

/** Installs when needed and makes sure that the rest runs on a Node the tools accept. Call it first, before any other import. */
export async function ensureNode() {
	ensureInstalled();
	process.env.PATH = bin + delimiter + process.env.PATH;
	process.env.WRANGLER_SEND_METRICS = "false";
	const [major, minor] = process.versions.node.split(".").map(Number);
	if (major > 22 || (major === 22 && minor >= 22)) return;

	const own = join(bin, "node");
	if (!existsSync(own)) fail(`Node 22.22 or newer is needed; this is ${process.version}.`);
	const child = spawn(own, process.argv.slice(1), { stdio: "inherit", env: { ...process.env, STOREKEEP_LAUNCHER: String(process.pid) } });
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
	process.exit(await new Promise((resolve) => child.on("exit", (code) => resolve(code ?? 1))));
}

function ensureInstalled() {
	const lock = readFileSync("package-lock.json");
	const hash = createHash("sha256").update(lock).digest("hex");
	if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
	if (!holds(JSON.parse(lock))) {
		console.log("Installing dependencies (first run, or the lock changed)…");
		const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
		// A Node from node_modules must not run the npm that replaces node_modules.
		const path = (process.env.PATH ?? "").split(delimiter).filter((entry) => !entry.startsWith(join(root, "node_modules")));
		const env = { ...process.env, PATH: path.join(delimiter) };
		if (run("npm", ["ci", ...flags], { env }) !== 0 && run("npm", ["install", "--no-save", ...flags], { env }) !== 0)
			fail("Installing failed; see above.");
	}
	writeFileSync(stamp, hash);
}

/** Does node_modules already hold what the lock asks for (installed by hand)? Optional packages depend on the machine, so they do not count. */
function holds(lock) {
	const hidden = "node_modules/.package-lock.json";
	if (!existsSync(hidden)) return false;
	const there = JSON.parse(readFileSync(hidden, "utf8")).packages;
	return Object.entries(lock.packages).every(([path, wanted]) => !path || wanted.optional || there[path]?.version === wanted.version);
}
