import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** Lines that say who may sign in to the demo, in the back office and at the tills: what demo/people.ts says of every business. */
export async function demoLogins() {
	if (!existsSync("demo/people.ts")) return [];
	const businesses = Object.values(await import(pathToFileURL("demo/people.ts").href)).filter((value) => Array.isArray(value?.logins));
	const rows = businesses.flatMap((business) =>
		business.logins.map(({ email, password, name, role }) => [email, password, `${name}, ${role} of ${business.name}`]),
	);
	const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column].length)));
	return [
		...rows.map(([email, password, who]) => `  ${email.padEnd(widths[0])}  ${password.padEnd(widths[1])}  ${who}`),
		...businesses.flatMap(tillLines),
	];
}

/** How a browser becomes a till, and the PINs of those who may be at it. */
function tillLines({ stores, employees = [], doors = [] }) {
	if (employees.length === 0) return [];
	const nameOf = (key) => stores.find((store) => store.key === key)?.name ?? key;
	return [
		"",
		"  At a till (Settings → Tills makes your browser one; /store/login does it with a store's login and a code, which lies in /outbox):",
		...doors.map(({ store, email, password }) => `  ${email}  ${password}  the tills of ${nameOf(store)}`),
		`  PINs: ${employees.map(({ name, pin, stores: at }) => `${name} ${pin} (${at.map(nameOf).join(", ")})`).join(" · ")}`,
	];
}
