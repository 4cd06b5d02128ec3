import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrate } from "../../scripts/migrate.mjs";
import { assertPortFree, freePort } from "../../scripts/port.mjs";
import { serve } from "../../scripts/serve.mjs";
import { localBindings, localSecrets, openState } from "../../scripts/state.mjs";

const folders: string[] = [];
const temporary = () => {
	const dir = mkdtempSync(join(tmpdir(), "storekeep-test-"));
	folders.push(dir);
	return dir;
};
afterAll(() => {
	for (const dir of folders) rmSync(dir, { recursive: true, force: true });
});

describe("the state folder", () => {
	test("it is made once and emptied when asked", () => {
		const dir = openState({ dir: join(temporary(), "state") });
		writeFileSync(join(dir, "something"), "");
		expect(openState({ dir })).toBe(dir);
		expect(statSync(join(dir, "something")).isFile()).toBe(true);
		openState({ dir, fresh: true });
		expect(() => statSync(join(dir, "something"))).toThrow(/ENOENT/);
	});

	test("it is not emptied when it is somebody else's", () => {
		const dir = temporary();
		writeFileSync(join(dir, "precious"), "");
		expect(openState({ dir })).toBe(dir);
		expect(() => openState({ dir, fresh: true })).toThrow(/Refusing to empty/);
		expect(statSync(join(dir, "precious")).isFile()).toBe(true);
	});

	test("it is held for one server as long as that lives, and by nobody who was killed", () => {
		const dir = openState({ dir: temporary(), port: 5173 });
		const held = join(dir, "served.json");
		expect(JSON.parse(readFileSync(held, "utf8"))).toEqual({ pid: process.pid, port: 5173 });
		writeFileSync(held, JSON.stringify({ pid: process.ppid, port: 5174 }));
		expect(() => openState({ dir, port: 5173, fresh: true })).toThrow(/being served already, on port 5174/);
		expect(openState({ dir })).toBe(dir);
		const { pid } = spawnSync(process.execPath, ["--version"]);
		writeFileSync(held, JSON.stringify({ pid, port: 5174 }));
		expect(openState({ dir, port: 5173 })).toBe(dir);
	});

	test.each(["", '{"pid":', "null", "{}", '{"pid":"1"}'])("what a power cut left of who held it, %j, holds nothing", (left) => {
		const dir = openState({ dir: temporary() });
		const held = join(dir, "served.json");
		writeFileSync(held, left);
		expect(openState({ dir, port: 5173 })).toBe(dir);
		expect(JSON.parse(readFileSync(held, "utf8"))).toEqual({ pid: process.pid, port: 5173 });
		expect(readdirSync(dir).toSorted()).toEqual([".storekeep-state", "served.json"]);
	});

	test("its secrets are made once, differ from folder to folder and are readable by the owner only", () => {
		const [one, other] = [openState({ dir: temporary() }), openState({ dir: temporary() })];
		const secrets = localSecrets(one);
		expect(localSecrets(one)).toEqual(secrets);
		expect(localSecrets(other)).not.toEqual(secrets);
		expect(statSync(join(one, "secrets.json")).mode & 0o777).toBe(0o600);
		expect(Buffer.from(secrets.ENCRYPTION_KEYS.replace("k1:", ""), "base64")).toHaveLength(32);
	});

	test("no setting of the environment makes a local run claim to be production", () => {
		const env = { ENVIRONMENT: "production", PUBLIC_URL: "https://shop.example" };
		expect(localBindings(openState({ dir: temporary() }), { url: "http://127.0.0.1:1", env })).toMatchObject({
			ENVIRONMENT: "local",
			PUBLIC_URL: "https://shop.example",
		});
	});
});

describe("the served build", () => {
	const stateDir = openState({ dir: temporary() });
	let server: Awaited<ReturnType<typeof serve>>;
	beforeAll(async () => {
		await migrate(stateDir);
		server = await serve({ stateDir, quiet: true, crons: false });
	});
	afterAll(() => server.stop());
	const health = async () => (await fetch(`${server.url}/health`)).status;

	test("its databases have nothing left to migrate, also in the eyes of wrangler", async () => {
		expect(await migrate(stateDir)).toEqual([]);
		const listed = spawnSync(
			process.execPath,
			["node_modules/wrangler/bin/wrangler.js", "d1", "migrations", "list", "SHARD_1", "--local", "--persist-to", stateDir],
			{ encoding: "utf8" },
		);
		expect(listed.stdout).toContain("No migrations to apply");
	});

	test("it answers, and is ready once its cron has run", async () => {
		expect(await health()).toBe(200);
		await server.cron();
		expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
	});

	test("it refuses a port where something answers already", async () => {
		await expect(serve({ stateDir, port: server.port })).rejects.toThrow(`Port ${server.port} is taken`);
		const elsewhere = createServer().listen(0, "::1");
		await once(elsewhere, "listening");
		const address = elsewhere.address();
		const port = typeof address === "object" && address ? address.port : 0;
		await expect(serve({ stateDir, port })).rejects.toThrow(`Port ${port} is taken`);
		elsewhere.close();
	});

	test("it can be killed in the middle and started again on the same port", async () => {
		const { port, pids } = server;
		expect(pids).toHaveLength(1);
		await server.kill();
		expect(server.pids).toEqual([]);
		await expect(health()).rejects.toThrow();
		server = await serve({ stateDir, port, quiet: true, crons: false });
		expect(await health()).toBe(200);
	});

	test("the build holds no setting and no secret", () => {
		const config = JSON.parse(readFileSync("build/server/wrangler.json", "utf8"));
		expect(config.vars).toEqual({});
		expect(() => statSync("build/server/.dev.vars")).toThrow(/ENOENT/);
	});
});

test.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)("a command ended by %s leaves no runtime behind: its port is free", async (signal) => {
	const port = await freePort();
	const child = spawn(process.execPath, ["scripts/serve-temporary.mjs", `--port=${port}`, "--quiet", "--empty"], {
		stdio: ["ignore", "ignore", "inherit"],
		// One that is killed cannot remove its folder.
		env: { ...process.env, TMPDIR: temporary() },
	});
	const ended = once(child, "exit");
	await expect
		.poll(
			() =>
				fetch(`http://127.0.0.1:${port}/health`).then(
					({ status }) => status,
					() => 0,
				),
			{ timeout: 50_000 },
		)
		.toBe(200);
	child.kill(signal);
	expect(await ended).toEqual(signal === "SIGKILL" ? [null, "SIGKILL"] : [0, null]);
	await expect.poll(() => assertPortFree(port).then(() => "free", String), { timeout: 5000 }).toBe("free");
});
