/**
 * Accounts at Meta as far as we meet them: a number, a professional account or a page, the people who write to it, and what is told of it by webhooks with
 * real signatures. `meta-graph.ts` is what we ask; `meta-phone.ts` where somebody plays the customer. Runs in workerd and in Node.
 */

export type MetaPlatform = "whatsapp" | "instagram" | "messenger";
export type MetaPerson = { id: string; name: string; phone: string | null; handle: string; blocked: boolean; reported: boolean };
export type MetaLine = {
	id: string;
	from: "customer" | "business";
	text: string;
	/** What it shows, as the platform names it. */
	type: string;
	media: string | null;
	at: number;
	state: "sent" | "delivered" | "read" | "failed" | null;
	reaction: string;
	ref: string | null;
};
export type MetaTemplate = { name: string; language: string; status: string; category: string; body: string; header?: string };
export type MetaFile = { id: string; mime: string; bytes: Uint8Array; expiresAt: number };
/** A delivery on its way. */
export type MetaDelivery = { url: string; headers: Record<string, string>; body: string };
/** Ways in which the next answers go wrong: an error code of Graph's own, or no answer that is one. */
export type MetaFault = number | "html" | "503" | "429" | "cut" | "hang";

export type MetaAccount = {
	platform: MetaPlatform;
	id: string;
	wabaId: string;
	name: string;
	handle: string;
	token: string;
	/** ms UTC; null: never. */
	tokenEndsAt: number | null;
	appSecret: string;
	/** Where its news goes, and whether it does. */
	address: string | null;
	subscribed: boolean;
	people: Map<string, MetaPerson>;
	threads: Map<string, MetaLine[]>;
	templates: MetaTemplate[];
	files: Map<string, MetaFile>;
	/** Oldest first; whoever runs it sends them. */
	deliveries: MetaDelivery[];
	faults: MetaFault[];
	/** Each is delivered so often. */
	copies: number;
	/** The latest news comes first. */
	backwards: boolean;
	asked: { method: string; path: string; body: unknown }[];
	clock: () => number;
	serial: number;
};

export function metaAccount(platform: MetaPlatform, more: Partial<MetaAccount> = {}): MetaAccount {
	return {
		platform,
		id: { whatsapp: "106540352242922", instagram: "17841400000000001", messenger: "100000000000010" }[platform],
		wabaId: "102290129340398",
		name: "Lund & Lys",
		handle: platform === "whatsapp" ? "+45 70 10 20 30" : "lundoglys",
		token: `token-of-${platform}-0123456789`,
		tokenEndsAt: null,
		appSecret: "app-secret-0123456789abcdef",
		address: null,
		subscribed: false,
		people: new Map(),
		threads: new Map(),
		templates: [],
		files: new Map(),
		deliveries: [],
		faults: [],
		copies: 1,
		backwards: false,
		asked: [],
		clock: () => Date.now(),
		serial: 100,
		...more,
	};
}

export function addPerson(account: MetaAccount, name: string, more: Partial<MetaPerson> = {}): MetaPerson {
	const id = `${account.platform === "whatsapp" ? "DK." : "62"}${String(++account.serial).padStart(12, "0")}`;
	const phone = account.platform === "whatsapp" ? `4520${String(account.serial).padStart(6, "0")}` : null;
	const person = { id, name, phone, handle: name.toLowerCase().replace(/\W+/g, "."), blocked: false, reported: false, ...more };
	account.people.set(person.id, person);
	account.threads.set(person.id, []);
	return person;
}

export const threadOf = (account: MetaAccount, personId: string): MetaLine[] => account.threads.get(personId) ?? [];

/** The last time somebody wrote; nothing opens the window but that. */
export function lastWritten(account: MetaAccount, personId: string): number {
	return Math.max(0, ...threadOf(account, personId).flatMap(({ from, at }) => (from === "customer" ? [at] : [])));
}

const messageId = (account: MetaAccount) =>
	`${account.platform === "whatsapp" ? "wamid." : "m_"}${account.id.slice(-4)}${++account.serial}`;

export type Written = {
	text?: string;
	type?: string;
	content?: object;
	file?: { mime: string; bytes: Uint8Array };
	at?: number;
	id?: string;
	replyTo?: string;
};

/** Somebody writes to the business. */
export async function write(
	account: MetaAccount,
	person: MetaPerson,
	{ text = "", type = "text", content, file, at, id, replyTo }: Written,
): Promise<MetaLine> {
	const when = at ?? account.clock();
	const stored = file && storeFile(account, file);
	const line: MetaLine = {
		id: id ?? messageId(account),
		from: "customer",
		text,
		type,
		media: stored?.id ?? null,
		at: when,
		state: null,
		reaction: "",
		ref: null,
	};
	threadOf(account, person.id).push(line);
	if (account.platform === "whatsapp") {
		const media = stored && { id: stored.id, mime_type: stored.mime, sha256: "a4Zc0b8=", ...(text !== "" && { caption: text }) };
		const inner = content ?? (media ? media : { body: text });
		const message = {
			...(person.phone !== null && { from: person.phone }),
			from_user_id: person.id,
			id: line.id,
			timestamp: String(Math.floor(when / 1000)),
			type,
			[type]: inner,
			...(replyTo !== undefined && { context: { from: account.handle, id: replyTo } }),
		};
		await tellWhatsapp(account, { contacts: [contactOf(person)], messages: [message] });
	} else {
		const attachments = stored && [{ type, payload: { url: addressOf(account, stored) } }];
		const message = {
			mid: line.id,
			...(text !== "" && { text }),
			...(attachments && { attachments }),
			...(replyTo !== undefined && { reply_to: { mid: replyTo } }),
			...content,
		};
		await tellMessaging(account, { sender: { id: person.id }, recipient: { id: account.id }, timestamp: when, message });
	}
	return line;
}

/** Somebody reacts to a line, or takes that back (""). */
export async function react(account: MetaAccount, person: MetaPerson, line: MetaLine, emoji: string): Promise<void> {
	line.reaction = emoji;
	const at = account.clock();
	if (account.platform === "whatsapp") {
		const reaction = { message_id: line.id, ...(emoji !== "" && { emoji }) };
		const message = {
			from: person.phone ?? undefined,
			from_user_id: person.id,
			id: messageId(account),
			timestamp: String(Math.floor(at / 1000)),
			type: "reaction",
			reaction,
		};
		await tellWhatsapp(account, { contacts: [contactOf(person)], messages: [message] });
	} else {
		const reaction = { mid: line.id, action: emoji === "" ? "unreact" : "react", ...(emoji !== "" && { reaction: "other", emoji }) };
		await tellMessaging(account, { sender: { id: person.id }, recipient: { id: account.id }, timestamp: at, reaction });
	}
}

/** Somebody at the business wrote in the platform's own app. */
export async function writeThere(
	account: MetaAccount,
	person: MetaPerson,
	text: string,
	{ at, id, ref = null }: { at?: number; id?: string; ref?: string | null } = {},
): Promise<MetaLine> {
	const when = at ?? account.clock();
	const line: MetaLine = {
		id: id ?? messageId(account),
		from: "business",
		text,
		type: "text",
		media: null,
		at: when,
		state: "read",
		reaction: "",
		ref,
	};
	threadOf(account, person.id).push(line);
	await echo(account, person, line);
	return line;
}

/** What was sent comes back as news: always on Instagram and Messenger. */
export async function echo(account: MetaAccount, person: MetaPerson, { id, text, at, ref }: MetaLine): Promise<void> {
	if (account.platform === "whatsapp") {
		const message = {
			from: "4570102030",
			to: person.phone ?? undefined,
			to_user_id: person.id,
			id,
			timestamp: String(Math.floor(at / 1000)),
			type: "text",
			text: { body: text },
		};
		await tellWhatsapp(account, { contacts: [contactOf(person)], message_echoes: [message] }, "smb_message_echoes");
		return;
	}
	const message = { mid: id, text, is_echo: true, ...(account.platform === "messenger" && ref !== null && { metadata: ref }) };
	await tellMessaging(account, { sender: { id: account.id }, recipient: { id: person.id }, timestamp: at, message });
}

/** What became of something that was sent. */
export async function state(
	account: MetaAccount,
	person: MetaPerson,
	line: MetaLine,
	now: "sent" | "delivered" | "read" | "failed",
	code = 131026,
): Promise<void> {
	const rank = { sent: 1, delivered: 2, read: 3, failed: 0 };
	if (line.state === null || rank[now] > rank[line.state] || now === "failed") line.state = now;
	const at = account.clock();
	if (account.platform === "whatsapp") {
		const status = {
			id: line.id,
			status: now,
			timestamp: String(Math.floor(at / 1000)),
			...(person.phone !== null && { recipient_id: person.phone }),
			recipient_user_id: person.id,
			...(line.ref !== null && { biz_opaque_callback_data: line.ref }),
			...(now === "failed" && {
				errors: [{ code, title: "Failed", message: "Failed", error_data: { details: "Message undeliverable." } }],
			}),
		};
		await tellWhatsapp(account, { ...(now !== "failed" && { contacts: [contactOf(person)] }), statuses: [status] });
		return;
	}
	const about = { sender: { id: person.id }, recipient: { id: account.id }, timestamp: at };
	if (now === "read")
		await tellMessaging(account, { ...about, read: account.platform === "instagram" ? { mid: line.id } : { watermark: at } });
	else if (now === "delivered" && account.platform === "messenger")
		await tellMessaging(account, { ...about, delivery: { mids: [line.id], watermark: at } });
}

const contactOf = ({ id, name, phone, handle }: MetaPerson) => ({
	profile: { name, ...(phone === null && { username: handle }) },
	...(phone !== null && { wa_id: phone }),
	user_id: id,
});

export async function tellWhatsapp(account: MetaAccount, more: object, field = "messages"): Promise<void> {
	const metadata = { display_phone_number: account.handle, phone_number_id: account.id };
	const value = { messaging_product: "whatsapp", metadata, ...more };
	await tellEntry(account, { id: account.wabaId, changes: [{ value, field }] });
}

export async function tellEntry(account: MetaAccount, entry: object): Promise<void> {
	await tell(account, { object: "whatsapp_business_account", entry: [entry] });
}

export async function tellMessaging(account: MetaAccount, item: object): Promise<void> {
	const object = account.platform === "instagram" ? "instagram" : "page";
	await tell(account, { object, entry: [{ id: account.id, time: account.clock(), messaging: [item] }] });
}

/** Signed as Meta does: over bytes in which what is not ASCII is escaped, and slashes too. */
export async function signedBy(secret: string, payload: object): Promise<{ headers: Record<string, string>; body: string }> {
	const body = JSON.stringify(payload)
		.replaceAll("/", "\\/")
		.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
	const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
	const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(body)));
	const hex = [...mac].map((byte) => byte.toString(16).padStart(2, "0")).join("");
	return { headers: { "Content-Type": "application/json", "X-Hub-Signature-256": `sha256=${hex}` }, body };
}

async function tell(account: MetaAccount, payload: object): Promise<void> {
	if (account.address === null || !account.subscribed) return;
	const delivery = { url: account.address, ...(await signedBy(account.appSecret, payload)) };
	const copies = Array.from({ length: account.copies }, () => delivery);
	if (account.backwards) account.deliveries.unshift(...copies);
	else account.deliveries.push(...copies);
}

/** Kept for so long; its address is good for five minutes. */
export function storeFile(account: MetaAccount, { mime, bytes }: { mime: string; bytes: Uint8Array }): MetaFile {
	const file = { id: String(900_000_000 + ++account.serial), mime, bytes, expiresAt: account.clock() + 5 * 60_000 };
	account.files.set(file.id, file);
	return file;
}

/** Where a file can be fetched for a while. `example`: hosts that exist nowhere, as the demo's. */
export function addressOf(
	account: MetaAccount,
	{ id, expiresAt }: MetaFile,
	host = account.id.startsWith("5550") ? "lookaside.example" : "lookaside.fbsbx.com",
): string {
	return `https://${host}/media/${account.id}/${id}?ext=${expiresAt}`;
}
