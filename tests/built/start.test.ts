import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { freePort } from "../../scripts/port.mjs";
import { eachMinute } from "../../scripts/serve.mjs";

/** `npm start` as a newcomer meets it: one shop, started once for the file, and what may go wrong around it; and `npm run dev` over the same folder. */

const folder = mkdtempSync(join(tmpdir(), "storekeep-start-"));
const stateDir = join(folder, "state");
let port = 0;
let shop: Command;

type Command = { child: ChildProcess; said: () => string; ended: Promise<number | null> };

function run(script: string, args: string[] = [], env: Record<string, string> = {}, cwd = "."): Command {
	const child = spawn(process.execPath, [`scripts/${script}.mjs`, ...args], {
		cwd,
		env: { ...process.env, STATE_DIR: stateDir, PORT: String(port), TMPDIR: folder, ...env },
		stdio: ["ignore", "pipe", "pipe"],
	});
	let said = "";
	for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
	return { child, said: () => said, ended: once(child, "close").then(([code]) => code) };
}

/** Signs in with the first login the command printed. */
async function signIn(): Promise<number> {
	const [, email, password] = /^ {2}(\S+@\S+) +(\S+) +.*owner of/m.exec(shop.said()) ?? [];
	const response = await fetch(`http://127.0.0.1:${port}/api/auth/login`, {
		method: "POST",
		headers: { "Content-Type": "application/json" },
		body: JSON.stringify({ email, password }),
	});
	await response.arrayBuffer();
	return response.status;
}

async function start(): Promise<void> {
	shop = run("start");
	await vi.waitFor(() => expect(shop.said()).toContain("Data is in"), { timeout: 240_000, interval: 200 });
}

beforeAll(async () => {
	port = await freePort();
	// The first start is cut off while the demo is loaded: the next one begins anew, and the shop is whole.
	const cut = run("seed-database");
	await vi.waitFor(() => expect(existsSync(join(stateDir, "demo.loading"))).toBe(true), { timeout: 180_000, interval: 20 });
	cut.child.kill("SIGKILL");
	await cut.ended;
	await start();
}, 480_000);
afterAll(async () => {
	shop?.child.kill("SIGKILL");
	await shop?.ended;
	rmSync(folder, { recursive: true, force: true });
});

test("it serves the demo where it was told to, and prints who may sign in", async () => {
	expect(shop.said()).toContain(`Storekeep is running on http://127.0.0.1:${port}`);
	expect(shop.said()).toContain(stateDir);
	expect(await signIn()).toBe(200);
});

test("a second one on its port, or on its folder, says so, ends, and has emptied nothing", async () => {
	const samePort = run("start", ["--fresh"], { STATE_DIR: join(folder, "other") });
	expect(await samePort.ended).toBe(1);
	expect(samePort.said()).toContain(`Port ${port} is taken`);
	const sameFolder = run("start", ["--fresh"], { PORT: String(await freePort()) });
	expect(await sameFolder.ended).toBe(1);
	expect(sameFolder.said()).toContain(`being served already, on port ${port}`);
	expect(await signIn()).toBe(200);
});

test("Ctrl-C ends it with what is kept, and it is all there the next time, also when a start between was cut off", async () => {
	shop.child.kill("SIGINT");
	expect(await shop.ended).toBe(0);
	expect(shop.said()).toContain(`Stopped. The data stays in ${stateDir}`);
	for (const after of [800, 2000, 3500]) {
		const cut = run("seed-database");
		await new Promise((resolve) => setTimeout(resolve, after));
		cut.child.kill("SIGKILL");
		await cut.ended;
	}
	await start();
	expect(shop.said()).toContain("There is data here already");
	expect(await signIn()).toBe(200);
}, 480_000);

test("development serves the same shop from source, and what is changed there is in the page and in the browsers that show it", async () => {
	shop.child.kill("SIGINT");
	await shop.ended;
	const sources = copyOfSources();
	shop = run("dev", [], {}, sources);
	try {
		await vi.waitFor(() => expect(shop.said()).toContain("from source"), { timeout: 420_000, interval: 200 });
		expect(await signIn()).toBe(200);
		expect(await pageOf("/sign-in")).toContain("<title>Sign in · Storekeep</title>");
		// Nothing a page needs was overlooked when what others wrote was made ready: a browser that shows one would load it again.
		expect(await modulesOf("/sign-in", "/counter")).toBeGreaterThan(100);
		expect(shop.said()).not.toContain("optimized:");

		const told: string[] = [];
		const browser = await hotSocket(told);
		const route = join(sources, "app/routes/sign-in/sign-in.tsx");
		writeFileSync(route, readFileSync(route, "utf8").replace('title={t("title")}', 'title="Changed while it runs"'));
		await vi.waitFor(async () => expect(await pageOf("/sign-in")).toContain("Changed while it runs"), {
			timeout: 120_000,
			interval: 300,
		});
		// One module is sent anew, and no page is loaded again.
		await vi.waitFor(() => expect(told.join()).toContain('"path":"/app/routes/sign-in/sign-in.tsx"'), { timeout: 120_000, interval: 100 });
		expect(told.join()).not.toContain("full-reload");
		browser.close();

		shop.child.kill("SIGINT");
		expect(await shop.ended).toBe(0);
	} finally {
		shop.child.kill("SIGKILL");
		rmSync(sources, { recursive: true, force: true });
	}
}, 600_000);

const at = (path: string) => `http://127.0.0.1:${port}${path}`;

/** The sources as they are, to be changed: in `build`, from where what is installed is found, and where nothing else looks. */
function copyOfSources(): string {
	const sources = mkdtempSync(join("build", "dev-"));
	const all = ["app", "workers", "messages", "public", "migrations", "scripts", "demo", "tests/support"];
	const settings = ["package.json", "package-lock.json", "wrangler.toml", "tsconfig.json", "vite.config.ts", "react-router.config.ts"];
	for (const name of [...all, ...settings]) cpSync(name, join(sources, name), { recursive: true });
	symlinkSync(resolve("node_modules"), join(sources, "node_modules"), "junction");
	return sources;
}

const pageOf = async (path: string) => (await fetch(at(path))).text();

/** Asks for every module that browsers ask for when they show these pages, one after the other as they name each other; says how many. */
async function modulesOf(...pages: string[]): Promise<number> {
	const names = (code: string, form: RegExp) => [...code.matchAll(form)].map(([, path]) => path!);
	const asked = new Set<string>();
	let next = (await Promise.all(pages.map(pageOf))).flatMap((page) => names(page, /rel="modulepreload" href="([^"]+)"/g));
	while (next.length > 0) {
		for (const path of next) asked.add(path);
		const answers = await Promise.all(next.map((path) => fetch(at(path))));
		expect(answers.filter(({ ok }) => !ok).map(({ url, status }) => `${status} ${url}`)).toEqual([]);
		const codes = await Promise.all(answers.map((answer) => answer.text()));
		next = [...new Set(codes.flatMap((code) => names(code, /(?:from|import) ?\(?"(\/[^"]+)"/g)))].filter((path) => !asked.has(path));
	}
	return asked.size;
}

/** What hot reload says to a browser. */
async function hotSocket(told: string[]): Promise<WebSocket> {
	const [, token] = /wsToken = "([^"]+)"/.exec(await (await fetch(at("/@vite/client"))).text()) ?? [];
	const socket = new WebSocket(at(`/?token=${token}`).replace("http", "ws"), "vite-hmr");
	socket.addEventListener("message", ({ data }) => told.push(String(data)));
	await vi.waitFor(() => expect(told.join()).toContain("connected"), { timeout: 30_000 });
	return socket;
}

test("the crons are fired at every full minute until it stops", () => {
	vi.useFakeTimers({ now: new Date("2026-03-02T12:00:30Z") });
	try {
		const fired: string[] = [];
		const stop = eachMinute(() => fired.push(new Date().toISOString()));
		vi.advanceTimersByTime(100_000);
		stop();
		vi.advanceTimersByTime(100_000);
		expect(fired).toEqual(["2026-03-02T12:01:00.000Z", "2026-03-02T12:02:00.000Z"]);
	} finally {
		vi.useRealTimers();
	}
});
