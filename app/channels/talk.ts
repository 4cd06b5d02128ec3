import type { Capabilities, Credentials, Delivery, Link, Verified } from "./contract.ts";
import type { Config } from "#app/platform/config.server.ts";
import type { Driving } from "./drive-connection.server.ts";
import type { TalkPlatform } from "./rules.ts";

/**
 * What a platform of conversations is to us: one file under `adapters/`, an object of this shape. The same law as for shops (contract.ts): ids are text,
 * instants are ms UTC, nothing of the platform's words leaves its file.
 */
export type TalkAdapter = {
	capabilities: TalkCapabilities;
	/** The host its accounts are asked at. */
	host: string;
	/** Which connection a delivery is for, as the directory knows it. Nothing is proven yet. */
	addressed(delivery: Delivery): string | null;
	/** What to answer to a platform that asks whether the address is ours; null: it does not know our word. In constant time. */
	greet(url: URL, verifyToken: string): string | null;
	/** Judges a delivery from its raw bytes, in constant time. The body is not parsed before the signature held. */
	verify(delivery: Delivery, keys: { secret: string; cfg: Config }): Promise<Verified>;
	/** All that a body says: every entry, change, message and state, in the order it stands there. Pure. */
	translate(topic: string, body: string, account: { accountId: string }): TalkSaid[];
	/** Proves that the token is good for this account, and says what it calls itself. @throws PlatformTrouble */
	prove(link: Link): Promise<ProvenAccount>;
	/** Has the account's news sent to us; doing it again changes nothing. @throws PlatformTrouble */
	subscribe(link: Link, address: string): Promise<void>;
	/** Takes that back; what is gone already is fine. @throws PlatformTrouble */
	unsubscribe(link: Link): Promise<void>;
	/**
	 * Sends one message. No platform here knows idempotency keys: of one that may have left (`unsure`) nothing is asked again, its state comes by webhook.
	 * What concerns this message alone is answered; what concerns the account is thrown.
	 * @throws PlatformTrouble `throttled`, `temporary`, `expired`
	 */
	send(link: Link, wish: SendWish): Promise<Sent>;
	/** Says that we have read up to it, and whether somebody writes. @throws PlatformTrouble */
	markRead?(link: Link, to: Recipient, platformMessageId: string, isTyping: boolean): Promise<void>;
	/** The bytes of something that was sent to us; null: it is gone. @throws PlatformTrouble */
	fetchMedia(link: Link, media: MediaRef): Promise<{ bytes: Uint8Array<ArrayBuffer>; mime: string } | null>;
	/** Brings a file to the platform. @returns what `send` names it by. @throws PlatformTrouble */
	uploadMedia?(link: Link, file: { bytes: Uint8Array<ArrayBuffer>; mime: string; name: string }): Promise<string>;
	/** One page of the messages that may be sent outside the window. @throws PlatformTrouble */
	pullTemplates?(link: Link, cursor: string | null): Promise<{ templates: TalkTemplate[]; next: string | null }>;
	/** Renews a token that runs out and keeps it (`link.keep`). @returns until when it is good; null: nothing was to be done. @throws PlatformTrouble */
	refresh?(link: Link): Promise<{ expiresAt: number } | null>;
	/** What somebody is called there; null: it does not say. @throws PlatformTrouble */
	profile?(link: Link, externalId: string): Promise<{ name: string; handle: string } | null>;
};

export type TalkCapabilities = {
	connects: "token";
	hasWebhooks: true;
	webhooksName: "token";
	pace: Capabilities["pace"];
	/** ms after the customer's last message: anything, and what a person writes. */
	windows: { replyFor: number; humanAgentFor: number | null };
	hasTemplates: boolean;
	hasReactions: boolean;
	/** It says when somebody has read. */
	hasReadBySomebody: boolean;
	hasTyping: boolean;
	mostCharacters: number;
	media: Record<"IMAGE" | "VIDEO" | "AUDIO" | "FILE" | "STICKER", { mostBytes: number } | null>;
	/** What we send comes back as news, too. */
	echoesOurs: boolean;
};

export type ProvenAccount = {
	/** The account's page at the platform, as it is known here: once in a business. */
	storeUrl: string;
	name: string;
	/** Its number or user name, for people. */
	handle: string;
	/** Credentials as they are to be kept, where the proof changed them. */
	credentials?: Credentials;
	/** ms UTC when the token runs out; null when it does not. */
	expiresAt: number | null;
};

export type Recipient = { externalId: string; phone: string | null };

/**
 * Somebody, as the platform names them. `externalId`: unique in its connection (WhatsApp: the business-scoped id before the phone; IGSID; PSID).
 * `also`: other ids of the same person there.
 */
export type TalkPerson = { externalId: string; also: string[]; name: string; phone: string | null; handle: string };

export type TalkSaid =
	| { kind: "message"; message: TalkMessage }
	| { kind: "edited"; platformMessageId: string; body: TalkBody; at: number }
	| { kind: "deleted"; platformMessageId: string; at: number }
	/** `from` null: by us. `emoji` "": taken back. */
	| { kind: "reaction"; platformMessageId: string; from: TalkPerson | null; emoji: string; at: number }
	| {
			kind: "state";
			platformMessageId: string;
			ourRef: string | null;
			state: "sent" | "delivered" | "read" | "failed";
			why: FailReason | null;
			said: string;
			at: number;
			recipient: string | null;
	  }
	/** All we sent them up to then has arrived, or has been seen. */
	| { kind: "states_until"; externalId: string; state: "delivered" | "read"; at: number }
	/** Their id changed: the same person. `from`: what they may be known by here. */
	| { kind: "moved"; from: string[]; person: TalkPerson }
	| { kind: "template"; name: string; language: string; status: TalkTemplate["status"] }
	/** `at`: ms UTC, 0 where it is not said. */
	| { kind: "account"; what: "expired" | "restricted"; said: string; at: number }
	/** Nothing for us, and why. */
	| { kind: "nothing"; reason: string }
	| { kind: "unreadable"; reason: string };

export type TalkMessage = {
	platformMessageId: string;
	/** The customer of the conversation, whoever wrote. */
	person: TalkPerson;
	/** AGENT: written in the platform's own app, or an echo of what we sent. */
	sender: "CUSTOMER" | "AGENT";
	ourRef: string | null;
	/** ms UTC; 0 where the platform does not say: it is as old as its arrival. */
	at: number;
	/** The platform's id of what it answers. */
	replyTo: string | null;
	isForwarded: boolean;
	/** Another app holds the conversation: shown, not to be answered. */
	isStandby: boolean;
	body: TalkBody;
};

/**
 * Content. `as` says what it truly is when it is none of the kinds ("contacts", "order", "story_mention", "unsupported" …); `details` keeps what was said
 * of it, as small JSON.
 */
export type TalkBody = {
	kind: "TEXT" | "IMAGE" | "VIDEO" | "AUDIO" | "FILE" | "LOCATION" | "STICKER";
	as: string | null;
	/** Text, caption, title of what was pressed; "" if none. */
	text: string;
	media: MediaRef[];
	details: Record<string, unknown>;
};
export type MediaRef = { id: string | null; url: string | null; mime: string; name: string; sha256: string | null };

export type SendWish = {
	/** Our name for this try of it; it comes back with its states where the platform carries it. */
	ref: string;
	to: Recipient;
	window: "reply" | "human_agent" | "template";
	replyTo: string | null;
	content:
		| { kind: "text"; text: string }
		| { kind: "media"; as: "IMAGE" | "VIDEO" | "AUDIO" | "FILE"; mediaId: string | null; url: string | null; name: string; caption: string }
		| {
				kind: "template";
				name: string;
				language: string;
				parameters: string[];
				names?: string[] | undefined;
				header?: TemplateFile | undefined;
		  }
		| { kind: "reaction"; platformMessageId: string; emoji: string };
};

/** What stands above a template's words. */
export type TemplateFile = { as: "IMAGE" | "VIDEO" | "FILE"; mediaId: string | null; url: string | null; name: string };

export type Sent =
	| { kind: "sent"; platformMessageId: string }
	| { kind: "failed"; why: FailReason; said: string; mayRetry: boolean }
	/** It may have left, and nobody answered. */
	| { kind: "unsure" };

/** Why one message failed; each has its sentence. */
export const failReasons = [
	"window_closed",
	"no_such_person",
	"unavailable",
	"undeliverable",
	"spam_limit",
	"pair_limit",
	"throttled",
	"template_missing",
	"template_paused",
	"template_parameters",
	"too_long",
	"bad_media",
	"not_allowed",
	"payment",
	"account_locked",
	"marketing_stopped",
	"marketing_held",
	"experiment",
	"unsupported",
	"not_valid",
	"locked",
	"unknown",
] as const;
export type FailReason = (typeof failReasons)[number];

export type TalkTemplate = {
	name: string;
	language: string;
	status: "approved" | "pending" | "rejected" | "paused";
	category: string;
	/** With its variables as `{{1}}`, or `{{first_name}}`. */
	body: string;
	variables: number;
	/** What has to be sent above it; null: nothing. */
	header: TemplateFile["as"] | null;
};

const blank = /\{\{\s*(\w+)\s*\}\}/g;

/** The blanks of a template, in the order their parameters stand: numbered ones by their number, named ones as they come. */
export function blanksOf(body: string): string[] {
	const names = [...new Set([...body.matchAll(blank)].map(([, name = ""]) => name))];
	return isNamed(names) ? names : names.sort((one, other) => Number(one) - Number(other));
}

/** Whether blanks go by name. */
export function isNamed(blanks: readonly string[]): boolean {
	return blanks.some((name) => !/^\d+$/.test(name));
}

/** A template as the customer reads it; a blank nothing is known for stays one. */
export function fillTemplate(body: string, parameters: readonly string[]): string {
	const blanks = blanksOf(body);
	return body.replace(blank, (whole, name: string) => parameters[blanks.indexOf(name)] || whole);
}

export type TalkDriving = Driving<TalkAdapter, TalkPlatform>;

/** What the inbox does in a turn of a connection's driver; given by the door. */
export type TalkWork = {
	hear(
		driving: TalkDriving,
		said: TalkSaid[],
		receiptId: string,
	): Promise<{ state: "taken" | "passed" | "look"; said: string; details: Record<string, unknown> }>;
	/** Sends what waits, fetches media. @returns when to be woken next, ms UTC */
	turn(driving: TalkDriving): Promise<number>;
};
