import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { configOf, secretNames } from "#app/platform/config.server.ts";
import { Refusal } from "#app/platform/errors.ts";
import { limits } from "#app/platform/limits.ts";

const wrangler = readFileSync(join(import.meta.dirname, "../../../wrangler.toml"), "utf8");
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
