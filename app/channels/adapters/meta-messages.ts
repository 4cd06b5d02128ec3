import { z } from "zod";
import type { TalkPerson, TalkSaid } from "../talk.ts";
import { attachedBody, MetaMessage } from "./meta-bodies.ts";
import { Id, instantIn, jsonIn, nothing, Several, unreadable } from "./meta-words.ts";

/** What Instagram and Messenger tell of an account, in our words: one language, two objects. Pure. */

const Envelope = z.object({ object: z.string(), entry: Several });
const Entry = z.object({
	id: Id.optional(),
	time: z.unknown().optional(),
	messaging: Several.optional(),
	standby: Several.optional(),
	changes: Several.optional(),
});
const Item = z.object({
	sender: z.object({ id: Id }).optional(),
	recipient: z.object({ id: Id }).optional(),
	timestamp: z.unknown().optional(),
	message: MetaMessage.optional(),
	message_edit: z.object({ mid: z.string(), text: z.string().catch("") }).optional(),
	postback: z
		.object({ mid: z.string().optional(), title: z.string().catch(""), payload: z.unknown().optional(), referral: z.unknown().optional() })
		.optional(),
	reaction: z
		.object({ mid: z.string(), action: z.string().catch("react"), reaction: z.string().optional(), emoji: z.string().optional() })
		.optional(),
	read: z.object({ mid: z.string().optional(), watermark: z.unknown().optional() }).optional(),
	delivery: z.object({ mids: z.array(z.string()).catch([]).optional(), watermark: z.unknown().optional() }).optional(),
	referral: z.record(z.string(), z.unknown()).optional(),
	optin: z.unknown().optional(),
});
type Item = z.output<typeof Item>;
type Account = { accountId: string; object: "instagram" | "page" };

export function translateMessaging(text: string, account: Account): TalkSaid[] {
	const body = jsonIn(text);
	if (body === undefined) return [unreadable("not_json")];
	const envelope = Envelope.safeParse(body);
	if (!envelope.success || envelope.data.object !== account.object) return [unreadable(`not_${account.object}`)];
	const said = envelope.data.entry.flatMap((raw) => {
		const entry = Entry.safeParse(raw);
		if (!entry.success) return [unreadable("entry")];
		const { id, time, messaging = [], standby = [], changes = [] } = entry.data;
		// Test events of Meta's own pages are for "0"; an app may hear of several accounts.
		if (id !== undefined && id !== account.accountId) return [nothing(id === "0" ? "test" : "other_account")];
		const fallback = instantIn(time);
		const itemsOf = (items: unknown[], isStandby: boolean) =>
			items.flatMap((item) => {
				const read = Item.safeParse(item);
				return read.success ? itemSaid(read.data, account, { fallback, isStandby }) : [unreadable("item")];
			});
		return [
			...itemsOf(messaging, false),
			...itemsOf(standby, true),
			...changes.flatMap((change) => changeSaid(change, (item) => itemsOf([item], false))),
		];
	});
	return said.length > 0 ? said : [nothing("empty")];
}

const Change = z.object({ field: z.string(), value: z.unknown() });
const FromSomebody = z.looseObject({ sender: z.object({ id: Id }) });
/** Some news comes as a change, with the same item in it; comments and posts do, too, and are none of ours. */
function changeSaid(raw: unknown, itemSaid: (item: unknown) => TalkSaid[]): TalkSaid[] {
	const change = Change.safeParse(raw);
	if (!change.success) return [unreadable("change")];
	const item = FromSomebody.safeParse(change.data.value);
	return item.success ? itemSaid(item.data) : [nothing(change.data.field)];
}

function person(externalId: string): TalkPerson {
	return { externalId, also: [], name: "", phone: null, handle: "" };
}

function itemSaid(item: Item, { accountId }: Account, { fallback, isStandby }: { fallback: number; isStandby: boolean }): TalkSaid[] {
	const at = instantIn(item.timestamp) || fallback;
	const { sender, recipient, message, postback, reaction, read, delivery, referral } = item;
	// Whoever sent says whose it is: a story in which a customer mentions us calls itself an echo, too.
	const isOurs = sender?.id === accountId;
	const customer = isOurs ? recipient?.id : sender?.id;
	if (customer === undefined) return [nothing("nobody")];
	const who = person(customer);
	const about = { person: who, at, isStandby, isForwarded: false, ourRef: null, replyTo: null };
	if (message) {
		if (message.is_deleted === true)
			return message.mid ? [{ kind: "deleted", platformMessageId: message.mid, at }] : [unreadable("deleted")];
		if (!message.mid) return [unreadable("message")];
		return [
			{
				kind: "message",
				message: {
					...about,
					platformMessageId: message.mid,
					sender: isOurs ? "AGENT" : "CUSTOMER",
					ourRef: message.metadata || null,
					replyTo: message.reply_to?.mid ?? null,
					body: attachedBody(message),
				},
			},
		];
	}
	if (item.message_edit) {
		const { mid, text } = item.message_edit;
		return [{ kind: "edited", platformMessageId: mid, body: { kind: "TEXT", as: null, text, media: [], details: {} }, at }];
	}
	if (postback) {
		const { mid, title, payload } = postback;
		const details = { ...(payload !== undefined && { payload }), ...(postback.referral !== undefined && { referral: postback.referral }) };
		const platformMessageId = mid ?? `postback:${customer}:${at}`;
		const body = { kind: "TEXT" as const, as: "postback", text: title, media: [], details };
		return [{ kind: "message", message: { ...about, platformMessageId, sender: "CUSTOMER", body } }];
	}
	if (reaction) {
		const emoji = reaction.action === "unreact" ? "" : (reaction.emoji ?? emojiOf(reaction.reaction));
		return [{ kind: "reaction", platformMessageId: reaction.mid, from: isOurs ? null : who, emoji, at }];
	}
	if (read) return isOurs ? [nothing("read_by_us")] : readSaid(read, customer, at);
	if (delivery) return deliverySaid(delivery, customer, at);
	if (referral) {
		const body = { kind: "TEXT" as const, as: "referral", text: "", media: [], details: { referral } };
		return [{ kind: "message", message: { ...about, platformMessageId: `referral:${customer}:${at}`, sender: "CUSTOMER", body } }];
	}
	return [nothing(item.optin === undefined ? "not_used" : "optin")];
}

/** Named before emoji were sent along. */
const named: Record<string, string> = { love: "❤", smile: "😊", wow: "😮", sad: "😢", angry: "😠", like: "👍", dislike: "👎" };
function emojiOf(word: string | undefined): string {
	return named[word ?? ""] ?? "❤";
}

const ofOurs = { ourRef: null, why: null, said: "" };
function readSaid({ mid, watermark }: { mid?: string | undefined; watermark?: unknown }, customer: string, at: number): TalkSaid[] {
	if (mid) return [{ ...ofOurs, kind: "state", platformMessageId: mid, state: "read", at, recipient: customer }];
	const until = instantIn(watermark);
	return until > 0 ? [{ kind: "states_until", externalId: customer, state: "read", at: until }] : [nothing("read")];
}

function deliverySaid(
	{ mids = [], watermark }: { mids?: string[] | undefined; watermark?: unknown },
	customer: string,
	at: number,
): TalkSaid[] {
	const until = instantIn(watermark);
	const said: TalkSaid[] = mids.map((platformMessageId) => ({
		...ofOurs,
		kind: "state",
		platformMessageId,
		state: "delivered",
		at: until || at,
		recipient: customer,
	}));
	if (until > 0) said.push({ kind: "states_until", externalId: customer, state: "delivered", at: until });
	return said.length > 0 ? said : [nothing("delivery")];
}
