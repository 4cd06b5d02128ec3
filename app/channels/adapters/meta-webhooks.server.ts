import { z } from "zod";
import { base64url } from "#app/platform/ids.ts";
import type { Delivery, Verified } from "../contract.ts";
import { Id, instantIn } from "./meta-words.ts";

/** What comes in from Meta: whose address it is asked, and who signed. The same for all of its platforms. */

export function tokenOf({ url }: Delivery): string | null {
	return url.searchParams.get("c");
}

/** Meta asks once whether the address is ours: by our word, answered with its own. */
export function greet(url: URL, verifyToken: string): string | null {
	const said = url.searchParams.get("hub.verify_token") ?? "";
	const challenge = url.searchParams.get("hub.challenge") ?? "";
	if (url.searchParams.get("hub.mode") !== "subscribe" || challenge === "" || verifyToken === "") return null;
	return isSame(said, verifyToken) ? challenge : null;
}

/** However much of it is right, it takes as long. */
function isSame(one: string, other: string): boolean {
	const [a, b] = [new TextEncoder().encode(one), new TextEncoder().encode(other)];
	let differs = a.length ^ b.length;
	for (let at = 0; at < b.length; at++) differs |= (a[at] ?? 0) ^ (b[at] ?? 0);
	return differs === 0;
}

/** The bytes as they came: Meta escapes what is not ASCII, and writing it anew would break the signature. */
export async function verify({ headers, body }: Delivery, { secret }: { secret: string }): Promise<Verified> {
	const mac = bytesIn(headers.get("X-Hub-Signature-256") ?? "");
	if (!mac || secret === "") return { kind: "forged" };
	const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
	// The platform compares in constant time.
	if (!(await crypto.subtle.verify("HMAC", key, mac, body))) return { kind: "forged" };
	const hash = base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", body)));
	const about = aboutOf(new TextDecoder().decode(body));
	return { kind: "delivery", dedupeKey: hash, ...about };
}

function bytesIn(header: string): Uint8Array<ArrayBuffer> | null {
	const hex = /^sha256=([0-9a-f]{64})$/i.exec(header)?.[1];
	return hex ? Uint8Array.from({ length: 32 }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16)) : null;
}

const Named = z.looseObject({ id: z.string().optional(), timestamp: z.unknown().optional(), mid: z.string().optional() });
const About = z.object({
	object: z.string().catch(""),
	entry: z
		.array(
			z.looseObject({
				id: Id.optional().catch(undefined),
				changes: z
					.array(
						z.looseObject({
							field: z.string().default(""),
							value: z
								.looseObject({
									metadata: z.object({ phone_number_id: Id.optional() }).optional().catch(undefined),
									messages: z.array(Named).optional(),
									statuses: z.array(Named).optional(),
									message_echoes: z.array(Named).optional(),
								})
								.catch({}),
						}),
					)
					.catch([]),
				messaging: z.array(z.looseObject({ timestamp: z.unknown().optional() })).catch([]),
				standby: z.array(z.looseObject({ timestamp: z.unknown().optional() })).catch([]),
			}),
		)
		.min(1),
});
const kinds = ["message", "postback", "reaction", "read", "delivery", "message_edit", "referral", "optin"];

/** What it is about, by the first thing in it; people look for it by that. */
function aboutOf(text: string): { topic: string; resourceId: string | null; occurredAt: number | null; accounts: string[] } {
	const unknown = { topic: "unreadable", resourceId: null, occurredAt: null, accounts: [] };
	let about: z.ZodSafeParseResult<z.output<typeof About>>;
	try {
		about = About.safeParse(JSON.parse(text));
	} catch {
		return unknown;
	}
	if (!about.success) return unknown;
	const [entry] = about.data.entry;
	const accounts = accountsIn(about.data);
	const [change] = entry?.changes ?? [];
	if (change) {
		const { messages, statuses, message_echoes } = change.value;
		const topic = statuses && !messages ? "statuses" : change.field;
		const first = messages?.[0] ?? message_echoes?.[0] ?? statuses?.[0];
		return {
			topic: topic.slice(0, 60),
			resourceId: first?.id?.slice(0, 200) ?? null,
			occurredAt: instantIn(first?.timestamp) || null,
			accounts,
		};
	}
	const item = entry?.messaging[0] ?? entry?.standby[0];
	if (!item) return { ...unknown, topic: "entry", accounts };
	const kind = kinds.find((each) => each in item) ?? "messaging";
	const named = Named.safeParse(item[kind]);
	return {
		topic: kind,
		resourceId: named.success ? (named.data.mid?.slice(0, 200) ?? null) : null,
		occurredAt: instantIn(item.timestamp) || null,
		accounts,
	};
}

/** An app has one address for all of its accounts: the numbers, pages or professional accounts a body is about, each once; "": what names none is in it. */
function accountsIn({ object, entry }: z.output<typeof About>): string[] {
	const ids = entry.flatMap(({ id, changes }) =>
		object === "whatsapp_business_account" ? changes.map(({ value }) => value.metadata?.phone_number_id) : [id],
	);
	return [...new Set(ids.map((id) => id ?? ""))];
}
