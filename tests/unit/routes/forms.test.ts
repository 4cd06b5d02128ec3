import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { problemName, waitOf } from "#app/routes/refused.ts";
import { deviceOf } from "#app/routes/settings/device.ts";

it.each([
	["password", "too_small", "passwordShort"],
	["newPassword", "custom", "passwordWeak"],
	["email", "invalid_format", "email"],
	["businessName", "too_small", "required"],
	["taxRate", "invalid_type", "percent"],
	["somethingElse", "too_small", "too_small"],
])("a broken rule of %s (%s) is called %s", (field, rule, name) => expect(problemName(field, rule)).toBe(name));

it("a form may mean a rule otherwise", () => {
	expect(problemName("password", "too_small", { "password.too_small": "required" })).toBe("required");
	expect(problemName("password", "custom", { "password.too_small": "required" })).toBe("passwordWeak");
});

it("every name of a problem has its words", () => {
	const source = readFileSync(join(import.meta.dirname, "../../../app/routes/refused.ts"), "utf8");
	const table = source.slice(source.indexOf("const name"), source.indexOf("/** The catalog's name"));
	const words = JSON.parse(readFileSync(join(import.meta.dirname, "../../../messages/en/problems.json"), "utf8"));
	const names = [...table.matchAll(/\w+: "(\w+)"/g)].map(([, name = ""]) => name);
	expect(names.length).toBeGreaterThan(10);
	expect(names.filter((name) => !(name in words))).toEqual([]);
});

it("every name a form of its own gives a problem has its words too", () => {
	const routes = join(import.meta.dirname, "../../../app/routes");
	const words = JSON.parse(readFileSync(join(import.meta.dirname, "../../../messages/en/problems.json"), "utf8"));
	const names = readdirSync(routes, { recursive: true, encoding: "utf8" })
		.filter((file) => file.endsWith(".tsx") && readFileSync(join(routes, file), "utf8").includes("useRefused("))
		.flatMap((file) =>
			[...readFileSync(join(routes, file), "utf8").matchAll(/"\w+\.\w+": "(\w+)"/g)].map(([, name = ""]) => ({ file, name })),
		);
	expect(names.length).toBeGreaterThan(15);
	expect(names.filter(({ name }) => !(name in words))).toEqual([]);
});

it.each([
	[30, "waitSeconds", 30],
	[90, "waitSeconds", 90],
	[91, "waitMinutes", 2],
	[900, "waitMinutes", 15],
	[841, "waitMinutes", 15],
])("a wait of %i s is told in %s: %i", (seconds, unit, count) => expect(waitOf(seconds)).toEqual({ unit, count }));

it.each([
	[
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0",
		"Edge",
		"Windows",
	],
	[
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15",
		"Safari",
		"Mac",
	],
	[
		"Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/141.0 Mobile/15E148 Safari/604.1",
		"Chrome",
		"iPhone",
	],
	["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux"],
	[
		"Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
		"Chrome",
		"Android",
	],
	["curl/8.14.1", "curl", null],
	["Mozilla/5.0", null, null],
	["", null, null],
])("a session of %j runs on %s, %s", (userAgent, browser, system) => expect(deviceOf(userAgent)).toEqual({ browser, system }));
