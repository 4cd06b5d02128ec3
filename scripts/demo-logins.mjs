import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** Lines that say who may sign in to the demo, from demo/people.ts: any exported list of people with an e-mail. */
export async function demoLogins() {
	if (!existsSync("demo/people.ts")) return [];
	const exported = Object.values(await import(pathToFileURL("demo/people.ts").href));
	const shared = exported.find((value) => typeof value === "string");
	const people = exported.flatMap((value) => (Array.isArray(value) ? value : [])).filter((person) => typeof person?.email === "string");
	const rows = people.map(({ email, password = shared, role, name }) => [email, password ?? "", [name, role].filter(Boolean).join(", ")]);
	const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column].length)));
	return rows.map(([email, password, who]) => `  ${email.padEnd(widths[0])}  ${password.padEnd(widths[1])}  ${who}`.trimEnd());
}
