// Where a local Storekeep keeps everything: databases, files, Durable Objects and its own generated secrets.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const marker = ".storekeep-state";
/** Says who serves the folder while somebody does. */
const served = "served.json";

/** What a person may set in the environment of `npm start` and `npm run dev` (see the configuration table of the README). */
export const passedOn = [
	"SESSION_SECRET",
	"JWT_SECRET",
	"AUTH_JWT_SECRET",
	"SERVICE_JWT_SECRET",
	"ENCRYPTION_KEYS",
	"PUBLIC_URL",
	"REDIRECT_URI",
	"WEBHOOK_URL",
	"API_ORIGINS",
	"RESEND_API_KEY",
	"RESEND_FROM",
	"RESEND_WEBHOOK_SECRET",
	"RESEND_TEST_TO",
	"GOOGLE_CLIENT_ID",
	"GOOGLE_CLIENT_SECRET",
	"SHOPIFY_CLIENT_ID",
	"SHOPIFY_CLIENT_SECRET",
	"SHOPIFY_API_VERSION",
	"PROKIP_API",
	"META_GRAPH_VERSION",
	"CATALOG_MOSCOT_PATH",
	"CATALOG_DELAY_MS",
	"MOCK_MODE",
	"TELEMETRY_DISABLED",
];

/**
 * Opens (or makes) the state folder and returns its absolute path. An existing folder is used as it is.
 * `fresh` empties it first, but only a folder that carries our marker: a mistyped STATE_DIR must not cost anybody their files.
 * With `port` the folder is held for whoever is served there, as long as this process lives: two runtimes would write one database.
 * @param {{ dir?: string, fresh?: boolean, port?: number }} [options]
 */
export function openState({ dir = process.env.STATE_DIR || ".state", fresh = false, port } = {}) {
	const path = resolve(dir);
	if (existsSync(path) && !statSync(path).isDirectory()) throw new Error(`STATE_DIR ${path} is a file, not a folder.`);
	if (port !== undefined) assertUnserved(path);
	const entries = existsSync(path) ? readdirSync(path) : [];
	if (fresh && entries.length > 0) {
		if (!entries.includes(marker))
			throw new Error(`Refusing to empty ${path}: it is not empty and not a Storekeep state folder (no ${marker} in it).`);
		// The marker goes last, so that an interrupted run can be repeated.
		for (const entry of entries) if (entry !== marker) rmSync(join(path, entry), { recursive: true, force: true });
	}
	mkdirSync(path, { recursive: true });
	if (entries.length === 0) writeFileSync(join(path, marker), "Local data of Storekeep. --fresh empties this folder.\n");
	if (port !== undefined) hold(path, port);
	return path;
}

function assertUnserved(path) {
	const file = join(path, served);
	const { pid, port } = servedBy(file);
	if (pid === undefined || pid === process.pid || !lives(pid)) return;
	throw new Error(
		`${path} is being served already, on port ${port} by process ${pid}. Stop that one, or set STATE_DIR to another folder. (If process ${pid} is something else, which can be after a power cut, remove ${file}.)`,
	);
}

/** Who serves a folder. Nobody where the file says nothing readable: what holds a folder is written whole, so that is left of a power cut. */
function servedBy(file) {
	try {
		const { pid, port } = JSON.parse(readFileSync(file, "utf8"));
		return Number.isInteger(pid) && pid > 0 ? { pid, port } : {};
	} catch (error) {
		if (error.code === "ENOENT" || error instanceof SyntaxError || error instanceof TypeError) return {};
		throw error;
	}
}

/** Written beside and renamed: nobody ever reads half of it. */
function hold(path, port) {
	const file = join(path, served);
	const draft = `${file}.${process.pid}`;
	writeFileSync(draft, JSON.stringify({ pid: process.pid, port }));
	renameSync(draft, file);
	process.once("exit", () => rmSync(file, { force: true }));
}

function lives(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === "EPERM";
	}
}

/** Where the runtime keeps databases and files: the same layout for wrangler (`--persist-to`), dev and serve. */
export const persistencePath = (stateDir) => join(stateDir, "v3");

/** The local secrets of a state folder, made once. Deleting secrets.json signs everybody out and makes stored credentials unreadable. */
export function localSecrets(stateDir) {
	const file = join(stateDir, "secrets.json");
	const known = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
	const secrets = {
		SESSION_SECRET: secret(),
		SERVICE_JWT_SECRET: secret(),
		ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
		...known,
	};
	if (Object.keys(known).length !== Object.keys(secrets).length)
		writeFileSync(file, `${JSON.stringify(secrets, null, "\t")}\n`, { mode: 0o600 });
	return secrets;
}

const secret = () => randomBytes(32).toString("base64url");

/** The variables that make a run local: they exist only at run time, never in the build output or in wrangler.toml. */
export function localBindings(stateDir, { url, env = {} }) {
	return { PUBLIC_URL: url, ...localSecrets(stateDir), ...env, ENVIRONMENT: "local" };
}

/** What the environment says about the configuration, to be passed as `env` by start and dev (tests stay untouched by the machine). */
export function configuredByEnvironment() {
	const set = Object.fromEntries(passedOn.filter((name) => process.env[name]).map((name) => [name, process.env[name]]));
	// SESSION_SECRET goes under two older names too; a generated one must not win over them.
	const session = set.SESSION_SECRET ?? set.JWT_SECRET ?? set.AUTH_JWT_SECRET;
	return session ? { ...set, SESSION_SECRET: session } : set;
}
