import { z } from "zod";
import { said } from "#app/channels/rules.ts";
import { failReasons } from "#app/channels/talk.ts";
import { AnyId } from "#app/platform/input.ts";
import { contentKinds } from "./rules.ts";

/** What a platform told, as the inbox takes it: somebody outside wrote it, so it is cut to what a row should hold and cleaned of what shows as nothing. */

const mostDetails = 20_000;

/** Text of any script: control characters but line breaks are spaces, half characters are gone. */
const Words = (most: number) =>
	z.string().transform((text) =>
		text
			.replace(/[\p{Cs}]|[^\P{Cc}\n\t]/gu, " ")
			.trim()
			.slice(0, most),
	);
const Line = (most: number) => z.string().transform((text) => said(text, most));
const PlatformId = z.string().min(1).max(500);
/** Other programs at the same account name theirs as they like: what is longer than any name of ours is none. */
const OurRef = z
	.string()
	.nullable()
	.transform((ref) => (ref !== null && ref.length > 200 ? null : ref));

export const Person = z.object({
	externalId: z.string().min(1).max(200),
	also: z.array(z.string().min(1).max(200)).max(10),
	name: Line(120),
	phone: z.string().max(40).nullable(),
	handle: Line(200),
});
export type Person = z.output<typeof Person>;

const Media = z.object({
	id: z.string().max(500).nullable(),
	url: z.string().max(4000).nullable(),
	mime: z
		.string()
		.transform((mime) =>
			/^[\w.+-]+\/[\w.+-]+$/.test(mime.split(";")[0]?.trim() ?? "")
				? (mime.split(";")[0]?.trim().toLowerCase() ?? "")
				: "application/octet-stream",
		),
	name: Line(200),
	sha256: z.string().max(100).nullable(),
});

export const Body = z.object({
	kind: z.enum(contentKinds),
	as: z.string().max(60).nullable(),
	text: Words(10_000),
	media: z.array(Media).max(20),
	details: z
		.record(z.string(), z.unknown())
		.transform((details) => (JSON.stringify(details).length > mostDetails ? { cut: true } : details)),
});

export const TakeMessage = z.object({
	connectionId: AnyId,
	platform: z.string(),
	message: z.object({
		platformMessageId: PlatformId,
		person: Person,
		sender: z.enum(["CUSTOMER", "AGENT"]),
		ourRef: OurRef,
		at: z.number(),
		replyTo: z.string().max(500).nullable(),
		isForwarded: z.boolean(),
		isStandby: z.boolean(),
		body: Body,
	}),
});

export const HeardState = z.object({
	platformMessageId: PlatformId,
	ourRef: OurRef,
	state: z.enum(["sent", "delivered", "read", "failed"]),
	why: z.enum(failReasons).nullable(),
	said: Line(300),
	at: z.number(),
});
export type HeardState = z.output<typeof HeardState>;
export const TakeStates = z.object({ connectionId: AnyId, states: z.array(HeardState).max(1000) });

export const HeardChange = z.discriminatedUnion("kind", [
	z.object({ kind: z.literal("edited"), platformMessageId: PlatformId, body: Body, at: z.number() }),
	z.object({ kind: z.literal("deleted"), platformMessageId: PlatformId, at: z.number() }),
	z.object({ kind: z.literal("reaction"), platformMessageId: PlatformId, isOurs: z.boolean(), emoji: Line(32), at: z.number() }),
]);
export type HeardChange = z.output<typeof HeardChange>;
export const TakeChange = z.object({ connectionId: AnyId, change: HeardChange });
