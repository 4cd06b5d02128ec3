import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** Lines that say who may sign in to the demo: the `logins` of every business in demo/people.ts. */
export async function demoLogins() {
	if (!existsSync("demo/people.ts")) return [];
	const businesses = Object.values(await import(pathToFileURL("demo/people.ts").href)).filter((value) => Array.isArray(value?.logins));
	const rows = businesses.flatMap((business) =>
		business.logins.map(({ email, password, name, role }) => [email, password, `${name}, ${role} of ${business.name}`]),
	);
	const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column].length)));
	return rows.map(([email, password, who]) => `  ${email.padEnd(widths[0])}  ${password.padEnd(widths[1])}  ${who}`);
}
