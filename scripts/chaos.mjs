// Kills the served process with SIGKILL in the middle of everything (scripts/chaos-acts.mjs), again and again, and asks the databases whether anything was lost,
// doubled or left half done. Then everything goes wrong between a shop and its platforms (tests/integration/channels/chaos.test.ts), a seed a round.
// `--rounds=20`, `--clients=8`, `--seed=1`, `--storms=10`.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureNode, fail, node, option } from "./bootstrap.mjs";

await ensureNode();
const { build } = await import("./build.mjs");
const { actor, furnish, importer } = await import("./chaos-acts.mjs");
const { brokenIn } = await import("./chaos-invariants.mjs");
const { migrate } = await import("./migrate.mjs");
const { serve } = await import("./serve.mjs");
const { openState, persistencePath } = await import("./state.mjs");
const { DatabaseSync } = await import("node:sqlite");

const rounds = Number(option("rounds") ?? 20);
const clients = Number(option("clients") ?? 8);
const storms = Number(option("storms") ?? 10);
let seed = Number(option("seed") ?? Date.now() % 1_000_000);
const stormSeed = seed;
console.log(`chaos: ${rounds} rounds, ${clients} clients, ${storms} storms, seed ${seed}`);
const random = () => {
	seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
	return seed / 0x7fffffff;
};
const pick = (list) => list[Math.floor(random() * list.length)];

if (build({ onlyIfChanged: true }) !== 0) fail("The build failed; see above.");
const dir = mkdtempSync(join(tmpdir(), "storekeep-chaos-"));
const stateDir = openState({ dir });
await migrate(stateDir);

const password = "chaos is a ladder";
const serving = () =>
	serve({
		stateDir,
		quiet: true,
		crons: false,
		ratelimits: Object.fromEntries(
			["API_CALLS", "ADDRESS_CALLS", "PAGE_CALLS", "WEBHOOK_CALLS", "WEBHOOK_SENDER_CALLS"].map((name) => [
				name,
				{ limit: 1_000_000, period: 60 },
			]),
		),
	});
let server = await serving();
let serial = 0;
const tally = { requests: 0, acked: 0, refused: 0, ambiguous: 0, settledByRepeat: 0, registrations: 0, registrationsCutOff: 0 };

/** One HTTP call, from an address of its own where addresses are counted. `null` when the connection broke: whether it took effect, nobody knows. */
async function call(method, path, { token, body, key, from } = {}) {
	tally.requests += 1;
	try {
		const response = await fetch(server.url + path, {
			method,
			headers: {
				"Content-Type": "application/json",
				...(token && { Authorization: `Bearer ${token}` }),
				...(key && { "Idempotency-Key": key }),
				...(from && { "CF-Connecting-IP": from }),
			},
			body: body && JSON.stringify(body),
			signal: AbortSignal.timeout(20_000),
		});
		return { status: response.status, body: await response.json() };
	} catch {
		return null;
	}
}

async function openShop() {
	const email = `chaos-${++serial}@shop.example`;
	const { status, body } = await call("POST", "/api/auth/register", {
		body: { email, password, businessName: `Chaos ${serial}`, currency: "DKK" },
	});
	if (status !== 201) throw new Error(`registering answered ${status}: ${JSON.stringify(body)}`);
	const { body: signedIn } = await call("POST", "/api/auth/login", { body: { email, password }, from: email });
	const products = [];
	for (let n = 0; n < 6; n++) {
		const added = await call("POST", "/api/products", {
			token: signedIn.token,
			body: { storeId: body.store.id, name: `Frame ${n}`, price: "100.00", initialStock: n < 2 ? 5 : 500 },
		});
		if (added.status !== 201) throw new Error(`adding a product answered ${added.status}: ${JSON.stringify(added.body)}`);
		products.push(added.body.id);
	}
	const shop = {
		token: signedIn.token,
		storeId: body.store.id,
		businessId: body.business.id,
		products,
		sales: [],
		transfers: [],
		imports: [],
	};
	return furnish(shop, call);
}

const shops = [await openShop(), await openShop()];
/** Every act that may have an effect, by its key, with what we know of it. */
const acts = new Map();
const act = actor({ call, random, pick, next: () => ++serial });
const files = importer({ call, next: () => ++serial });

/** Tells what became of an act. The same key sent again must answer as it did the first time. */
async function perform(which) {
	const answer = await call(which.method, which.path, { token: which.shop.token, body: which.body, key: which.key });
	if (answer === null || answer.status >= 500) {
		which.state = "ambiguous";
		which.cutOff = true;
	} else if (answer.status >= 400) {
		which.state = "refused";
		if (answer.status !== 409) throw new Error(`${which.method} ${which.path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
	} else {
		if (which.state === "acked" && JSON.stringify(which.answer) !== JSON.stringify(answer.body))
			throw new Error(`key ${which.key} answered two different things`);
		which.state = "acked";
		which.answer = answer.body;
		which.learned?.(answer.body);
	}
	return which;
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const emails = [];
/** Registers new businesses all along, so that kills fall between the two databases. */
async function registrations(running) {
	while (running()) {
		const email = `late-${++serial}@shop.example`;
		tally.registrations += 1;
		const answer = await call("POST", "/api/auth/register", { body: { email, password, businessName: email }, from: email });
		emails.push({ email, acked: answer?.status === 201 });
		if (answer === null) tally.registrationsCutOff += 1;
	}
}

async function round() {
	let up = true;
	const running = () => up;
	// Each begins with another kind of act, so that none of them is ever left out.
	const work = Array.from({ length: clients }, async (_, client) => {
		for (let n = 0; up; n++) {
			const which = await act(pick(shops), n === 0 ? client : undefined);
			if (!which) {
				await wait(20);
				continue;
			}
			acts.set(which.key, which);
			await perform(which);
		}
	});
	const beside = [registrations(running), registrations(running), ...shops.map((shop) => files.goOn(shop, running))];
	// In the middle of what they do, however slow the machine is: once some of it is done.
	const { requests } = tally;
	while (tally.requests < requests + 3 * clients) await wait(20);
	await wait(random() * 500);
	up = false;
	await server.kill();
	await Promise.all([...work, ...beside]);
	server = await serving();
}

/** Every database file of the local state, by what is in it. */
function databases() {
	const folder = join(persistencePath(stateDir), "d1", "miniflare-D1DatabaseObject");
	return readdirSync(folder)
		.filter((name) => name.endsWith(".sqlite") && name !== "metadata.sqlite")
		.map((name) => new DatabaseSync(join(folder, name), { readOnly: true }))
		.map((database) => ({
			database,
			tables: new Set(
				database
					.prepare("SELECT name FROM sqlite_master")
					.all()
					.map((row) => row.name),
			),
		}));
}

const violations = [];
const holds = (what, broken) => {
	if (broken.length > 0) violations.push(`${what}: ${JSON.stringify(broken.slice(0, 3))}`);
};

function check() {
	for (const { database, tables } of databases()) {
		const all = (sql) => database.prepare(sql).all();
		holds(
			"quick_check",
			all("PRAGMA quick_check").filter((row) => row.quick_check !== "ok"),
		);
		if (tables.has("stockLevels")) {
			for (const [what, broken] of brokenIn(all)) holds(what, broken);
			const stored = new Set(all("SELECT key FROM idempotencyKeys").map((row) => row.key));
			const businesses = new Set(all("SELECT businessId FROM businesses").map((row) => row.businessId));
			const acked = [...acts.values()].filter(({ shop, state }) => state === "acked" && businesses.has(shop.businessId));
			holds(
				"every acknowledged key is there",
				acked.filter(({ key }) => !stored.has(key)).map(({ key }) => key),
			);
		}
		database.close();
	}
}

async function settleRegistrations() {
	for (const { email, acked } of emails) {
		const login = await call("POST", "/api/auth/login", { body: { email, password }, from: email });
		if (acked && login.status !== 200) violations.push(`acknowledged registration ${email} cannot sign in: ${login.status}`);
		if (login.status === 200) continue;
		const again = await call("POST", "/api/auth/register", { body: { email, password, businessName: email }, from: email });
		// A name reserved by a registration that was cut off is free after its grace; until then it says so.
		if (again.status !== 201 && again.status !== 409) violations.push(`registering ${email} again answered ${again.status}`);
		if (again.status === 409 && (await call("POST", "/api/auth/login", { body: { email, password }, from: email })).status !== 200) {
			const { database } = databases().find(({ tables }) => tables.has("logins"));
			const [login] = database.prepare("SELECT state FROM logins WHERE name = ?").all(email);
			database.close();
			if (login?.state !== "pending") violations.push(`${email} can neither sign in nor register: ${JSON.stringify(login)}`);
		}
	}
}

try {
	for (let n = 1; n <= rounds; n++) {
		await round();
		for (const which of [...acts.values()].filter(({ state }) => state === "ambiguous")) {
			tally.ambiguous += 1;
			const before = which.state;
			await perform(which);
			if (which.state === before) violations.push(`${which.key} is still ambiguous after a quiet repeat`);
			if (which.state === "acked") tally.settledByRepeat += 1;
		}
		for (const which of [...acts.values()].filter(({ state }) => state === "acked").slice(-20)) await perform(which);
		check();
		process.stdout.write(`round ${n}: ${acts.size} acts, ${tally.ambiguous} ambiguous so far, ${violations.length} violations\n`);
		if (violations.length > 0) break;
	}
	await settleRegistrations();
	for (const shop of shops) violations.push(...(await files.finish(shop)));
	check();
	tally.acked = [...acts.values()].filter(({ state }) => state === "acked").length;
	tally.refused = [...acts.values()].filter(({ state }) => state === "refused").length;
	const kindOf = ({ method, path }) => `${method} ${path.replace(/[0-9a-f-]{36}/g, ":id")}`;
	const kinds = Map.groupBy(acts.values(), kindOf);
	const cutOff = Object.fromEntries(
		[...kinds].map(([kind, each]) => [kind, `${each.filter((one) => one.cutOff).length} of ${each.length}`]),
	);
	console.log(JSON.stringify({ rounds, ...tally, cutOff, violations }));
} finally {
	await server.stop();
	rmSync(dir, { recursive: true, force: true });
}
if (violations.length > 0) fail(violations.join("\n"));

if (storms > 0) {
	Object.assign(process.env, { CHAOS_ROUNDS: String(storms), CHAOS_SEED: String(stormSeed) });
	if (node("vitest/vitest.mjs", "run", "--project", "alone", "tests/integration/channels/chaos.test.ts") !== 0)
		fail("A shop and its platforms do not agree; see above.");
}
