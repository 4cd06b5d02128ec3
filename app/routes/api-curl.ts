import type { Method, Schema } from "#app/platform/openapi.ts";

/** A call that works once `$TOKEN` and the ids are filled in. Pure. */

type Schemas = Record<string, Schema>;
type Call = { origin: string; path: string; method: Method; open: boolean; keyed: boolean; body: Schema | undefined; schemas: Schemas };

export function curlOf({ origin, path, method, open, keyed, body, schemas }: Call): string {
	const url = origin + path.replace(/\{(\w+)\}/g, (_, name: string) => `$${name.replace(/([a-z])([A-Z])/g, "$1_$2").toUpperCase()}`);
	return [
		`curl ${method === "get" ? "" : `-X ${method.toUpperCase()} `}"${url}"`,
		...(open ? [] : ['-H "Authorization: Bearer $TOKEN"']),
		...(keyed && !open ? ['-H "Idempotency-Key: $(uuidgen)"'] : []),
		...(body ? ['-H "Content-Type: application/json"', `-d '${JSON.stringify(sampleOf("", body, schemas))}'`] : []),
	].join(" \\\n  ");
}

/** What people would write, by the name of the field. Anything else is made up from its type. */
const byName: Record<string, unknown> = {
	name: "KNUD Havana 49",
	email: "karen@lundoglys.dk",
	username: "karen",
	password: "one of your own",
	currentPassword: "the present one",
	newPassword: "one of your own",
	businessName: "Lund & Lys",
	storeName: "Nørrebro",
	currency: "DKK",
	price: "2195.00",
	unitPrice: "2195.00",
	reason: "Scratched lens",
	timeZone: "Europe/Copenhagen",
};

/** The required fields; where none is, the first two, so that there is something to see. */
function sampleOf(name: string, schema: Schema, schemas: Schemas): unknown {
	const whole = schema.$ref ? (schemas[schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1)] ?? {}) : schema;
	if (whole.properties) {
		const fields = Object.entries(whole.properties);
		const required = fields.filter(([field]) => whole.required?.includes(field));
		return Object.fromEntries(
			(required.length > 0 ? required : fields.slice(0, 2)).map(([field, inner]) => [field, sampleOf(field, inner, schemas)]),
		);
	}
	if (whole.enum) return whole.enum[0];
	if (whole.const !== undefined) return whole.const;
	if (whole.items) return [sampleOf(name, whole.items, schemas)];
	const types = [whole.type ?? whole.anyOf?.[0]?.type ?? "string"].flat();
	if (types.includes("integer") || (types.includes("number") && !(name in byName))) return Math.max(1, whole.minimum ?? 1);
	if (types.includes("boolean")) return true;
	if (/(^id|Id)$/.test(name)) return `<${name}>`;
	return byName[name] ?? "…";
}
