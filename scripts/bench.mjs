// How fast the production build is, beside what the same work costs with nothing around it, measured in the same run.
// One JSON line per route on stdout (`--routes=realtime`: the fan-out to open pages; `--routes=matrix`: a save of 500; `--routes=import`: a file of 20,000; `--routes=chats,inbox`: conversations; `--routes=vendors`: a catalog of 50,000; `--routes=suggestions`: what to order in five stores; `--routes=channels`: shops elsewhere), progress on stderr. tests/bench/README.md tells how to read them.
// `--seconds=2`, `--rounds=5`, `--routes=dashboard,sales`, `--sales=100000`, `--products=10000`, `--messages=1000`, `--quick`.
import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ensureNode, fail, option, root } from "./bootstrap.mjs";

await ensureNode();
const { build } = await import("./build.mjs");
const { migrate } = await import("./migrate.mjs");
const { listen } = await import("./fakes.mjs");
const { stopWithProcess } = await import("./processes.mjs");
const { openState } = await import("./state.mjs");
const { buildFloor } = await import("../tests/bench/build-floor.mjs");
const { measureChannels } = await import("../tests/bench/channels.ts");
const { measureFanOut } = await import("../tests/bench/fan-out.ts");
const { measureImport } = await import("../tests/bench/import.ts");
const { measureInbox, talkAccount } = await import("../tests/bench/inbox.ts");
const { load } = await import("../tests/bench/load.ts");
const { loadChats } = await import("../tests/bench/load-chats.ts");
const { measureMatrix } = await import("../tests/bench/matrix.ts");
const { measurePair, measureAlone } = await import("../tests/bench/measure.ts");
const { bareFloors, routesFor } = await import("../tests/bench/routes.ts");
const { copyState, hadItsNight, shardFile } = await import("../tests/bench/state.ts");
const { enrolTills } = await import("../tests/bench/tills.ts");
const { costOf, once, target } = await import("../tests/bench/traffic.ts");
const { measureVendors } = await import("../tests/bench/vendors.ts");
const { violations } = await import("../tests/bench/verify.ts");

const quick = option("quick") === true;
const seconds = Number(option("seconds") ?? (quick ? 1 : 2));
const rounds = Number(option("rounds") ?? (quick ? 3 : 5));
const sales = Number(option("sales") ?? (quick ? 10_000 : 100_000));
const products = Number(option("products") ?? (quick ? 2_000 : 10_000));
const wanted = typeof option("routes") === "string" ? option("routes").split(",") : [""];
const chats = Number(option("chats") ?? (quick ? 5_000 : 50_000));
const messages = Number(option("messages") ?? (quick ? 100 : 1000));
const fewer = Math.round(sales / 10);

const say = (line) => process.stderr.write(`${line}\n`);
const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const problems = [];

if (build({ onlyIfChanged: true }) !== 0) fail("The build failed; see above.");
const floorConfig = buildFloor();
const dir = mkdtempSync(join(tmpdir(), "storekeep-bench-"));
const servers = new Set();
async function cleanUp() {
	for (const stop of [...servers]) await stop();
	rmSync(dir, { recursive: true, force: true });
}
stopWithProcess(cleanUp);

/** Starts a server in a process of its own. */
async function start(stateDir, configPath, env) {
	const child = fork(join(root, "tests/bench/server.mjs"), { execArgv: [], stdio: ["ignore", "inherit", "inherit", "ipc"] });
	const ended = new Promise((resolve) => child.once("exit", resolve));
	const stop = async () => {
		servers.delete(stop);
		if (child.connected) child.disconnect();
		await ended;
	};
	servers.add(stop);
	child.send({ stateDir, ...(configPath && { configPath }), ...(env && { env }) });
	const started = await Promise.race([new Promise((resolve) => child.once("message", resolve)), ended.then(() => null)]);
	if (!started) throw new Error("A server ended before it had begun; see above.");
	const worked = () => {
		const told = new Promise((resolve) => child.once("message", (message) => resolve(message.worked)));
		child.send({ wantsWorked: true });
		return told;
	};
	return { ...target(started), stop, cronAt: (at) => child.send({ cronAt: at }), worked };
}

/** One business, as people open one, the tokens of its owner, and its tills. */
async function register(stateDir) {
	const server = await start(stateDir);
	const owner = { email: "owner@bench.example", password: "a bench is to sit on" };
	const post = (path, body) => once(server, { method: "POST", path, headers: {}, body: JSON.stringify(body) });
	await post("/api/auth/register", { ...owner, name: "Owner", businessName: "Bench", storeName: "First", currency: "DKK" });
	const { headers, text } = await post("/api/auth/login", owner);
	const { token } = JSON.parse(text);
	const tills = await enrolTills((ask) => once(server, ask), token);
	await server.stop();
	return { token, cookie: headers["set-cookie"][0].split(";")[0], tills };
}

/** A copy of the registered business with so many sales and conversations in it, and whether it is sound. */
function loaded(base, count, talks, stores = 3) {
	const stateDir = copyState(base, join(dir, `sales-${count}-${stores}`));
	const begun = performance.now();
	const known = load(shardFile(stateDir), { products, stores, sales: count, days: 90, now: Date.now() });
	const took = Math.round(performance.now() - begun);
	const talked = loadChats(shardFile(stateDir), { chats: talks, now: Date.now() });
	check(stateDir, `after loading ${count} sales`);
	say(
		`loaded ${products} products, ${talks} conversations, ${count} sales, ${known.lines} lines, ${known.facts} daily facts in ${took} ms; every invariant holds or is named below`,
	);
	return { stateDir, known: { ...known, ...talked } };
}

/** The minute of the hour at which outlooks are ordered. */
const nightly = 3;

/** The night a business of that age has behind it; without it home counts best sellers from the facts of the week. */
async function night(stateDir, stores = 3) {
	const begun = performance.now();
	const server = await start(stateDir);
	server.cronAt(new Date().setUTCMinutes(nightly));
	while (!hadItsNight(shardFile(stateDir))) {
		if (performance.now() - begun > 300_000) throw new Error("The night of 10,000 products is not over after five minutes.");
		await wait(500);
	}
	await server.stop();
	say(`a night's outlooks of ${products} products in ${stores} stores in ${Math.round(performance.now() - begun)} ms`);
}

function check(stateDir, when) {
	for (const violation of violations(shardFile(stateDir))) problems.push(`${when}: ${violation}`);
}

/** What is asked at both sizes, to see what grows with the number of sales. */
function questions({ token, cookie, steady, storeIds, hers, line, quiet, label }) {
	const headers = { Authorization: `Bearer ${token}` };
	const read = (path) => ({ method: "GET", path: `/api/v1/${path}`, headers });
	return {
		home: { method: "GET", path: "/", headers: { Cookie: cookie } },
		dashboard: read("dashboard"),
		prediction: read(`predictions/${steady}`),
		"product list": read("products?limit=50"),
		product: read(`products/${steady}`),
		"chat list": read("chats?limit=50"),
		"chat list, open": read("chats?status=OPEN&limit=50"),
		"chat list, resolved by somebody on a line": read(`chats?status=RESOLVED&assignee=${hers}&connectionId=${line}&limit=50`),
		"chat list, somebody's where they have none": read(`chats?assignee=${hers}&connectionId=${quiet}&limit=50`),
		"chat list, a label of somebody on a line": read(`chats?label=${label}&assignee=${hers}&connectionId=${line}&limit=50`),
		"chat list, a label of somebody who has none": read(`chats?label=${label}&assignee=${hers}&connectionId=${quiet}&limit=50`),
		"chat list, unread": read("chats?unread=true&limit=50"),
		sale: {
			method: "POST",
			path: "/api/v1/sales",
			headers,
			body: JSON.stringify({ storeId: storeIds[0], productId: steady, quantity: 1 }),
		},
	};
}

/** A page of fifty conversations reads this much at most, however many there are and whatever it is narrowed to. */
const mostOfAList = 1000;

/** What each costs in rows, at one size. */
async function rowsRead(stateDir, known) {
	const server = await start(stateDir);
	const read = {};
	for (const [name, ask] of Object.entries(questions(known))) read[name] = costOf((await once(server, ask)).headers).rowsRead;
	await server.stop();
	return read;
}

try {
	const base = openState({ dir: join(dir, "base") });
	await migrate(base);
	const session = await register(base);

	const small = loaded(base, fewer, Math.round(chats / 10));
	const large = loaded(base, sales, chats);
	if (problems.length === 0) {
		await night(small.stateDir);
		await night(large.stateDir);
		const [few, many] = [
			await rowsRead(small.stateDir, { ...small.known, ...session }),
			await rowsRead(large.stateDir, { ...large.known, ...session }),
		];
		for (const name of Object.keys(few))
			tell({ rowsRead: name, [`at${fewer}Sales`]: few[name], [`at${sales}Sales`]: many[name], equal: few[name] === many[name] });
		for (const name of ["dashboard", "prediction"]) {
			if (few[name] !== many[name]) problems.push(`${name} reads ${few[name]} rows at ${fewer} sales and ${many[name]} at ${sales}`);
		}
		for (const [name, rows] of Object.entries(many))
			if (name.startsWith("chat list") && rows > mostOfAList) problems.push(`${name} reads ${rows} rows at ${chats} conversations`);

		const known = { ...large.known, ...session, storeId: large.known.storeIds[0], q: "freja hav" };
		const floorState = copyState(large.stateDir, join(dir, "floor"));
		const ours = await start(large.stateDir);
		const floor = await start(floorState, floorConfig);
		await once(floor, {
			method: "POST",
			path: "/record",
			headers: {},
			body: JSON.stringify({
				token: known.token,
				storeId: known.storeId,
				productId: known.productIds[0],
				productIds: known.productIds.slice(0, 3),
				q: known.q,
				tills: known.tills,
			}),
		});
		for (const bare of bareFloors())
			tell({ floor: bare.name, ...(await measureAlone(floor, bare.ask, { seconds, rounds: Math.min(rounds, 3) })) });
		for (const route of routesFor(known).filter(({ name }) => wanted.some((part) => name.includes(part)))) {
			say(`measuring ${route.name}`);
			tell({ route: route.name, ...(await measurePair({ ours, floor, route, seconds, rounds })) });
		}
		if (wanted.some((part) => "realtime".includes(part))) {
			say("measuring realtime fan-out");
			const { sale } = questions(known);
			tell({
				fanOut: "a sale heard by every open page",
				...(await measureFanOut(ours, {
					sockets: 200,
					sales: quick ? 50 : 100,
					cookie: known.cookie,
					productId: known.steady,
					storeId: known.storeId,
					sale: () => sale,
				})),
			});
		}
		if (wanted.some((part) => "matrix".includes(part))) {
			say("measuring the matrix of a style");
			tell({ matrix: "a style of 500 products", ...(await measureMatrix(ours, { ...known, saves: quick ? 20 : 60 })) });
		}
		if (wanted.some((part) => "import".includes(part))) {
			say("measuring the import of a file");
			tell({
				import: "a file of products, new and then the same again",
				...(await measureImport(ours, { ...known, rows: quick ? 5000 : 20_000 })),
			});
		}
		if (wanted.some((part) => "vendors".includes(part))) {
			say("measuring a vendor's catalog");
			tell({ vendors: "a vendor's catalog, read and linked", ...(await measureVendors(ours, { ...known, items: quick ? 5000 : 50_000 })) });
		}
		await ours.stop();
		await floor.stop();
		if (wanted.some((part) => "inbox".includes(part))) {
			say("measuring what customers write");
			const { account, app } = talkAccount();
			const meta = await listen(app);
			const served = await start(large.stateDir, undefined, { MOCK_MODE: "1", META_MOCK_URL: meta.url });
			const file = shardFile(large.stateDir);
			const { inbound, broadcast } = await measureInbox(served, {
				...{ account, file, cookie: known.cookie, token: known.token },
				...{ messages, sockets: 500, answers: quick ? 10 : 50 },
			});
			tell({ inbox: "a customer's message on a second screen", ...inbound });
			tell({ inbox: "an answer on every page that has the chat open", ...broadcast });
			await served.stop();
			await meta.stop();
		}
		if (wanted.some((part) => "channels".includes(part))) {
			say("measuring shops elsewhere");
			// A state of its own: what waits to be sent there is no sale yet, and no sale of the others.
			const stateDir = copyState(large.stateDir, join(dir, "channels"));
			const { route, receipt, imported, across, levels } = await measureChannels({
				...{ start, listen, stateDir, file: shardFile(stateDir), cookie: known.cookie, token: known.token },
				floor: { configPath: floorConfig, copy: () => copyState(stateDir, join(dir, "floor-of-channels")) },
				...{ seconds, rounds, orders: quick ? 50 : 500, skus: quick ? 200 : 1000, pushes: quick ? 2 : 5, bought: quick ? 20 : 100 },
			});
			tell({ route, ...receipt });
			tell({ channels: "an order at one shop on the shelf of another", ...across });
			tell({ channels: "orders of a web shop that waited, taken in", ...imported });
			for (const [platform, cost] of Object.entries(levels)) tell({ channels: `levels set at ${platform}, all of them changed`, ...cost });
		}
		if (wanted.some((part) => "suggestions".includes(part))) {
			const { stateDir } = loaded(base, fewer, Math.round(chats / 10), 5);
			await night(stateDir, 5);
			const five = await start(stateDir);
			const ask = { method: "GET", path: "/api/v1/purchasing/suggestions", headers: { Authorization: `Bearer ${session.token}` } };
			say("measuring what to order");
			const items = JSON.parse((await once(five, ask)).text).items.length;
			tell({ suggestions: `${products} products in 5 stores`, items, ...(await measureAlone(five, () => ask, { seconds, rounds })) });
			await five.stop();
		}
		check(large.stateDir, "after the measured sales");
		check(floorState, "after the floor's sales");
	}
} catch (error) {
	problems.push(error instanceof Error ? error.message : String(error));
} finally {
	await cleanUp();
}
if (problems.length > 0) fail(problems.join("\n"));
