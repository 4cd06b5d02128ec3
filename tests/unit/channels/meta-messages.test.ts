import { expect, it } from "vitest";
import { instagram } from "#app/channels/adapters/instagram.server.ts";
import { messenger } from "#app/channels/adapters/messenger.server.ts";

const us = "17841400000000001";
const them = "6200000000000001";
const at = 1_793_000_000_123;
const wrap = (object: string, more: object) => JSON.stringify({ object, entry: [{ id: us, time: at + 5, ...more }] });
const item = (more: object) => ({ sender: { id: them }, recipient: { id: us }, timestamp: at, ...more });
const onInstagram = (...messaging: object[]) => instagram.translate("", wrap("instagram", { messaging }), { accountId: us });
const onMessenger = (...messaging: object[]) => messenger.translate("", wrap("page", { messaging }), { accountId: us });
const message = (more: object) => onInstagram(item({ message: { mid: "m1", ...more } }));

it("reads what somebody wrote", () => {
	expect(message({ text: "Har I den i 46?", reply_to: { mid: "m0" } })).toEqual([
		{
			kind: "message",
			message: {
				platformMessageId: "m1",
				person: { externalId: them, also: [], name: "", phone: null, handle: "" },
				sender: "CUSTOMER",
				ourRef: null,
				at,
				replyTo: "m0",
				isForwarded: false,
				isStandby: false,
				body: { kind: "TEXT", as: null, text: "Har I den i 46?", media: [], details: {} },
			},
		},
	]);
});

const file = (type: string, payload: object = { url: "https://cdn.fbcdn.net/1" }) => ({ attachments: [{ type, payload }] });
it.each([
	["a picture", file("image"), { kind: "IMAGE", as: null, media: [{ url: "https://cdn.fbcdn.net/1", id: null }] }],
	["two pictures", { attachments: [...file("image").attachments, ...file("image").attachments] }, { kind: "IMAGE", media: [{}, {}] }],
	["a sticker", file("image", { url: "https://cdn.fbcdn.net/1", sticker_id: 369 }), { kind: "STICKER" }],
	["a video", file("video"), { kind: "VIDEO" }],
	["sound", file("audio"), { kind: "AUDIO" }],
	["a file", file("file"), { kind: "FILE", as: null }],
	["a shared post", file("share", { url: "https://cdn.fbcdn.net/1", title: "Frames" }), { kind: "FILE", as: "share", text: "Frames" }],
	["a reel", file("ig_reel"), { kind: "FILE", as: "ig_reel" }],
	["a mention in a story", file("story_mention"), { kind: "FILE", as: "story_mention", details: { raw: [{ type: "story_mention" }] } }],
	[
		"a link",
		{ attachments: [{ type: "fallback", title: "Shop", url: "https://x.example", payload: null }] },
		{ kind: "TEXT", as: "fallback", text: "Shop" },
	],
	[
		"a place",
		file("location", { coordinates: { lat: 55.6, long: 12.5 } }),
		{ kind: "LOCATION", details: { latitude: 55.6, longitude: 12.5 } },
	],
	[
		"an answer to a story",
		{ text: "Nice", reply_to: { story: { id: "s", url: "https://cdn.fbcdn.net/s" } } },
		{ as: "story_reply", text: "Nice", details: { story: { id: "s" } } },
	],
	["a quick reply", { text: "Yes", quick_reply: { payload: "Y" } }, { as: "button", details: { payload: "Y" } }],
	["what nobody supports", { is_unsupported: true }, { kind: "TEXT", as: "unsupported" }],
	[
		"what is not invented yet",
		file("hologram", { depth: 3 }),
		{ kind: "FILE", as: "hologram", details: { raw: [{ payload: { depth: 3 } }] } },
	],
])("shows %s as what it is", (_what, more, body) => {
	expect(message(more)).toMatchObject([{ kind: "message", message: { body } }]);
});

it("tells our echoes from a story of theirs that calls itself one", () => {
	const echo = {
		sender: { id: us },
		recipient: { id: them },
		timestamp: at,
		message: { mid: "m2", text: "Ja", is_echo: true, metadata: "our-1" },
	};
	expect(onInstagram(echo)).toMatchObject([{ message: { sender: "AGENT", ourRef: "our-1", person: { externalId: them } } }]);
	expect(message({ ...file("story_mention"), is_echo: true })).toMatchObject([
		{ message: { sender: "CUSTOMER", person: { externalId: them } } },
	]);
});

it("blanks what was unsent, hears edits, reactions and their taking back, and what was pressed", () => {
	expect(message({ is_deleted: true })).toEqual([{ kind: "deleted", platformMessageId: "m1", at }]);
	expect(onInstagram(item({ message_edit: { mid: "m1", text: "46, not 48", num_edit: 1 } }))).toMatchObject([
		{ kind: "edited", platformMessageId: "m1", body: { text: "46, not 48" } },
	]);
	const reaction = (more: object) => onInstagram(item({ reaction: { mid: "m1", ...more } }));
	expect(reaction({ action: "react", reaction: "love", emoji: "😍" })).toMatchObject([{ emoji: "😍", from: { externalId: them } }]);
	expect(reaction({ action: "react", reaction: "wow" })).toMatchObject([{ emoji: "😮" }]);
	expect(reaction({ action: "unreact", reaction: "love" })).toMatchObject([{ kind: "reaction", emoji: "" }]);
	expect(onMessenger(item({ postback: { mid: "m3", title: "Hours", payload: "HOURS" } }))).toMatchObject([
		{ message: { platformMessageId: "m3", body: { as: "postback", text: "Hours", details: { payload: "HOURS" } } } },
	]);
	expect(onMessenger(item({ postback: { title: "Hours", payload: "HOURS" } }))).toMatchObject([
		{ message: { platformMessageId: `postback:${them}:${at}` } },
	]);
});

it("knows what has been seen: one on Instagram, all until then on Messenger", () => {
	expect(onInstagram(item({ read: { mid: "m2" } }))).toMatchObject([
		{ kind: "state", platformMessageId: "m2", state: "read", recipient: them },
	]);
	expect(onMessenger(item({ read: { watermark: at - 1 } }))).toEqual([
		{ kind: "states_until", externalId: them, state: "read", at: at - 1 },
	]);
	expect(onMessenger(item({ delivery: { mids: ["m2", "m4"], watermark: at } }))).toMatchObject([
		{ kind: "state", platformMessageId: "m2", state: "delivered" },
		{ kind: "state", platformMessageId: "m4", state: "delivered" },
		{ kind: "states_until", externalId: them, state: "delivered", at },
	]);
});

it("marks what another app answers, reads changes like items, every entry, and times of every spelling", () => {
	const written = item({ message: { mid: "m1", text: "Hi" } });
	expect(instagram.translate("", wrap("instagram", { standby: [written] }), { accountId: us })).toMatchObject([
		{ message: { isStandby: true } },
	]);
	expect(instagram.translate("", wrap("instagram", { changes: [{ field: "messages", value: written }] }), { accountId: us })).toMatchObject(
		[{ message: { platformMessageId: "m1" } }],
	);
	for (const [timestamp, ms] of [
		["1793000000", 1_793_000_000_000],
		[1_793_000_000_123, at],
		["2026-10-26T06:13:20.123Z", Date.parse("2026-10-26T06:13:20.123Z")],
		[undefined, at + 5],
	])
		expect(onInstagram({ ...written, timestamp })).toMatchObject([{ message: { at: ms } }]);
	const several = JSON.stringify({
		object: "page",
		entry: [
			{ id: us, messaging: [written, 7, written] },
			{ id: us, standby: [written] },
		],
	});
	expect(messenger.translate("", several, { accountId: us }).map(({ kind }) => kind)).toEqual([
		"message",
		"unreadable",
		"message",
		"message",
	]);
});

it("passes over tests, other accounts and what it does not use, and says what it cannot read", () => {
	expect(
		instagram.translate("", wrap("instagram", { id: "0", messaging: [item({ message: { mid: "x", text: "y" } })] }), { accountId: us }),
	).toEqual([{ kind: "nothing", reason: "test" }]);
	expect(instagram.translate("", wrap("instagram", { id: "55" }), { accountId: us })).toEqual([
		{ kind: "nothing", reason: "other_account" },
	]);
	const post = { field: "feed", value: { item: "comment", message: "Nice", from: { id: "1" } } };
	expect(messenger.translate("", wrap("page", { changes: [post] }), { accountId: us })).toEqual([{ kind: "nothing", reason: "feed" }]);
	expect(onMessenger(item({ optin: {} }))).toEqual([{ kind: "nothing", reason: "optin" }]);
	expect(onMessenger(item({ pass_thread_control: {} }))).toEqual([{ kind: "nothing", reason: "not_used" }]);
	expect(messenger.translate("", "{", { accountId: us })).toEqual([{ kind: "unreadable", reason: "not_json" }]);
	expect(messenger.translate("", wrap("instagram", {}), { accountId: us })).toEqual([{ kind: "unreadable", reason: "not_page" }]);
});
