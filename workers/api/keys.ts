import { z } from "zod";
import { MakeKey, RotateKey } from "#app/identity/key-input.ts";
import { type KeyFacts, listKeys, makeKey, revokeKey, rotateKey } from "#app/identity/keys.server.ts";
import { isoInstant } from "#app/platform/time.ts";
import { type Api, endpoint } from "./endpoint.ts";

const KeyBody = z
	.object({
		id: z.string(),
		name: z.string(),
		mode: z.enum(["live", "test"]),
		hint: z.string().describe("Its last four characters"),
		scopes: z.array(z.string()),
		madeBy: z.string(),
		createdAt: z.iso.datetime(),
		expiresAt: z.iso.datetime().nullable(),
		lastUsedAt: z.iso.datetime().nullable(),
		lastUsedIp: z.string().nullable(),
		replacedBy: z.string().nullable(),
	})
	.meta({ id: "ApiKey" });
const MadeBody = z.object({
	keyId: z.string(),
	key: z.string().nullable().describe("Shown this once; null for the repeat of a call under the same Idempotency-Key"),
});

function keyBody({ createdAt, expiresAt, lastUsedAt, ...key }: KeyFacts): z.output<typeof KeyBody> {
	const at = (instant: number | null) => (instant === null ? null : isoInstant(instant));
	return { ...key, createdAt: isoInstant(createdAt), expiresAt: at(expiresAt), lastUsedAt: at(lastUsedAt) };
}

/** Keys of programs, shown as `Authorization: Bearer sk_…`. */
export function mountKeys(api: Api, base: string): void {
	const tag = "API keys";
	endpoint(
		api,
		base,
		{ method: "get", path: "/keys", tag, summary: "The keys that work", answers: { 200: z.object({ items: z.array(KeyBody) }) } },
		async (call) => ({ body: { items: (await listKeys(await call.tenant(), {})).map(keyBody) } }),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/keys",
			tag,
			summary: "Make a key",
			description: "It may what its scopes say and nothing else, and is shown once.",
			body: MakeKey,
			answers: { 201: MadeBody },
			refusals: [409, 415],
		},
		async (call) => ({ status: 201, body: await makeKey(await call.tenant(), call.body, { key: call.key }) }),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/keys/{id}/rotate",
			tag,
			summary: "A new key in its place; the old one goes on for some hours",
			body: RotateKey.omit({ keyId: true }),
			answers: { 201: MadeBody },
			refusals: [404, 409, 415],
		},
		async (call) => ({
			status: 201,
			body: await rotateKey(await call.tenant(), { ...call.body, keyId: call.params.id }, { key: call.key }),
		}),
	);
	endpoint(
		api,
		base,
		{
			method: "delete",
			path: "/keys/{id}",
			tag,
			summary: "End a key at once",
			answers: { 200: z.object({ revoked: z.string() }) },
			refusals: [404, 409],
		},
		async (call) => ({ body: await revokeKey(await call.tenant(), { keyId: call.params.id }, { key: call.key }) }),
	);
}
