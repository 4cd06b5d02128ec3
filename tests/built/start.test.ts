import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { freePort } from "../../scripts/port.mjs";
import { eachMinute } from "../../scripts/serve.mjs";

/** `npm start` as a newcomer meets it: one shop, started once for the file, and what may go wrong around it. */

const folder = mkdtempSync(join(tmpdir(), "storekeep-start-"));
const stateDir = join(folder, "state");
let port = 0;
let shop: Command;

type Command = { child: ChildProcess; said: () => string; ended: Promise<number | null> };

function run(script: string, args: string[] = [], env: Record<string, string> = {}): Command {
	const child = spawn(process.execPath, [`scripts/${script}.mjs`, ...args], {
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
