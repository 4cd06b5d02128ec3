import { expect, it } from "vitest";
import type { TalkSaid } from "#app/channels/talk.ts";
import { whatsapp } from "#app/channels/adapters/whatsapp.server.ts";

const account = { accountId: "106540352242922" };
const told = (body: string) => whatsapp.translate("messages", body, account);
const wrap = (...changes: object[]) => JSON.stringify({ object: "whatsapp_business_account", entry: [{ id: "1", changes }] });
const contacts = [{ profile: { name: "Mette" }, wa_id: "4520304050", user_id: "DK.134912086553027", parent_user_id: "DK.ENT.118157" }];
const metadata = { display_phone_number: "45 70 10 20 30", phone_number_id: account.accountId };
const value = (more: object) => ({ field: "messages", value: { messaging_product: "whatsapp", metadata, contacts, ...more } });
const from = { from: "4520304050", id: "wamid.1", timestamp: "1793000000" };
const message = (more: object): TalkSaid => told(wrap(value({ messages: [{ ...from, ...more }] })))[0] as TalkSaid;
const at = 1_793_000_000_000;

it("reads what somebody wrote, who they are by the id that needs no number, and what it answers", () => {
	expect(message({ type: "text", text: { body: "Hej æøå" }, context: { from: "4570102030", id: "wamid.0" } })).toEqual({
		kind: "message",
		message: {
			platformMessageId: "wamid.1",
			person: { externalId: "DK.134912086553027", also: ["4520304050", "DK.ENT.118157"], name: "Mette", phone: "+4520304050", handle: "" },
			sender: "CUSTOMER",
			ourRef: null,
			at,
			replyTo: "wamid.0",
			isForwarded: false,
			isStandby: false,
			body: { kind: "TEXT", as: null, text: "Hej æøå", media: [], details: {} },
		},
	});
});

it.each([
	[
		"image",
		{ image: { id: "9", mime_type: "image/jpeg", sha256: "a=", caption: "See" } },
		{ kind: "IMAGE", text: "See", media: [{ id: "9", mime: "image/jpeg", sha256: "a=" }] },
	],
	[
		"video",
		{ video: { id: 9, mime_type: "video/mp4", url: "https://lookaside.fbsbx.com/x" } },
		{ kind: "VIDEO", media: [{ id: "9", url: "https://lookaside.fbsbx.com/x" }] },
	],
	["audio", { audio: { id: "9", mime_type: "audio/ogg; codecs=opus", voice: true } }, { kind: "AUDIO", details: { voice: true } }],
	[
		"document",
		{ document: { id: "9", mime_type: "application/pdf", filename: "offer.pdf" } },
		{ kind: "FILE", media: [{ name: "offer.pdf" }] },
	],
	["sticker", { sticker: { id: "9", mime_type: "image/webp", animated: false } }, { kind: "STICKER", details: { animated: false } }],
	[
		"location",
		{ location: { latitude: 55.67, longitude: 12.56, name: "Shop" } },
		{ kind: "LOCATION", text: "Shop", details: { latitude: 55.67, longitude: 12.56 } },
	],
	[
		"contacts",
		{ contacts: [{ phones: [{ phone: "+45 1" }] }, { name: { formatted_name: "Bo" }, phones: [], origin: "contact_request" }] },
		{
			as: "contacts",
			text: "+45 1, Bo",
			details: {
				contacts: [
					{ name: "", phones: ["+45 1"] },
					{ name: "Bo", origin: "contact_request" },
				],
			},
		},
	],
	[
		"interactive",
		{ interactive: { type: "button_reply", button_reply: { id: "b1", title: "Yes" } } },
		{ as: "button", text: "Yes", details: { id: "b1" } },
	],
	[
		"interactive",
		{ interactive: { type: "list_reply", list_reply: { id: "r1", title: "Red", description: "46" } } },
		{ as: "interactive", text: "Red", details: { description: "46" } },
	],
	[
		"interactive",
		{ interactive: { type: "nfm_reply", nfm_reply: { name: "flow", body: "Sent", response_json: '{"size":46}' } } },
		{ as: "interactive", details: { response: { size: 46 } } },
	],
	["interactive", {}, { as: "unsupported" }],
	[
		"interactive",
		{ interactive: { type: "call_permission_reply", call_permission_reply: { response: "accept" } } },
		{ as: "call_permission_reply", details: { raw: { interactive: { call_permission_reply: { response: "accept" } } } } },
	],
	[
		"text",
		{ text: { body: "In stock?" }, context: { referred_product: { catalog_id: "1", product_retailer_id: "LEM-46" } } },
		{ as: null, text: "In stock?", details: { product: { product_retailer_id: "LEM-46" } } },
	],
	["button", { button: { payload: "P", text: "Stop" } }, { as: "button", text: "Stop", details: { payload: "P" } }],
	[
		"order",
		{
			order: {
				catalog_id: "1",
				text: "",
				product_items: [{ product_retailer_id: "SKU", quantity: 2, item_price: 100.5, currency: "DKK" }, {}],
			},
		},
		{ as: "order", details: { items: [{ sku: "SKU", quantity: 2, price: 100.5, currency: "DKK" }] } },
	],
	[
		"unsupported",
		{ errors: [{ code: 131051, title: "Unsupported", error_data: { details: "poll" } }], unsupported: { type: "poll" } },
		{ as: "unsupported", details: { type: "poll", errors: [{ code: 131051, details: "poll" }] } },
	],
	[
		"text",
		{ text: { body: "Hi" }, referral: { source_id: "ad", headline: "Frames" } },
		{ as: "referral", text: "Hi", details: { referral: { source_id: "ad" } } },
	],
	["hologram", { hologram: { depth: 3 } }, { kind: "TEXT", as: "hologram", details: { raw: { hologram: { depth: 3 } } } }],
])("shows a message of type %s as what it is", (type, more, body) => {
	expect(message({ type, ...more })).toMatchObject({ kind: "message", message: { body } });
});

it("hears a reaction and its taking back, with the emoji empty or missing", () => {
	for (const [reaction, emoji] of [
		[{ emoji: "👍" }, "👍"],
		[{ emoji: "" }, ""],
		[{}, ""],
	] as const)
		expect(message({ type: "reaction", reaction: { message_id: "wamid.0", ...reaction } })).toMatchObject({
			kind: "reaction",
			platformMessageId: "wamid.0",
			emoji,
			from: { externalId: "DK.134912086553027" },
		});
});

it("knows forwarded ones without an id, edits, unsends, and whom a changed number belongs to", () => {
	expect(message({ type: "text", text: { body: "x" }, context: { frequently_forwarded: true } })).toMatchObject({
		message: { isForwarded: true, replyTo: null },
	});
	expect(
		message({ type: "edit", edit: { original_message_id: "wamid.0", message: { type: "text", text: { body: "Hej" } } } }),
	).toMatchObject({
		kind: "edited",
		platformMessageId: "wamid.0",
		body: { text: "Hej" },
	});
	expect(message({ type: "revoke", revoke: { original_message_id: "wamid.0" } })).toEqual({
		kind: "deleted",
		platformMessageId: "wamid.0",
		at,
	});
	const moved = { ...from, type: "system", system: { type: "user_changed_number", body: "changed", wa_id: "4599999999" } };
	expect(told(wrap({ field: "messages", value: { metadata, messages: [moved] } }))).toMatchObject([
		{ kind: "moved", from: ["4520304050"], person: { externalId: "4599999999", phone: "+4599999999" } },
	]);
	const moves = (from: object, system: object) =>
		told(wrap({ field: "messages", value: { metadata, messages: [{ id: "wamid.1", ...from, type: "system", system }] } }));
	expect(
		moves({ from: "4520000000", from_user_id: "DK.1" }, { type: "user_changed_number", wa_id: "4521000000", user_id: "DK.2" }),
	).toMatchObject([{ kind: "moved", from: ["DK.1", "4520000000"], person: { externalId: "DK.2", also: ["4521000000"] } }]);
	expect(moves({ from: "4521000000" }, { type: "customer_changed_number", wa_id: "4521000000", customer: "4520000000" })).toMatchObject([
		{ kind: "moved", from: ["4520000000"], person: { externalId: "4521000000" } },
	]);
	expect(
		moves({ from: "4520000000", from_user_id: "DK.1" }, { type: "user_changed_user_id", user_id: "DK.2", old_user_id: "DK.1" }),
	).toMatchObject([{ kind: "moved", from: ["DK.1", "4520000000"], person: { externalId: "DK.2", phone: "+4520000000" } }]);
	expect(moves({ from: "4520000000" }, { type: "customer_identity_changed" })).toEqual([
		{ kind: "nothing", reason: "customer_identity_changed" },
	]);
});

it("takes an id that is empty or nothing for one that is not there", () => {
	const anna = { profile: { name: "Anna" }, wa_id: "", user_id: "DK.99" };
	const said = { id: "wamid.1", type: "text", text: { body: "Hej" }, from_user_id: "DK.99" };
	for (const nobody of ["", null])
		expect(
			told(wrap({ field: "messages", value: { metadata, contacts: [{ ...anna, wa_id: nobody }], messages: [{ ...said, from: nobody }] } })),
		).toMatchObject([{ message: { person: { externalId: "DK.99", also: [], name: "Anna", phone: null } } }]);
});

it("says of what was said in a group that it was, and that it is not to be answered from here", () => {
	expect(message({ type: "text", text: { body: "Hi all" }, group_id: "Y2FwaV9" })).toMatchObject({
		message: { isStandby: true, body: { as: "group", text: "Hi all", details: { group: "Y2FwaV9" } } },
	});
});

it("knows somebody with a user name and no number: neither `from` nor `wa_id` is there", () => {
	const anna = { profile: { name: "Anna", username: "anna.k" }, user_id: "DK.99" };
	const body = wrap({
		field: "messages",
		value: {
			metadata,
			contacts: [...contacts, anna],
			messages: [{ id: "w", timestamp: 1_793_000_000, from_user_id: "DK.99", type: "text", text: { body: "Hi" } }],
		},
	});
	expect(told(body)).toMatchObject([
		{ message: { at, person: { externalId: "DK.99", also: [], phone: null, name: "Anna", handle: "anna.k" } } },
	]);
});

it("puts states in our words, each with our own id, and why one failed", () => {
	const status = (more: object) =>
		told(wrap(value({ statuses: [{ id: "wamid.2", timestamp: "1793000000", recipient_id: "4520304050", ...more }] })))[0];
	for (const [theirs, ours] of [
		["sent", "sent"],
		["delivered", "delivered"],
		["read", "read"],
		["played", "read"],
	])
		expect(status({ status: theirs, biz_opaque_callback_data: "our-1" })).toMatchObject({
			kind: "state",
			state: ours,
			ourRef: "our-1",
			why: null,
			at,
		});
	const errors = (code: number) => [{ code, title: "T", error_data: { details: "D" } }];
	expect(status({ status: "failed", errors: errors(131047), recipient_user_id: "DK.1" })).toMatchObject({
		why: "window_closed",
		said: "131047 D",
		recipient: "DK.1",
	});
	expect(status({ status: "failed", errors: errors(131026) })).toMatchObject({ why: "undeliverable" });
	expect(status({ status: "failed" })).toMatchObject({ state: "failed", why: "unknown" });
	expect(status({ status: "deleted" })).toMatchObject({ kind: "deleted", platformMessageId: "wamid.2" });
	expect(status({ status: "warning" })).toEqual({ kind: "nothing", reason: "status warning" });
});

it("goes through every entry, change, message and state of a body, and loses none to one it cannot read", () => {
	const many = Array.from({ length: 500 }, (_, n) => ({ ...from, id: `wamid.${n}`, type: "text", text: { body: String(n) } }));
	const entry = { id: "1", changes: [value({ messages: [...many, { timestamp: 1 }], statuses: [{ id: "s", status: "read" }, 7] })] };
	const said = told(JSON.stringify({ object: "whatsapp_business_account", entry: [entry, "?", entry] }));
	const count = (kind: string) => said.filter((each) => each.kind === kind).length;
	expect([count("message"), count("state"), count("unreadable")]).toEqual([1000, 2, 5]);
});

it("shows what was written in WhatsApp's own app as ours", () => {
	const echo = { id: "wamid.e", from: "4570102030", to: "4520304050", timestamp: "1793000000", type: "text", text: { body: "Yes" } };
	const said = told(wrap({ field: "smb_message_echoes", value: { metadata, contacts, message_echoes: [echo] } }));
	expect(said).toMatchObject([
		{ message: { sender: "AGENT", person: { externalId: "DK.134912086553027", name: "Mette" }, body: { text: "Yes" } } },
	]);
});

it("hears of templates and restrictions, and passes over other numbers and what it does not use", () => {
	const template = { event: "APPROVED", message_template_name: "ready", message_template_language: "da" };
	expect(told(wrap({ field: "message_template_status_update", value: template }))).toEqual([
		{ kind: "template", name: "ready", language: "da", status: "approved" },
	]);
	for (const [said, status] of [
		["REINSTATED", "approved"],
		["FLAGGED", "approved"],
		["PAUSED", "paused"],
		["DISABLED", "rejected"],
	])
		expect(told(wrap({ field: "message_template_status_update", value: { ...template, event: said } }))).toMatchObject([{ status }]);
	const shut = (value: object) => told(wrap({ field: "account_update", value })).map(({ kind }) => kind);
	expect(told(wrap({ field: "account_update", value: { event: "DISABLED_UPDATE" } }))).toEqual([
		{ kind: "account", what: "restricted", said: "DISABLED_UPDATE", at: 0 },
	]);
	expect(shut({ event: "DISABLED_UPDATE", ban_info: { waba_ban_state: "DISABLE" } })).toEqual(["account"]);
	expect(
		shut({ event: "ACCOUNT_RESTRICTION", restriction_info: [{ restriction_type: "RESTRICTED_CUSTOMER_INITIATED_MESSAGING" }] }),
	).toEqual(["account"]);
	for (const harmless of [
		{ event: "DISABLED_UPDATE", ban_info: { waba_ban_state: "REINSTATE", waba_ban_date: "x" } },
		{ event: "DISABLED_UPDATE", ban_info: { waba_ban_state: "SCHEDULE_FOR_DISABLE" } },
		{ event: "ACCOUNT_VIOLATION", violation_info: { violation_type: "ALCOHOL" } },
		{ event: "ACCOUNT_RESTRICTION", restriction_info: [{ restriction_type: "RESTRICTED_BIZ_INITIATED_MESSAGING", expiration: 1 }] },
	])
		expect(shut(harmless)).toEqual(["nothing"]);
	expect(told(wrap({ field: "messages", value: { metadata: { phone_number_id: "2" }, messages: [{ ...from, type: "text" }] } }))).toEqual([
		{ kind: "nothing", reason: "other_account" },
	]);
	expect(told(wrap({ field: "flows", value: {} }))).toEqual([{ kind: "nothing", reason: "flows" }]);
	expect(told("<html>")).toEqual([{ kind: "unreadable", reason: "not_json" }]);
	expect(told('{"object":"page","entry":[]}')).toEqual([{ kind: "unreadable", reason: "not_whatsapp" }]);
});

const secret = "meta-app-secret-00112233445566778899aabbccddeeff";
const signedBody = String.raw`{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"value":{"messaging_product":"whatsapp","messages":[{"from":"4520000000","id":"wamid.T1","timestamp":"1793000000","type":"text","text":{"body":"Hej \u00e6\u00f8\u00e5"}}]},"field":"messages"}]}]}`;
const signature = "sha256=ff459469e84725c512afc3e4dfd93120e865295dd682705a915622711b24314b";
const delivery = (body: string, header: string | null) => ({
	url: new URL("http://storekeep.test/connections/webhook/whatsapp?c=t"),
	headers: new Headers(header === null ? {} : { "X-Hub-Signature-256": header }),
	body: new TextEncoder().encode(body),
});

it("believes the bytes as they were signed, escapes and all, and nothing else", async () => {
	const keys = { secret, cfg: {} as never };
	expect(await whatsapp.verify(delivery(signedBody, signature), keys)).toMatchObject({
		kind: "delivery",
		topic: "messages",
		resourceId: "wamid.T1",
		occurredAt: at,
	});
	expect(told(signedBody)).toMatchObject([
		{ message: { body: { text: "Hej æøå" }, person: { externalId: "4520000000", phone: "+4520000000" } } },
	]);
	const unescaped = JSON.stringify(JSON.parse(signedBody));
	for (const [body, header] of [
		[unescaped, signature],
		[signedBody, null],
		[signedBody, signature.toUpperCase().slice(0, 60)],
		[`${signedBody} `, signature],
	] as const)
		expect(await whatsapp.verify(delivery(body, header), keys)).toEqual({ kind: "forged" });
	expect(await whatsapp.verify(delivery(signedBody, signature), { ...keys, secret: "" })).toEqual({ kind: "forged" });
});

it("answers the question whether an address is ours by our word alone", () => {
	const asked = (query: string) => whatsapp.greet(new URL(`http://storekeep.test/connections/webhook/whatsapp?c=t&${query}`), "our-word");
	expect(asked("hub.mode=subscribe&hub.verify_token=our-word&hub.challenge=1158201444")).toBe("1158201444");
	expect(asked("hub.mode=subscribe&hub.verify_token=our-wore&hub.challenge=1")).toBeNull();
	expect(asked("hub.mode=unsubscribe&hub.verify_token=our-word&hub.challenge=1")).toBeNull();
	expect(asked("hub.mode=subscribe&hub.challenge=1")).toBeNull();
});
