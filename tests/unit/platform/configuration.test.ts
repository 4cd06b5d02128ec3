import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { configOf, secretNames, settingNames } from "#app/platform/config.server.ts";
import { Refusal } from "#app/platform/errors.ts";
import { limits } from "#app/platform/limits.ts";
import { passedOn } from "../../../scripts/state.mjs";

const wrangler = readFileSync(join(import.meta.dirname, "../../../wrangler.toml"), "utf8");
const readme = readFileSync(join(import.meta.dirname, "../../../README.md"), "utf8");
const olderNames = ["JWT_SECRET", "AUTH_JWT_SECRET"];
const good = { SESSION_SECRET: "s".repeat(32), SERVICE_JWT_SECRET: "j".repeat(32), ENCRYPTION_KEYS: `k1:${btoa("k".repeat(32))}` };

function refusedSettings(env: object): string {
	try {
		configOf(env);
		return "";
	} catch (error) {
		return error instanceof Refusal ? JSON.stringify(error.details) : "another error";
	}
}

it("is production unless something says otherwise at run time", () => {
	expect(configOf({ ...good }).ENVIRONMENT).toBe("production");
	expect(wrangler).not.toMatch(/ENVIRONMENT|DEMO|MOCK_MODE/);
	for (const secret of secretNames) expect(wrangler).not.toContain(secret);
});

it("names what is missing or malformed, and never its value", () => {
	expect(refusedSettings({})).toMatch(/SESSION_SECRET: missing.*SERVICE_JWT_SECRET: missing.*ENCRYPTION_KEYS: missing/);
	const told = refusedSettings({ ...good, SESSION_SECRET: "too short", ENCRYPTION_KEYS: "k1:notakey" });
	expect(told).toMatch(/SESSION_SECRET: at least 32/);
	expect(told).toMatch(/ENCRYPTION_KEYS/);
	expect(told).not.toContain("too short");
	expect(told).not.toContain("notakey");
});

it("knows no stand-in for Google in production", () => {
	const mock = { ...good, GOOGLE_MOCK_URL: "http://127.0.0.1:4009" };
	expect(configOf({ ...mock, ENVIRONMENT: "local" }).GOOGLE_MOCK_URL).toBe("http://127.0.0.1:4009");
	expect(refusedSettings(mock)).toContain("GOOGLE_MOCK_URL: not in production");
});

it("reads the session secret under its older names", () => {
	const { SESSION_SECRET, ...rest } = good;
	expect(configOf({ ...rest, JWT_SECRET: SESSION_SECRET }).SESSION_SECRET).toBe(SESSION_SECRET);
	expect(configOf({ ...rest, AUTH_JWT_SECRET: SESSION_SECRET }).SESSION_SECRET).toBe(SESSION_SECRET);
});

it.each([
	["API_CALLS", limits.apiCalls],
	["ADDRESS_CALLS", limits.addressCalls],
	["PAGE_CALLS", limits.pageCalls],
	["WEBHOOK_CALLS", limits.webhookCalls],
	["WEBHOOK_SENDER_CALLS", limits.webhookSenderCalls],
] as const)("says the same flood limit %s to the platform as in the table of limits", (name, { count, per }) => {
	const [, limit, period] = new RegExp(`name = "${name}"\\n.*\\nsimple = \\{ limit = (\\d+), period = (\\d+) \\}`).exec(wrangler) ?? [];
	expect({ count: Number(limit), per: Number(period) * 1000 }).toEqual({ count, per });
});

it("has every setting in the README's table, and passes on what a person may set for a local run", () => {
	const [, table = ""] = /## Configuration\n([\s\S]*?)\n## /.exec(readme) ?? [];
	const firstCells = table.split("\n").flatMap((row) => (row.startsWith("| `") ? [row.split("|")[1] ?? ""] : []));
	const named = firstCells.flatMap((cell) => [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name));
	const settable = settingNames.filter((name) => name !== "ENVIRONMENT");
	expect(named.toSorted()).toEqual([...settable, ...olderNames].toSorted());
	expect(passedOn.toSorted()).toEqual([...settable.filter((name) => !name.endsWith("_MOCK_URL")), ...olderNames].toSorted());
});

it("leads people back and hears news where it is told to, and at its own address otherwise", () => {
	const own = { ...good, PUBLIC_URL: "https://shop.example" };
	expect(configOf(own)).toMatchObject({ REDIRECT_URI: "https://shop.example", WEBHOOK_URL: "https://shop.example" });
	const tunnel = configOf({ ...own, WEBHOOK_URL: "https://tunnel.example" });
	expect(tunnel).toMatchObject({ REDIRECT_URI: "https://shop.example", WEBHOOK_URL: "https://tunnel.example" });
});

it("creates, as the README tells, everything that wrangler.toml names", () => {
	const [, deploy = ""] = /## Deploy to Cloudflare\n([\s\S]*?)\n## /.exec(readme) ?? [];
	const told = deploy.replace(/for queue in ([\w ]+);.*storekeep-\$queue.*/, (_, names: string) =>
		names.replace(/\w+/g, (name) => `queues create storekeep-${name}`),
	);
	const named = [...wrangler.matchAll(/^(?:database_name|bucket_name|queue|dead_letter_queue) = "([\w-]+)"/gm)].map(([, name]) => name);
	expect(named.length).toBeGreaterThan(8);
	for (const name of new Set(named)) expect(told, name).toMatch(new RegExp(`create ${name}\\b`));
});
