// Makes an API key through the API of a served shop, as its owner. The key alone goes to stdout, so that it can be piped to where it is kept.
import { parseArgs } from "node:util";
import { isKeyScope, keyScopes } from "#app/identity/permissions.ts";
import { openApi, Refused } from "./api/client.ts";

const usage = `Usage: scripts/generate-api-key --name=NAME --scopes=SCOPE,SCOPE [--days=N] [--url=http://127.0.0.1:5173]
SHOP_EMAIL and SHOP_PASSWORD say which owner asks. Without --days it works until it is revoked.
Scopes: ${keyScopes.join(", ")}`;

type Wanted = { name: string; scopes: string[]; url: string; days: string | undefined };

/** What was asked for on the command line; null where it says too little, or something else. */
function asked(): Wanted | null {
	const text = { type: "string" } as const;
	try {
		const { values } = parseArgs({ options: { name: text, scopes: text, days: text, url: { ...text, default: "http://127.0.0.1:5173" } } });
		const { name, scopes, days, url } = values;
		return name && scopes ? { name, scopes: scopes.split(","), days, url: url.replace(/\/$/, "") } : null;
	} catch {
		return null; // an option there is none of
	}
}

async function generate({ name, scopes, days, url }: Wanted, owner: { email: string; password: string }): Promise<void> {
	const unknown = scopes.filter((scope) => !isKeyScope(scope));
	if (unknown.length > 0) throw new RangeError(`No such scope: ${unknown.join(", ")}. There are ${keyScopes.join(", ")}.`);
	const signedIn = await openApi(url).POST("/api/v1/auth/login", { body: owner });
	const api = openApi(url, signedIn.data?.token);
	try {
		const body = { name, scopes: scopes.filter(isKeyScope), ...(days !== undefined && { days: Number(days) }) };
		const { data } = await api.POST("/api/v1/keys", { body });
		console.log(data?.key);
		console.error(
			`${name} may ${scopes.join(", ")}, ${days ? `for ${days} days` : "until it is revoked"}. Its id is ${data?.keyId}; the key is not shown again.`,
		);
	} finally {
		await api.POST("/api/v1/auth/logout");
	}
}

const wanted = asked();
const { SHOP_EMAIL: email, SHOP_PASSWORD: password } = process.env;
if (!wanted || !email || !password) {
	console.error(usage);
	process.exit(2);
}
try {
	await generate(wanted, { email, password });
} catch (error) {
	// Refused by the shop, not reached, or no such scope: said in a line. Anything else is a fault, and shows where.
	if (!(error instanceof Refused || error instanceof TypeError || error instanceof RangeError)) throw error;
	console.error(error.message);
	process.exitCode = 1;
}
