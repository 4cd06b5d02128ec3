import { day, hour, minute } from "#app/platform/time.ts";

/** What may be said to whom and when, and how what was said is shown. Pure, browser-safe. */

export const chatStatuses = ["OPEN", "PENDING", "RESOLVED", "CLOSED"] as const;
/** How a list of chats is ordered. */
export const chatSorts = ["latest", "waiting"] as const;
export type ChatStatus = (typeof chatStatuses)[number];
export const contentKinds = ["TEXT", "IMAGE", "VIDEO", "AUDIO", "FILE", "LOCATION", "STICKER"] as const;
export type ContentKind = (typeof contentKinds)[number];
/** A private note is an agent's (`isNote`), and nobody outside ever sees it. */
export const senders = ["CUSTOMER", "AGENT", "SYSTEM"] as const;
export type Sender = (typeof senders)[number];
/** How far a message of ours got; it never goes back (`rankOf`). */
export const deliveryStates = ["scheduled", "queued", "sending", "unsure", "sent", "delivered", "read", "failed"] as const;
export type DeliveryState = (typeof deliveryStates)[number];
export const mediaStates = ["waiting", "ready", "gone"] as const;
export type MediaState = (typeof mediaStates)[number];
export const assignments = ["off", "round_robin", "least_busy"] as const;
export type Assignment = (typeof assignments)[number];
export const sealingStates = ["working", "done"] as const;
export const labelColours = ["grey", "red", "orange", "yellow", "green", "blue", "purple"] as const;

/** One message as pages, API and sockets show it. Times ms UTC; `seq` is its number in the chat, `version` grows with each change of it. */
export type Shown = {
	id: string;
	chatId: string;
	seq: number;
	version: number;
	sender: Sender;
	/** Whoever of the business wrote it here; null for anybody else, and for what was written in the platform's own app. */
	senderId: string | null;
	senderName: string | null;
	kind: ContentKind;
	as: string | null;
	text: string;
	details: Record<string, unknown>;
	/** Its words are sealed with a key that is not here. */
	isLocked: boolean;
	media: ShownMedia[];
	state: DeliveryState | null;
	why: string | null;
	said: string;
	isNote: boolean;
	isDeleted: boolean;
	isForwarded: boolean;
	editedAt: number | null;
	reactions: { emoji: string; by: "CUSTOMER" | "AGENT" }[];
	replyTo: { id: string; text: string } | null;
	at: number;
	dueAt: number | null;
	clientId: string | null;
};
export type ShownMedia = { id: string; mime: string; name: string; bytes: number | null; state: MediaState; why: string | null };

export type ChatListed = {
	id: string;
	customer: { id: string; name: string };
	platform: string;
	connectionId: string;
	connectionName: string;
	status: ChatStatus;
	assignee: { id: string; name: string } | null;
	labels: ShownLabel[];
	unread: number;
	preview: string;
	lastKind: ContentKind | null;
	lastSender: Sender | null;
	lastState: DeliveryState | null;
	lastAt: number;
	/** Since when they wait for an answer, ms UTC; null: they wait for none. */
	waitingSince: number | null;
	/** Until when a free answer may be sent, ms UTC; null where none may. */
	windowUntil: number | null;
	version: number;
};
/** Whether what is said is sealed at rest, and how far what was said before is. `looked` of `total` messages; `locked`: their key is not here. Times ms UTC. */
export type Sealing = {
	isSealed: boolean;
	state: (typeof sealingStates)[number];
	looked: number;
	total: number;
	locked: number;
	startedAt: number;
	updatedAt: number;
};
export type ShownLabel = { id: string; name: string; colour: string };

/** How long somebody may be answered: freely, and by a person with a tag of its own (ms after they last wrote). */
export type Windows = { replyFor: number; humanAgentFor: number | null };
/** The platforms' own times, where a page has no connection at hand. */
export const windowsOf: Record<string, Windows> = {
	whatsapp: { replyFor: 24 * hour, humanAgentFor: null },
	instagram: { replyFor: 24 * hour, humanAgentFor: 7 * day },
	messenger: { replyFor: 24 * hour, humanAgentFor: 7 * day },
};

const captions: Record<string, { kinds: readonly ContentKind[]; most: number }> = {
	whatsapp: { kinds: ["IMAGE", "VIDEO", "FILE"], most: 1024 },
};

/** Whether a file of that kind carries the words itself there. Beside anything else, and where they are many, they are a message of their own, sent ahead of it. */
export function isCaption(platform: string, kind: ContentKind, text: string): boolean {
	const { most } = besideFile(platform, kind);
	return most > 0 && text.length <= most;
}

/** How long a text may be there, in what the platform counts; what is none of them, and a note, is held to `longest`. */
export type TextLimit = { most: number; unit: "characters" | "bytes" };
const longest: TextLimit = { most: 4096, unit: "characters" };
const textLimits: Record<string, TextLimit> = {
	whatsapp: longest,
	instagram: { most: 1000, unit: "bytes" },
	messenger: { most: 2000, unit: "characters" },
};

/** How long a text is as its platform counts it, and how long it may be: by itself, or beside a file of a `kind`. A note (`isNote`) is nobody's but ours. */
export function measured(platform: string, text: string, isNote: boolean, kind: ContentKind = "TEXT"): TextLimit & { length: number } {
	const limit = isNote ? longest : kind === "TEXT" ? (textLimits[platform] ?? longest) : besideFile(platform, kind);
	return { ...limit, length: limit.unit === "bytes" ? new TextEncoder().encode(text).length : text.length };
}

function besideFile(platform: string, kind: ContentKind): TextLimit {
	const { kinds, most } = captions[platform] ?? { kinds: [], most: 0 };
	return { most: kinds.includes(kind) ? most : 0, unit: "characters" };
}

/** Pictures browsers show and a platform does not take as one. */
const picturesNotTaken: Record<string, readonly string[]> = { whatsapp: ["image/webp"], instagram: ["image/webp"] };

/** Whether a platform will have a file of that type. */
export function takesPicture(platform: string, mime: string): boolean {
	return !picturesNotTaken[platform]?.includes(mime);
}

/** Where something may be said outside the window: a text the platform has approved. */
export const templated: readonly string[] = ["whatsapp"];

export type Window = { kind: "open" | "human_agent" | "closed"; until: number | null };

/** What may be sent at an instant to somebody who last wrote then (null: never did). */
export function windowOf(lastInboundAt: number | null, { replyFor, humanAgentFor }: Windows, now: number): Window {
	if (lastInboundAt === null) return { kind: "closed", until: null };
	if (now < lastInboundAt + replyFor) return { kind: "open", until: lastInboundAt + replyFor };
	if (humanAgentFor !== null && now < lastInboundAt + humanAgentFor) return { kind: "human_agent", until: lastInboundAt + humanAgentFor };
	return { kind: "closed", until: null };
}

/** What of a message a list shows: one line. */
export function previewOf(text: string): string {
	return [...text.replace(/\s+/g, " ").trim()].slice(0, 120).join("");
}

/**
 * How far a state is: a later word takes the place of an earlier one only where it is higher. A platform takes a message in (`sent`) before it finds
 * out that it cannot be delivered, so a failure stands above that, and below what only happens to a message that arrived.
 */
export const rankOf: Record<DeliveryState, number> = {
	scheduled: 0,
	queued: 0,
	sending: 1,
	unsure: 2,
	sent: 3,
	failed: 4,
	delivered: 5,
	read: 6,
};

/** Somebody whose message did not arrive here for this long after it was sent has a platform in trouble; times from the future are ours. */
const mostAhead = 5 * minute;

/** When a message counts as said: as the platform says, but not in the future, and never before there was time. */
export function saidAt(at: number, now: number): number {
	return Number.isFinite(at) && at > 0 && at <= now + mostAhead ? Math.min(Math.round(at), now) : now;
}

/** The names a canned answer may hold, in braces. */
export const cannedVariables = ["customer", "first_name", "agent", "business"] as const;
export type CannedVariable = (typeof cannedVariables)[number];

/** A canned answer with its names filled in; what is not known is left out with the space before it. */
export function fillCanned(text: string, values: Record<CannedVariable, string>): string {
	return text
		.replace(/( ?)\{(\w+)\}/g, (whole, space: string, name: string) => {
			const variable = cannedVariables.find((each) => each === name);
			if (!variable) return whole;
			return values[variable] === "" ? "" : space + values[variable];
		})
		.trim();
}

/** What was typed, as a search in messages: every word begins a word that was said. Everything is quoted. @returns null when there is nothing to look for */
export function talkExpression(businessId: string, typed: string): string | null {
	const words = typed
		.normalize("NFC")
		.trim()
		.split(/\s+/)
		.filter((word) => /[\p{L}\p{N}]/u.test(word))
		.slice(0, 12)
		.map((word) => `"${word.replaceAll('"', '""')}" *`);
	return words.length === 0 ? null : `scope : "${businessId.replaceAll("-", "")}" AND {text} : (${words.join(" AND ")})`;
}

export type Candidate = { userId: string; open: number; lastGivenAt: number };

/**
 * Who gets a new chat: of those below capacity, by turns whoever waited longest, or whoever has the fewest open (of those again who waited longest).
 * @returns null for nobody
 */
export function giveTo(candidates: readonly Candidate[], how: Assignment, capacity: number): string | null {
	if (how === "off") return null;
	const free = candidates.filter(({ open }) => open < capacity);
	const inTurn = (one: Candidate, other: Candidate) => one.lastGivenAt - other.lastGivenAt || (one.userId < other.userId ? -1 : 1);
	const [first] = free.toSorted((one, other) => (how === "least_busy" ? one.open - other.open : 0) || inTurn(one, other));
	return first?.userId ?? null;
}

/** What became of something a platform told: a word, for which a connection's page has words of its own. */
export type HeardAs =
	| "message"
	| "new_chat"
	| "echo"
	| "states"
	| "edited"
	| "deleted"
	| "reaction"
	| "kept_until_it_comes"
	| "moved"
	| "nobody_known"
	| "template"
	| "account"
	| "same"
	| "older"
	| "words_locked"
	| "unreadable"
	| "other_account"
	| "nothing";
