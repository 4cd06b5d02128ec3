import { env } from "cloudflare:workers";
import { beforeAll, expect, it, vi } from "vitest";
import { keepCannedFile, putUpCanned } from "#app/inbox/canned-files.server.ts";
import { changeChat, markChatRead } from "#app/inbox/change-chat.server.ts";
import { deleteMessage, reactToMessage, retryMessage } from "#app/inbox/change-message.server.ts";
import { keepLabel, setInbox } from "#app/inbox/keep-settings.server.ts";
import { setAvailable } from "#app/inbox/set-available.server.ts";
import { listChats } from "#app/inbox/list-chats.server.ts";
import { putUpMedia } from "#app/inbox/media.server.ts";
import { sendMessage } from "#app/inbox/send-message.server.ts";
import { showChat } from "#app/inbox/show-chat.server.ts";
import { sweepMedia } from "#app/inbox/sweep-media.server.ts";
import { talkWork } from "#app/inbox/talk-work.server.ts";
import type { TalkWork } from "#app/channels/talk.ts";
import { eraseCustomer } from "#app/customers/erase-customer.server.ts";
import { mergeCustomers } from "#app/customers/merge-customers.server.ts";
import { day, hour, minute } from "#app/platform/time.ts";
import {
	addPerson,
	lastWritten,
	react,
	signedBy,
	state,
	tellEntry,
	tellMessaging,
	tellWhatsapp,
	threadOf,
	write,
	writeThere,
} from "../../support/fakes/meta.ts";
import { png } from "../../support/drawings.ts";
import { arrive, bring, onlyMetaAnswers, turn, withAccount } from "../../support/meta.ts";
import { react as reactions } from "../../support/reacting.ts";
import { logged } from "../../support/quiet.ts";
import { call, openShop, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";

beforeAll(onlyMetaAnswers);

const chatsOf = async (shop: Shop, asked = {}) => (await listChats(await shop.tenant(), asked)).items;
const shown = async (shop: Shop, chatId: string, at?: number) => (await showChat(await shop.tenant(at), { chatId })).messages;
const say = async (shop: Shop, chatId: string, wish: object, at?: number) => sendMessage(await shop.tenant(at), { chatId, ...wish });
async function begun(platform: "whatsapp" | "instagram" | "messenger" = "whatsapp") {
	const shop = await openShop();
	const line = await withAccount(shop, platform);
	const person = addPerson(line.account, "Mette Holm");
	await write(line.account, person, { text: "Do you have the Lemtosh?" });
	await arrive(shop, line);
	const [chat] = await chatsOf(shop);
	if (!chat) throw new Error("no chat");
	return { shop, line, person, chatId: chat.id };
}

it.each(["whatsapp", "instagram", "messenger"] as const)(
	"brings a conversation in from %s and back out: once, in order, with how far it got",
	async (platform) => {
		const { shop, line, person, chatId } = await begun(platform);
		expect(await chatsOf(shop)).toMatchObject([{ customer: { name: "Mette Holm" }, platform, unread: 1 }]);
		const answer = await say(shop, chatId, { text: "Yes, in two colours", clientId: "a" });
		expect(answer.state).toBe("queued");
		await turn(shop, line);
		const there = threadOf(line.account, person.id).filter(({ from }) => from === "business");
		expect(there).toMatchObject([{ text: "Yes, in two colours" }]);
		// Echo and states, and all of it twice.
		const on = line.account.deliveries.splice(0);
		for (const delivery of [...on, ...on]) await bring(delivery);
		await turn(shop, line);
		await state(line.account, person, there[0]!, "delivered");
		await state(line.account, person, there[0]!, "read");
		await arrive(shop, line);
		const messages = await shown(shop, chatId);
		expect(messages.map(({ text }) => text)).toEqual(["Do you have the Lemtosh?", "Yes, in two colours"]);
		expect(messages[1]).toMatchObject({ sender: "AGENT", senderName: "Owner", state: "read", clientId: "a" });
		await turn(shop, line);
		expect(threadOf(line.account, person.id)).toHaveLength(2);
	},
);

it("says nothing twice where nobody knows whether it left, and learns from its state that it did", async () => {
	const { shop, line, person, chatId } = await begun();
	line.account.faults.push("hang");
	const message = await say(shop, chatId, { text: "Are you coming by?" });
	await turn(shop, line);
	expect((await shown(shop, chatId)).at(-1)).toMatchObject({ id: message.id, state: "unsure" });
	await turn(shop, line);
	const there = threadOf(line.account, person.id).filter(({ from }) => from === "business");
	expect(there.length).toBeLessThan(2);
	// Its states carry our own name for it.
	await state(
		line.account,
		person,
		{ id: "wamid.late", ref: `${message.id}:1`, from: "business", text: "", type: "text", media: null, at: 0, state: "sent", reaction: "" },
		"delivered",
	);
	await arrive(shop, line);
	expect((await shown(shop, chatId)).at(-1)).toMatchObject({ id: message.id, state: "delivered" });
});

it("fails the one file a platform will not take, and sends what was said after it", async () => {
	const { shop, line, person, chatId } = await begun();
	const { mediaId } = await putUpMedia(await shop.tenant(), await png(4, 4), { chatId, name: "moving.gif", mime: "image/gif" });
	await say(shop, chatId, { text: "Like this", mediaId });
	await say(shop, chatId, { text: "Do you see it?" });
	line.account.faults.push(131053);
	await turn(shop, line);
	expect((await shown(shop, chatId)).slice(1)).toMatchObject([
		{ state: "failed", why: "bad_media" },
		{ text: "Do you see it?", state: "sent" },
	]);
	expect(threadOf(line.account, person.id).map(({ text }) => text)).toEqual(["Do you have the Lemtosh?", "Do you see it?"]);
});

it("knows its own again where a turn ended before it was noted that it had left", async () => {
	const { shop, line, person, chatId } = await begun("instagram");
	const words = await say(shop, chatId, { text: "In two colours" });
	const { mediaId } = await putUpMedia(await shop.tenant(), await png(4, 4), { chatId, name: "frame.png", mime: "image/png" });
	const picture = await say(shop, chatId, { mediaId });
	await rowsOf(shop, "UPDATE messages SET state = 'sending', dueAt = NULL WHERE businessId = ? AND state = 'queued'", shop.businessId);
	await writeThere(line.account, person, "In two colours");
	const attachments = [{ type: "image", payload: { url: "https://cdn.fbcdn.net/frame.png" } }];
	const message = { mid: "m_picture", is_echo: true, attachments };
	await tellMessaging(line.account, {
		...{ sender: { id: line.account.id }, recipient: { id: person.id } },
		...{ timestamp: Date.now(), message },
	});
	await arrive(shop, line);
	expect((await shown(shop, chatId)).slice(1)).toMatchObject([
		{ id: words.id, state: "sent" },
		{ id: picture.id, state: "sent" },
	]);
});

it("stops an account that the platform has locked, and says so", async () => {
	const { shop, line } = await begun();
	await tellWhatsapp(line.account, { event: "DISABLED_UPDATE" }, "account_update");
	await arrive(shop, line);
	expect((await shop.call("GET", `/api/channels/${line.connectionId}`)).body).toMatchObject({
		state: "broken",
		trouble: { reason: "permission_missing" },
	});
});

it("goes on with an account that was warned, or is told again of trouble from before it was connected", async () => {
	const { shop, line } = await begun();
	await tellWhatsapp(line.account, { event: "DISABLED_UPDATE", ban_info: { waba_ban_state: "REINSTATE" } }, "account_update");
	await tellWhatsapp(line.account, { event: "ACCOUNT_VIOLATION", violation_info: { violation_type: "ALCOHOL" } }, "account_update");
	const change = { field: "account_update", value: { event: "DISABLED_UPDATE", ban_info: { waba_ban_state: "DISABLE" } } };
	const before = { id: line.account.wabaId, time: Math.floor(Date.now() / 1000) - 3600, changes: [change] };
	await tellEntry(line.account, before);
	await arrive(shop, line);
	expect((await shop.call("GET", `/api/channels/${line.connectionId}`)).body).toMatchObject({ state: "active" });
});

it("hears all of a body beside what no row can hold, and takes another program's long name for none of ours", async () => {
	const { shop, line, person, chatId } = await begun();
	const text = (id: string, body: string) => ({ from: person.id, id, timestamp: "1", type: "text", text: { body } });
	await say(shop, chatId, { text: "Yes" });
	await turn(shop, line);
	const ours = threadOf(line.account, person.id).at(-1);
	line.account.deliveries.splice(0);
	await tellWhatsapp(line.account, {
		messages: [text("wamid.A", "One"), text("x".repeat(600), "Two"), text("wamid.C", "Three")],
		statuses: [
			{ id: "y".repeat(600), status: "read", timestamp: "1793000000" },
			{ id: ours?.id, status: "read", timestamp: "1793000000", biz_opaque_callback_data: "z".repeat(300) },
		],
	});
	await arrive(shop, line);
	expect((await shown(shop, chatId)).map(({ text }) => text)).toEqual(expect.arrayContaining(["One", "Three"]));
	expect((await shown(shop, chatId)).find(({ text }) => text === "Yes")).toMatchObject({ state: "read" });
});

it("gives up what the platform calls its own trouble for ever, and sends what waits behind it", async () => {
	const { shop, line, chatId } = await begun();
	const answer = await say(shop, chatId, { text: "Yes" });
	const behind = await say(shop, chatId, { text: "And in black" });
	let now = Date.now();
	for (let tries = 0; tries < 12; tries++) {
		line.account.faults = [2, 2, 2];
		now += 10 * minute;
		await turn(shop, line, now).catch(() => {});
	}
	expect((await shown(shop, chatId)).find(({ id }) => id === answer.id)).toMatchObject({ state: "failed", why: "unavailable" });
	line.account.faults = [];
	await turn(shop, line, now + hour);
	expect((await shown(shop, chatId)).find(({ id }) => id === behind.id)).toMatchObject({ state: "sent" });
});

it("sends again what failed, whatever the first try is still told of", async () => {
	const { shop, line, person, chatId } = await begun();
	person.blocked = true;
	const message = await say(shop, chatId, { text: "Ready for you" });
	await turn(shop, line);
	await arrive(shop, line);
	expect((await shown(shop, chatId)).at(-1)).toMatchObject({ state: "failed", why: "undeliverable" });
	person.blocked = false;
	const first = threadOf(line.account, person.id).at(-1)!;
	await retryMessage(await shop.tenant(), { messageId: message.id });
	for (const late of ["sent", "failed"] as const) await state(line.account, person, first, late);
	await arrive(shop, line);
	const second = threadOf(line.account, person.id).at(-1);
	expect(second).toMatchObject({ text: "Ready for you" });
	expect(second?.id).not.toBe(first.id);
	await arrive(shop, line);
	expect((await shown(shop, chatId)).at(-1)).toMatchObject({ id: message.id, state: "delivered" });
	expect(await rowsOf(shop, "SELECT * FROM earlyNews WHERE businessId = ?", shop.businessId)).toEqual([]);
});

it("sends a picture and its words each once where they are two messages, whatever happens between them", async () => {
	const { shop, line, person, chatId } = await begun("messenger");
	const { mediaId } = await putUpMedia(await shop.tenant(), await png(4, 4), { chatId, name: "frame.png", mime: "image/png" });
	const wish = { clientId: "p", text: "In black", mediaId };
	const picture = await say(shop, chatId, wish);
	expect(await say(shop, chatId, wish)).toEqual(picture);
	const { asked } = line.account;
	const isPicture = ({ path, body }: (typeof asked)[number]) =>
		path.endsWith("/messages") && JSON.stringify(body).includes("attachment_id");
	const slow = vi.spyOn(asked, "push").mockImplementation((...calls) => {
		if (calls.some(isPicture) && !asked.some(isPicture)) line.account.faults.push("429");
		return asked.splice(asked.length, 0, ...calls).length;
	});
	await turn(shop, line);
	await turn(shop, line, Date.now() + 10 * minute);
	slow.mockRestore();
	await arrive(shop, line);
	const there = threadOf(line.account, person.id).filter(({ from }) => from === "business");
	expect(there.map(({ type, text }) => [type, text])).toEqual([
		["text", "In black"],
		["image", ""],
	]);
	expect((await shown(shop, chatId)).slice(1)).toMatchObject([
		{ kind: "TEXT", text: "In black", state: "delivered" },
		{ id: picture.id, kind: "IMAGE", text: "", state: "delivered", clientId: "p", media: [{ state: "ready" }] },
	]);
});

it("sends as many words as a picture carries with it, and more of them ahead of it", async () => {
	const { shop, line, person, chatId } = await begun();
	for (const length of [1024, 1025]) {
		const { mediaId } = await putUpMedia(await shop.tenant(), await png(4, 4), { chatId, name: "frame.png", mime: "image/png" });
		await say(shop, chatId, { text: "a".repeat(length), mediaId });
	}
	await turn(shop, line);
	expect(
		threadOf(line.account, person.id)
			.filter(({ from }) => from === "business")
			.map(({ type, text }) => [type, text.length]),
	).toEqual([
		["image", 1024],
		["text", 1025],
		["image", 0],
	]);
});

it("shows nothing of a message that was taken back before it left", async () => {
	const { shop, chatId } = await begun();
	const { mediaId } = await putUpMedia(await shop.tenant(), await png(4, 4), { chatId, name: "frame.png", mime: "image/png" });
	const message = await say(shop, chatId, { text: "The key is under the mat", mediaId });
	await deleteMessage(await shop.tenant(), { messageId: message.id });
	expect(await chatsOf(shop)).toMatchObject([{ preview: "" }]);
	expect((await shown(shop, chatId)).at(-1)).toMatchObject({ isDeleted: true, text: "", media: [{ state: "gone" }] });
	expect((await shop.call("GET", `/media/${mediaId}`)).status).toBe(404);
	expect((await env.FILES.list({ prefix: `chats/${shop.businessId}/` })).objects).toEqual([]);
});

it("takes more states than fit one batch, and keeps the templates it has where it could not read them all", async () => {
	const { shop, line, person, chatId } = await begun();
	await say(shop, chatId, { text: "Ready" });
	await turn(shop, line);
	const ours = threadOf(line.account, person.id).at(-1)!;
	line.account.deliveries.length = 0;
	const statuses = Array.from({ length: 1100 }, (_, n) => ({
		...{ id: n === 1099 ? ours.id : `wamid.other${n % 3}`, status: "read" },
		...{ timestamp: String(Math.floor(Date.now() / 1000)), recipient_user_id: person.id },
	}));
	await tellWhatsapp(line.account, { statuses });
	await arrive(shop, line);
	expect((await shown(shop, chatId)).at(-1)).toMatchObject({ state: "read" });

	line.account.templates = ["a", "b", "c"].map((name) => ({ name, language: "da", status: "APPROVED", category: "UTILITY", body: "Hej" }));
	const names = async () =>
		(await rowsOf<{ name: string }>(shop, "SELECT name FROM talkTemplates WHERE businessId = ? ORDER BY name", shop.businessId)).map(
			({ name }) => name,
		);
	await turn(shop, line, Date.now() + 2 * day);
	expect(await names()).toEqual(["a", "b", "c"]);
	// What there was time to read is not all there is.
	const short: TalkWork = { ...talkWork, turn: (driving) => talkWork.turn({ ...driving, mayGoOn: () => false }) };
	await turn(shop, line, Date.now() + 4 * day, short);
	expect(await names()).toEqual(["a", "b", "c"]);
	line.account.templates.splice(1, 1);
	await turn(shop, line, Date.now() + 4 * day);
	expect(await names()).toEqual(["a", "c"]);
});

it("says why one did not arrive, waits out what passes, and sends again when somebody says so", async () => {
	const { shop, line, chatId } = await begun();
	line.account.faults.push(131026);
	const message = await say(shop, chatId, { text: "Hello" });
	await turn(shop, line);
	expect((await shown(shop, chatId)).at(-1)).toMatchObject({ state: "failed", why: "undeliverable" });
	await retryMessage(await shop.tenant(), { messageId: message.id });
	line.account.faults.push("429");
	await turn(shop, line);
	expect((await shown(shop, chatId)).at(-1)?.state).toBe("queued");
	await turn(shop, { ...line, gate: line.gate }, Date.now() + 10 * minute);
	expect((await shown(shop, chatId)).at(-1)?.state).toBe("sent");
	await expect(retryMessage(await shop.tenant(), { messageId: message.id })).rejects.toMatchObject({ code: "message_sent" });
});

it("sends what was scheduled when its time comes, in the window; outside it says that it could not", async () => {
	const { shop, line, person, chatId } = await begun();
	const now = Date.now();
	const soon = await say(shop, chatId, { text: "Ready for you", dueAt: now + 1 * hour });
	const late = await say(shop, chatId, { text: "Did they fit?", dueAt: now + 23 * hour });
	expect(soon.state).toBe("scheduled");
	expect(await turn(shop, line)).toBeLessThanOrEqual(now + 1 * hour);
	expect(threadOf(line.account, person.id)).toHaveLength(1);
	await write(line.account, person, { text: "Hello?", at: now });
	await arrive(shop, line);
	await turn(shop, line, now + 1 * hour);
	expect(threadOf(line.account, person.id).at(-1)).toMatchObject({ text: "Ready for you" });
	// Nobody has read what came meanwhile.
	expect(await chatsOf(shop)).toMatchObject([{ unread: 2, preview: "Ready for you", lastKind: "TEXT" }]);
	await turn(shop, line, now + 30 * hour);
	const messages = await shown(shop, chatId);
	expect(messages.find(({ id }) => id === late.id)).toMatchObject({ state: "failed", why: "window_closed" });
	expect(threadOf(line.account, person.id)).toHaveLength(3);
	expect(lastWritten(line.account, person.id)).toBeLessThan(now + 1);
});

it("wakes the channel for what is to go sooner than its next turn", async () => {
	const { shop, line, person, chatId } = await begun();
	const now = Date.now();
	const later = await say(shop, chatId, { text: "Ready tomorrow", dueAt: now + 5 * hour });
	const wakes = vi.spyOn(env.WAKES, "send");
	const sooner = await shop.call("PUT", `/api/v1/messages/${later.id}`, { body: { text: "Ready today", dueAt: now + hour } });
	expect(sooner.body).toMatchObject({ text: "Ready today", state: "scheduled" });
	// Whoever saw it before that is told, and changes nothing.
	const stale = { text: "Ready never", version: later.version };
	const { status, body } = await shop.call("PUT", `/api/v1/messages/${later.id}`, { body: stale });
	expect([status, body]).toMatchObject([409, { code: "version_changed", details: { current: sooner.body.version } }]);
	expect(wakes).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ connectionId: line.connectionId }));
	wakes.mockRestore();
	await turn(shop, line, now + hour);
	expect(threadOf(line.account, person.id).at(-1)).toMatchObject({ text: "Ready today" });
});

it("takes no time for a free answer past the window there is now, on the way in or later, and any for a template", async () => {
	const { shop, line, person, chatId } = await begun();
	const wrote = lastWritten(line.account, person.id);
	const until = Math.floor(wrote / 1000) * 1000 + 24 * hour;
	const at = (dueAt: number, more: object = { text: "Did they fit?" }) =>
		shop.call("POST", `/api/chats/${chatId}/messages`, { body: { ...more, dueAt } });
	const late = { until: new Date(until).toISOString(), dueAt: new Date(until).toISOString(), field: "dueAt" };
	expect(await at(until)).toMatchObject({ status: 409, body: { code: "due_after_window", details: late } });
	expect((await at(until)).body.error).toContain(late.until);
	const { status, body: kept } = await at(until - 1);
	expect([status, kept.state]).toEqual([201, "scheduled"]);
	const move = (dueAt: number) => shop.call("PUT", `/api/messages/${kept.id}`, { body: { text: "Did they fit?", dueAt } });
	expect(await move(until)).toMatchObject({ status: 409, body: { code: "due_after_window" } });
	expect((await move(until - 1 * hour)).status).toBe(200);
	// The customer writes again, and there is more time.
	await rowsOf(shop, "UPDATE chats SET lastInboundAt = ? WHERE businessId = ? AND id = ?", wrote + 2 * hour, shop.businessId, chatId);
	expect((await move(until)).status).toBe(200);
	await rowsOf(shop, "UPDATE chats SET lastInboundAt = ? WHERE businessId = ? AND id = ?", wrote - 25 * hour, shop.businessId, chatId);
	expect(await at(wrote + 1 * hour)).toMatchObject({ status: 409, body: { code: "window_closed" } });
	line.account.templates.push({ name: "fitted", language: "en", status: "APPROVED", category: "UTILITY", body: "Did they fit, {{1}}?" });
	await rowsOf(shop, "UPDATE connections SET pulledAt = NULL WHERE businessId = ?", shop.businessId);
	await turn(shop, line);
	const template = { template: { name: "fitted", language: "en", parameters: ["Mette"] } };
	expect(await at(until + 30 * hour, template)).toMatchObject({ status: 201, body: { state: "scheduled" } });
});

it.each(["messenger", "instagram"] as const)(
	"answers on %s as a person for seven days after they last wrote, and then no more",
	async (platform) => {
		const { shop, line, person, chatId } = await begun(platform);
		const wrote = lastWritten(line.account, person.id);
		/** As if they had last written so long ago, here and there. */
		const quietFor = async (ms: number) => {
			line.account.clock = () => wrote + ms;
			await rowsOf(shop, "UPDATE chats SET lastInboundAt = ? WHERE businessId = ? AND id = ?", Date.now() - ms, shop.businessId, chatId);
		};
		const answer = async (text: string) => shop.call("POST", `/api/chats/${chatId}/messages`, { body: { text } });
		const asked = () =>
			line.account.asked.filter(({ path, body }) => path.endsWith("/messages") && JSON.stringify(body).includes('"text"'));
		await answer("In the window");
		await turn(shop, line);
		expect(asked().at(-1)?.body).not.toHaveProperty("tag");
		await quietFor(25 * hour);
		expect((await shop.call("GET", `/api/chats/${chatId}`)).body).toMatchObject({ canReply: true, window: { kind: "human_agent" } });
		expect((await answer("Your frame is here")).status).toBe(201);
		await turn(shop, line);
		expect(asked().at(-1)?.body).toMatchObject({
			messaging_type: "MESSAGE_TAG",
			tag: "HUMAN_AGENT",
			message: { text: "Your frame is here" },
		});
		expect((await shown(shop, chatId)).find(({ text }) => text === "Your frame is here")).toMatchObject({ state: "sent" });
		expect(threadOf(line.account, person.id).at(-1)).toMatchObject({ text: "Your frame is here" });
		// What still waits when the seven days are over does not leave.
		expect((await answer("Still here")).status).toBe(201);
		await quietFor(7 * day);
		const times = asked().length;
		await turn(shop, line);
		expect((await shown(shop, chatId)).find(({ text }) => text === "Still here")).toMatchObject({ state: "failed", why: "window_closed" });
		expect(await answer("Too late")).toMatchObject({ status: 409, body: { code: "window_closed" } });
		expect(asked()).toHaveLength(times);
	},
);

it("answers nobody where the connection rests, or another app has the conversation", async () => {
	const { shop, line, person, chatId } = await begun("messenger");
	const answer = async () => shop.call("POST", `/api/chats/${chatId}/messages`, { body: { text: "Yes" } });
	const held = {
		sender: { id: person.id },
		recipient: { id: line.account.id },
		timestamp: Date.now(),
		message: { mid: "m_held", text: "And?" },
	};
	const told = { object: "page", entry: [{ id: line.account.id, time: Date.now(), standby: [held] }] };
	await bring({ url: line.account.address ?? "", ...(await signedBy(line.account.appSecret, told)) });
	await turn(shop, line);
	expect(await answer()).toMatchObject({ status: 409, body: { code: "chat_elsewhere" } });
	await write(line.account, person, { text: "With you again" });
	await arrive(shop, line);
	expect((await answer()).status).toBe(201);
	await shop.call("POST", "/sync/pause", { body: { connectionId: line.connectionId } });
	expect(await answer()).toMatchObject({ status: 409, body: { code: "chat_not_connected", details: { connection: "paused" } } });
});

it("keeps what was sent along as a file of ours, for who may read chats and nobody else, and sends one", async () => {
	const { shop, line, person, chatId } = await begun();
	const [, other] = await twoShops();
	await write(line.account, person, { type: "image", file: { mime: "image/png", bytes: await png(8, 8) }, text: "this one" });
	const script = new TextEncoder().encode("<svg onload=alert(1)>");
	await write(line.account, person, { type: "document", file: { mime: "image/svg+xml", bytes: script } });
	await arrive(shop, line);
	const messages = await shown(shop, chatId);
	expect(messages.slice(1)).toMatchObject([
		{ kind: "IMAGE", text: "this one", media: [{ state: "ready", mime: "image/png" }] },
		{ kind: "FILE", media: [{ state: "ready", mime: "application/octet-stream" }] },
	]);
	const [picture, file] = messages.slice(1).map(({ media }) => media[0]?.id);
	const got = await shop.call("GET", `/media/${picture}`);
	expect([got.status, got.headers.get("Content-Type"), got.headers.get("X-Content-Type-Options")]).toEqual([200, "image/png", "nosniff"]);
	// A player asks for parts, and whoever has it already is not given it again.
	const whole = await png(8, 8);
	const ask = async (headers: Record<string, string>) => {
		const { status, headers: said } = await shop.call("GET", `/media/${picture}`, { headers });
		return [status, said.get("Content-Range"), said.get("Content-Length")];
	};
	expect(await ask({ Range: "bytes=0-1" })).toEqual([206, `bytes 0-1/${whole.length}`, "2"]);
	expect(await ask({ Range: "bytes=-4" })).toEqual([206, `bytes ${whole.length - 4}-${whole.length - 1}/${whole.length}`, "4"]);
	expect(await ask({ Range: "bytes=999999-" })).toEqual([416, `bytes */${whole.length}`, null]);
	expect(got.headers.get("Cache-Control")).toBe("private, no-cache");
	expect((await ask({ "If-None-Match": got.headers.get("ETag") ?? "" }))[0]).toBe(304);
	expect((await shop.call("GET", `/media/${file}`)).headers.get("Content-Disposition")).toMatch(/^attachment/);
	expect((await other.call("GET", `/media/${picture}`)).status).toBe(404);
	expect((await shop.call("GET", `/media/${picture}`, { headers: { Cookie: "" } })).status).toBe(401);
	expect((await other.call("GET", `/media/open/${shop.businessId}/${chatId}/${picture}?until=${Date.now() + hour}&proof=x`)).status).toBe(
		404,
	);

	const put = new FormData();
	put.set("file", new File([await png(4, 4)], "frame.png", { type: "image/png" }));
	const { exports } = await import("cloudflare:workers");
	const up = await exports.default.fetch(
		new Request(`http://storekeep.test/api/chats/${chatId}/media`, {
			method: "POST",
			body: put,
			headers: { Cookie: `__Host-session=${shop.token}`, "Sec-Fetch-Site": "same-origin" },
		}),
	);
	expect(up.status).toBe(201);
	const { mediaId } = await up.json<{ mediaId: string }>();
	await say(shop, chatId, { text: "In black", mediaId });
	await expect(say(shop, chatId, { text: "again", mediaId })).rejects.toMatchObject({ code: "media_sent" });
	await turn(shop, line);
	expect(threadOf(line.account, person.id).at(-1)).toMatchObject({ from: "business", type: "image" });
	expect((await shown(shop, chatId)).at(-1)).toMatchObject({ kind: "IMAGE", state: "sent" });
});

it("deletes what was put up and never sent, after two days, and nothing a message carries", async () => {
	const { shop, chatId } = await begun();
	const put = async () =>
		(await putUpMedia(await shop.tenant(), await png(8, 8), { chatId, name: "frame.png", mime: "image/png" })).mediaId;
	const [forgotten, sent, fresh] = [await put(), await put(), await put()];
	await say(shop, chatId, { mediaId: sent, text: "This one", dueAt: Date.now() + hour });
	await rowsOf(shop, "UPDATE messageMedia SET createdAt = 1 WHERE businessId = ? AND id IN (?, ?)", shop.businessId, forgotten, sent);
	const place = (mediaId: string) => `chats/${shop.businessId}/${chatId}/${mediaId}`;
	const { scope } = testScope();
	expect(await sweepMedia(scope, shop.shard)).toEqual({ deleted: 1, more: false });
	expect(await sweepMedia(scope, shop.shard)).toEqual({ deleted: 0, more: false });
	const there = await Promise.all([forgotten, sent, fresh].map(async (id) => (await env.FILES.head(place(id))) !== null));
	expect(there).toEqual([false, true, true]);
	await expect(say(shop, chatId, { mediaId: forgotten })).rejects.toMatchObject({ code: "media_not_found" });
	// One that was cut off between is finished by the next.
	await rowsOf(shop, "UPDATE messageMedia SET createdAt = 1, state = 'gone' WHERE businessId = ? AND id = ?", shop.businessId, fresh);
	await expect(say(shop, chatId, { mediaId: fresh })).rejects.toMatchObject({ code: "media_not_found" });
	expect(await sweepMedia(scope, shop.shard)).toEqual({ deleted: 1, more: false });
	expect(await env.FILES.head(place(fresh))).toBeNull();
});

it("keeps a file with a ready answer, gives each chat a copy, and leaves none behind", async () => {
	const { shop, line, person, chatId } = await begun();
	const [other] = await twoShops();
	const { body: canned } = await shop.call("POST", "/api/inbox/canned", { body: { shortcut: "map", text: "Here we are" } });
	expect(canned.file).toBeNull();
	const files = async () => (await env.FILES.list({ prefix: `canned/${shop.businessId}/` })).objects.length;
	const keep = async (of: Shop, name: string) =>
		keepCannedFile(await of.tenant(), await png(4, 4), { cannedId: canned.id, name, mime: "text/html" });
	expect(await keep(shop, "map.png")).toMatchObject({ file: { mime: "image/png", name: "map.png" } });
	expect(await keep(shop, "newer.png")).toMatchObject({ file: { name: "newer.png" } });
	await expect(keep(other, "theirs.png")).rejects.toMatchObject({ code: "canned_not_found" });
	expect([await files(), (await env.FILES.list({ prefix: `canned/${other.businessId}/` })).objects.length]).toEqual([1, 0]);
	// A new wording keeps the file.
	const { body: worded } = await shop.call("PUT", `/api/inbox/canned/${canned.id}`, { body: { shortcut: "map", text: "We are here" } });
	expect(worded.file).toMatchObject({ name: "newer.png" });
	const form = new FormData();
	form.set("cannedId", canned.id);
	const request = new Request("http://storekeep.test", { method: "POST", body: form });
	const headers = { "Content-Type": request.headers.get("Content-Type") ?? "" };
	const { status, body: up } = await shop.call("POST", `/api/chats/${chatId}/media`, { headers, body: await request.text() });
	expect([status, up.mime]).toEqual([201, "image/png"]);
	await say(shop, chatId, { mediaId: up.mediaId, text: "We are here" });
	expect(await shop.call("DELETE", `/api/inbox/canned/${canned.id}/file`)).toMatchObject({ status: 200, body: { file: null } });
	expect(await files()).toBe(0);
	await keep(shop, "again.png");
	expect((await shop.call("DELETE", `/api/inbox/canned/${canned.id}`)).body).toEqual({ removed: canned.id });
	expect(await files()).toBe(0);
	await turn(shop, line);
	expect(threadOf(line.account, person.id).at(-1)).toMatchObject({ type: "image", text: "We are here" });
	await expect(putUpCanned(await shop.tenant(), { chatId, cannedId: canned.id })).rejects.toMatchObject({ code: "media_not_found" });
});

it("sends templates whose blanks go by name, and with the file the platform wants above them", async () => {
	const { shop, line, person, chatId } = await begun();
	const more = { language: "da", status: "APPROVED", category: "UTILITY" };
	line.account.templates = [
		{ ...more, name: "ready", body: "Hej {{first_name}}, {{order}} er klar, {{first_name}}" },
		{ ...more, name: "frame", body: "Her er det, {{1}}", header: "IMAGE" },
		{ ...more, name: "place", body: "Her", header: "LOCATION" },
	];
	await rowsOf(shop, "UPDATE connections SET pulledAt = NULL WHERE businessId = ?", shop.businessId);
	await turn(shop, line);
	const { templates } = await showChat(await shop.tenant(), { chatId });
	expect(templates).toMatchObject([
		{ name: "frame", variables: 1, header: "IMAGE" },
		{ name: "ready", variables: 2, header: null },
	]);
	const template = (name: string, ...parameters: string[]) => ({ template: { name, language: "da", parameters } });
	const put = async (mime: string, bytes = png(4, 4)) =>
		(await putUpMedia(await shop.tenant(), await bytes, { chatId, name: "a.file", mime })).mediaId;
	expect(await say(shop, chatId, template("ready", "Mette", "46"))).toMatchObject({
		kind: "TEXT",
		as: "template",
		text: "Hej Mette, 46 er klar, Mette",
	});
	await expect(say(shop, chatId, template("frame", "Mette"))).rejects.toMatchObject({
		code: "template_file",
		details: { wanted: "IMAGE" },
	});
	const pdf = await put("application/pdf", Promise.resolve(new TextEncoder().encode("%PDF-1.7")));
	await expect(say(shop, chatId, { ...template("frame", "Mette"), mediaId: pdf })).rejects.toMatchObject({ code: "template_file" });
	await expect(say(shop, chatId, { ...template("ready", "Mette", "46"), mediaId: await put("image/png") })).rejects.toMatchObject({
		code: "template_file",
	});
	expect(await say(shop, chatId, { ...template("frame", "Mette"), mediaId: await put("image/png") })).toMatchObject({
		kind: "IMAGE",
		text: "Her er det, Mette",
	});
	await turn(shop, line);
	// What the platform would not take it would have said.
	expect((await shown(shop, chatId)).filter(({ as }) => as === "template").map(({ state, why }) => [state, why])).toEqual([
		["sent", null],
		["sent", null],
	]);
	expect(threadOf(line.account, person.id).filter(({ type }) => type === "template")).toHaveLength(2);
});

it("answers nothing that is not there, and lets who keeps the inbox stop what a colleague left to be sent", async () => {
	const { shop, chatId } = await begun();
	const bo = { email: `bo-${shop.userId}@shop.example`, password: "frames on the shelf" };
	await shop.call("POST", "/api/users", { body: { ...bo, name: "Bo", role: "agent" } });
	const { body: login } = await call("POST", "/api/auth/login", { body: bo });
	const asBo = { Authorization: `Bearer ${login.token}` };
	const bos = (method: string, path: string, body?: object) => call(method, path, { headers: asBo, ...(body && { body }) });
	const note = await say(shop, chatId, { text: "He is nice", isNote: true });
	await expect(say(shop, chatId, { text: "Yes", replyTo: note.id })).rejects.toMatchObject({ code: "message_not_there" });
	const { body: later } = await bos("POST", `/api/chats/${chatId}/messages`, { text: "Good morning", dueAt: Date.now() + hour });
	await expect(say(shop, chatId, { text: "Yes", replyTo: later.id })).rejects.toMatchObject({ code: "message_not_there" });
	const { body: mine } = await shop.call("POST", `/api/chats/${chatId}/messages`, { body: { text: "Mine", dueAt: Date.now() + hour } });
	expect((await bos("DELETE", `/api/messages/${mine.id}`)).body.code).toBe("message_of_somebody_else");
	expect(await deleteMessage(await shop.tenant(), { messageId: later.id })).toMatchObject({ isDeleted: true, state: null });
	// What was got may be put back: when it goes as the API writes it, and nothing where it waits for nothing.
	const { body: told } = await shop.call("GET", `/api/messages/${note.id}`);
	expect(await shop.call("PUT", `/api/messages/${note.id}`, { body: { ...told, text: "She is nice" } })).toMatchObject({ status: 200 });
	const dueAt = new Date(Date.now() + 2 * hour).toISOString();
	const { body: planned } = await shop.call("POST", `/api/chats/${chatId}/messages`, { body: { text: "Later", dueAt } });
	expect(planned).toMatchObject({ state: "scheduled", dueAt });
	expect(await shop.call("PUT", `/api/messages/${planned.id}`, { body: { ...planned, text: "Then" } })).toMatchObject({
		status: 200,
		body: { text: "Then", dueAt },
	});
	// What they noted for their colleagues stays theirs.
	const { body: bosNote } = await bos("POST", `/api/chats/${chatId}/messages`, { text: "Rings back", isNote: true });
	await expect(deleteMessage(await shop.tenant(), { messageId: bosNote.id })).rejects.toMatchObject({ code: "message_of_somebody_else" });
});

it("gives up a file that breaks every turn it is fetched in", async () => {
	const { shop, line, person, chatId } = await begun();
	const breaking: TalkWork = {
		...talkWork,
		turn: (driving) => talkWork.turn({ ...driving, ask: () => Promise.reject(new Error("no memory")) }),
	};
	await write(line.account, person, { type: "image", file: { mime: "image/png", bytes: await png(8, 8) } });
	for (const delivery of line.account.deliveries.splice(0)) await bring(delivery);
	const media = async () => (await shown(shop, chatId)).at(-1)?.media;
	for (let days = 0; days < 6; days++) await turn(shop, line, Date.now() + days * day, breaking);
	expect(await media()).toMatchObject([{ state: "waiting" }]);
	await turn(shop, line, Date.now() + 6 * day, breaking);
	expect(await media()).toMatchObject([{ state: "gone", why: "not_fetched" }]);
	for (const line of logged()) expect(line).toContain("no memory");
});

it("carries reactions both ways, and tells the platform what was read", async () => {
	const { shop, line, person, chatId } = await begun();
	const [theirs] = await shown(shop, chatId);
	await reactToMessage(await shop.tenant(), { messageId: theirs?.id, emoji: "👍" });
	await markChatRead(await shop.tenant(), { chatId });
	await say(shop, chatId, { text: "Yes" });
	await turn(shop, line);
	expect(line.account.asked.some(({ body }) => JSON.stringify(body).includes('"emoji":"👍"'))).toBe(true);
	expect(line.account.asked.some(({ body }) => JSON.stringify(body).includes('"status":"read"'))).toBe(true);
	await react(line.account, person, threadOf(line.account, person.id).at(-1)!, "❤️");
	await arrive(shop, line);
	expect((await shown(shop, chatId)).map(({ reactions }) => reactions)).toEqual([
		[{ emoji: "👍", by: "AGENT" }],
		[{ emoji: "❤️", by: "CUSTOMER" }],
	]);
});

it("gives new chats by turns, to whoever has room, and to whoever comes", async () => {
	const shop = await openShop();
	const line = await withAccount(shop);
	const { body: second } = await shop.call("POST", "/api/users", {
		body: { name: "Bo", email: `bo-${shop.userId}@shop.example`, role: "agent", password: "frames on the shelf" },
	});
	await setInbox(await shop.tenant(), { assignment: "round_robin", capacity: 2 });
	for (const userId of [shop.userId, second.id]) await setAvailable(await shop.tenant(), { isAvailable: true, userId });
	for (const name of ["A", "B", "C", "D", "E"]) await write(line.account, addPerson(line.account, name), { text: name });
	await arrive(shop, line);
	const given = (await chatsOf(shop)).map(({ assignee }) => assignee?.id ?? null);
	expect(given.filter((id) => id === shop.userId)).toHaveLength(2);
	expect(given.filter((id) => id === second.id)).toHaveLength(2);
	expect(given.filter((id) => id === null)).toHaveLength(1);
	// Whoever goes gives theirs back; there is room for nobody's.
	expect(await setAvailable(await shop.tenant(), { isAvailable: false, userId: second.id, handBack: true })).toMatchObject({
		handedBack: 2,
	});
	expect((await chatsOf(shop, { assignee: "none" })).length).toBe(3);
	// What is of somebody who is removed goes to whoever has room, and what is over to nobody.
	await setAvailable(await shop.tenant(), { isAvailable: true, userId: second.id });
	const [over] = await chatsOf(shop, { assignee: second.id });
	await changeChat(await shop.tenant(), { chatId: over?.id, status: "RESOLVED" });
	await shop.call("DELETE", `/api/users/${second.id}`);
	await reactions(shop);
	expect(await chatsOf(shop, { assignee: second.id })).toEqual([]);
	expect((await chatsOf(shop, { status: "RESOLVED" })).map(({ assignee }) => assignee)).toEqual([null]);
	const [closed] = await chatsOf(shop, { assignee: "me" });
	await changeChat(await shop.tenant(), { chatId: closed?.id, status: "RESOLVED" });
	const label = await keepLabel(await shop.tenant(), { name: "VIP", colour: "red" });
	await changeChat(await shop.tenant(), { chatId: closed?.id, labels: [label.id] });
	expect(await chatsOf(shop, { label: label.id })).toMatchObject([{ id: closed?.id, status: "RESOLVED", labels: [{ name: "VIP" }] }]);
});

it("gives what waits longest to whoever has room again, and nobody who comes back to somebody who went home", async () => {
	const shop = await openShop();
	const line = await withAccount(shop);
	const { body: bo } = await shop.call("POST", "/api/users", {
		body: { name: "Bo", email: `bo-${shop.userId}@shop.example`, role: "agent", password: "frames on the shelf" },
	});
	await setInbox(await shop.tenant(), { assignment: "least_busy", capacity: 2 });
	await setAvailable(await shop.tenant(), { isAvailable: true });
	const people = ["A", "B", "C", "D", "E"].map((name) => ({ name, person: addPerson(line.account, name) }));
	for (const { person, name } of people) {
		await write(line.account, person, { text: name });
		await arrive(shop, line);
	}
	const named = async (ask: Parameters<typeof chatsOf>[1]) => (await chatsOf(shop, ask)).map(({ preview }) => preview).sort();
	const chatOf = async (preview: string) => (await chatsOf(shop, {})).find((each) => each.preview === preview)?.id ?? "";
	expect(await named({ assignee: "me" })).toEqual(["A", "B"]);
	// A resolved one makes room for the one that waits longest; a label, or a second word of the same, makes none.
	await changeChat(await shop.tenant(), { chatId: await chatOf("A"), status: "RESOLVED" });
	expect(await named({ assignee: "me", status: "OPEN" })).toEqual(["B", "C"]);
	await changeChat(await shop.tenant(), { chatId: await chatOf("A"), status: "CLOSED" });
	expect(await named({ assignee: "me", status: "OPEN" })).toEqual(["B", "C"]);
	// Somebody over what they have room for is given nothing until they are below it.
	await changeChat(await shop.tenant(), { chatId: await chatOf("D"), assigneeId: shop.userId });
	await changeChat(await shop.tenant(), { chatId: await chatOf("B"), status: "PENDING" });
	expect(await named({ assignee: "me", status: "OPEN" })).toEqual(["C", "D"]);
	expect(await named({ assignee: "none" })).toEqual(["E"]);
	// At the end of a shift what is open goes to who is there, what is set aside to nobody.
	await setAvailable(await shop.tenant(), { isAvailable: true, userId: bo.id });
	expect(await setAvailable(await shop.tenant(), { isAvailable: false, handBack: true })).toMatchObject({ handedBack: 3 });
	expect(await named({ assignee: "me", status: "PENDING" })).toEqual([]);
	expect(await named({ assignee: bo.id })).toEqual(expect.arrayContaining(["E"]));
	expect(await named({ assignee: bo.id })).toHaveLength(2);
	// Who comes back to somebody that has gone is given anew; to somebody who is there, stays.
	const [his] = await chatsOf(shop, { assignee: bo.id });
	await changeChat(await shop.tenant(), { chatId: his?.id, status: "RESOLVED" });
	const { person } = people.find(({ name }) => name === his?.preview)!;
	await write(line.account, person, { text: "Once more" });
	await arrive(shop, line);
	expect(await chatsOf(shop, { q: "Once more" })).toMatchObject([{ assignee: { id: bo.id }, status: "OPEN" }]);
	await changeChat(await shop.tenant(), { chatId: his?.id, status: "CLOSED" });
	await setAvailable(await shop.tenant(), { isAvailable: false, userId: bo.id });
	await setAvailable(await shop.tenant(), { isAvailable: true });
	await write(line.account, person, { text: "And again" });
	await arrive(shop, line);
	expect((await chatsOf(shop, { q: "And again" }))[0]?.assignee?.id).not.toBe(bo.id);
});

it("follows a customer who was merged, and keeps nothing of one who was erased", async () => {
	const { shop, line, person, chatId } = await begun();
	await write(line.account, person, { type: "image", file: { mime: "image/png", bytes: await png(8, 8) } });
	await arrive(shop, line);
	const { body: kept } = await shop.call("POST", "/api/customers", { body: { name: "Mette Holm", email: "mette@post.example" } });
	const [{ customer } = { customer: { id: "" } }] = await chatsOf(shop);
	await mergeCustomers(await shop.tenant(), { customerId: kept.id, otherId: customer.id, evenSo: true });
	expect((await chatsOf(shop))[0]?.customer).toEqual({ id: kept.id, name: "Mette Holm" });
	const files = async () => (await env.FILES.list({ prefix: `chats/${shop.businessId}/` })).objects.length;
	expect(await files()).toBe(1);
	await sendMessage(await shop.tenant(), { chatId, text: "Your Lemtosh is here" }, { key: "said once" });
	const edited = { kind: "edited", platformMessageId: "wamid.never", body: { text: "the Lemtosh after all" } };
	await rowsOf(
		shop,
		"INSERT INTO earlyNews (businessId, connectionId, platformMessageId, kind, body, at) SELECT businessId, connectionId, 'wamid.never', 'edited', ?, 1 FROM chats WHERE businessId = ? LIMIT 1",
		JSON.stringify(edited),
		shop.businessId,
	);
	await eraseCustomer(await shop.tenant(), { customerId: kept.id });
	await reactions(shop);
	expect(await files()).toBe(0);
	const left = JSON.stringify([
		await rowsOf(shop, "SELECT * FROM messages WHERE businessId = ?", shop.businessId),
		await rowsOf(shop, "SELECT * FROM chats WHERE businessId = ?", shop.businessId),
		await rowsOf(shop, "SELECT * FROM earlyNews WHERE businessId = ?", shop.businessId),
		await rowsOf(shop, "SELECT response FROM idempotencyKeys WHERE businessId = ?", shop.businessId),
	]);
	expect(left).not.toContain("Lemtosh");
	expect(left).not.toContain(person.id);
	await expect(say(shop, chatId, { text: "Hello?" })).rejects.toMatchObject({ code: "customer_erased" });
	// Whoever writes again is somebody new.
	await write(line.account, person, { text: "Me again" });
	await arrive(shop, line);
	expect(await chatsOf(shop, { status: "OPEN" })).toMatchObject([{ preview: "Me again" }]);
});

it("is one door of the API for chats and messages", async () => {
	const { shop, line, chatId } = await begun();
	const { body: list } = await shop.call("GET", "/api/v1/chats?status=OPEN");
	expect(list.items).toMatchObject([{ id: chatId, unread: 1 }]);
	const { body: one } = await shop.call("POST", `/api/chats/${chatId}/messages`, { body: { text: "From a program", clientId: "p1" } });
	const twice = await shop.call("POST", "/api/v1/messages", { body: { chatId, text: "From a program", clientId: "p1" } });
	expect(twice.body.id).toBe(one.id);
	expect((await shop.call("PUT", `/api/messages/${one.id}`, { body: { text: "Better" } })).body).toMatchObject({
		text: "Better",
		state: "queued",
	});
	expect((await shop.call("DELETE", `/api/messages/${one.id}`)).body).toMatchObject({ isDeleted: true, state: null });
	expect((await shop.call("PUT", `/api/chats/${chatId}`, { body: { status: "PENDING", assigneeId: shop.userId } })).body).toMatchObject({
		status: "PENDING",
		assigneeId: shop.userId,
	});
	expect((await shop.call("GET", `/api/chats/${chatId}/messages`)).body.items).toHaveLength(2);
	expect((await shop.call("GET", `/api/messages?chatId=${chatId}`)).body).toMatchObject({
		items: [{}, {}],
		hasMore: false,
		nextCursor: null,
	});
	// What it says of a chat it takes back, and so it does its labels by their ids.
	const label = await keepLabel(await shop.tenant(), { name: "Repair", colour: "red" });
	const labels = [label.id];
	expect((await shop.call("PUT", `/api/chats/${chatId}`, { body: { labels } })).body.labels).toEqual(labels);
	const { body: whole } = await shop.call("GET", `/api/chats/${chatId}`);
	expect(whole.labels).toMatchObject([{ name: "Repair" }]);
	const back = await shop.call("PUT", `/api/chats/${chatId}`, { body: { ...whole, status: "OPEN" } });
	expect([back.status, back.body]).toMatchObject([200, { status: "OPEN", assigneeId: shop.userId, labels }]);
	expect((await shop.call("PUT", `/api/chats/${chatId}`, { body: { labels: [{ name: "Repair" }] } })).status).toBe(400);
	// Whose it is, too: nobody's, and theirs again; who names an id beside it means that.
	const given = async (body: object) => (await shop.call("PUT", `/api/chats/${chatId}`, { body })).body.assigneeId;
	expect(await given({ assignee: null })).toBe(null);
	expect(await given(whole)).toBe(shop.userId);
	expect(await given({ ...whole, assigneeId: null })).toBe(null);
	expect(await given({ assignee: shop.userId })).toBe(shop.userId);
	expect((await shop.call("PUT", `/api/chats/${chatId}`, { body: { labels: [] } })).body.labels).toEqual([]);
	// Somebody who has not written yet: made once, and found after that.
	const wish = { connectionId: line.connectionId, phone: "+45 20 99 88 77", name: "Bo" };
	const made = await shop.call("POST", "/api/chats", { body: wish });
	expect([made.status, made.body]).toMatchObject([201, { id: made.body.chatId, isNew: true }]);
	expect((await shop.call("GET", `/api/chats/${made.body.id}`)).body).toMatchObject({ id: made.body.id, customer: { name: "Bo" } });
	const found = await shop.call("POST", "/api/chats", { body: wish });
	expect([found.status, found.body]).toEqual([200, { id: made.body.id, chatId: made.body.id, isNew: false }]);
	const { body: canned } = await shop.call("POST", "/api/inbox/canned", { body: { shortcut: "hi", text: "Hello {first_name}" } });
	expect((await shop.call("POST", "/api/inbox/canned", { body: { shortcut: "hi", text: "x" } })).body.code).toBe("shortcut_taken");
	expect((await shop.call("GET", "/api/inbox")).body).toMatchObject({ canned: [{ id: canned.id }], settings: { assignment: "off" } });
	expect((await shop.call("DELETE", `/api/chats/${chatId}`)).body).toMatchObject({ status: "CLOSED" });
});

it.each([
	["whatsapp", "a", 4096, 4096, "text_too_long"],
	["messenger", "a", 2000, 2000, "text_too_long"],
	["instagram", "æ", 500, 1000, "text_too_many_bytes"],
] as const)(
	"refuses what is too long for %s before anything waits to be sent, and says by how much",
	async (platform, letter, fits, limit, code) => {
		const { shop, line, person, chatId } = await begun(platform);
		const post = (text: string, more = {}) => shop.call("POST", `/api/v1/chats/${chatId}/messages`, { body: { text, ...more } });
		const refused = await post(letter.repeat(fits + 1));
		const length = limit + limit / fits;
		expect([refused.status, refused.body]).toMatchObject([400, { code, details: { field: "text", limit, length } }]);
		expect(refused.body.error).toContain(String(length));
		const note = await post(letter.repeat(4097), { isNote: true });
		expect([note.status, note.body]).toMatchObject([400, { code: "note_too_long", details: { limit: 4096, length: 4097 } }]);
		expect(note.body.error).toContain("A note holds at most");
		expect(await shown(shop, chatId)).toHaveLength(1);
		expect((await post(letter.repeat(fits + 1), { isNote: true })).status).toBe(platform === "whatsapp" ? 400 : 201);
		const { body: sent } = await post(letter.repeat(fits));
		const longer = await shop.call("PUT", `/api/v1/messages/${sent.id}`, { body: { text: letter.repeat(fits + 1) } });
		expect([longer.status, longer.body.code]).toEqual([400, code]);
		await turn(shop, line);
		expect(threadOf(line.account, person.id).at(-1)).toMatchObject({ from: "business", text: letter.repeat(fits) });
	},
);

it("takes no picture that the platform would not", async () => {
	const webp = new Uint8Array(new TextEncoder().encode("RIFF0000WEBPVP8 "));
	for (const [platform, isTaken] of [
		["whatsapp", false],
		["instagram", false],
		["messenger", true],
	] as const) {
		const { shop, chatId } = await begun(platform);
		const put = putUpMedia(await shop.tenant(), webp, { chatId, name: "frame.jpg", mime: "image/jpeg" });
		if (isTaken) expect(await put).toMatchObject({ mime: "image/webp" });
		else await expect(put).rejects.toMatchObject({ status: 400, code: "picture_not_taken" });
		expect(await rowsOf(shop, "SELECT mime FROM messageMedia WHERE businessId = ?", shop.businessId)).toHaveLength(isTaken ? 1 : 0);
	}
});

it("gives a picture that waits its words where the channel takes them, and another time where it does not", async () => {
	for (const platform of ["whatsapp", "instagram"] as const) {
		const { shop, line, person, chatId } = await begun(platform);
		const { mediaId } = await putUpMedia(await shop.tenant(), await png(4, 4), { chatId, name: "frame.png", mime: "image/png" });
		const [dueAt, sooner] = [Date.now() + 2 * hour, Date.now() + hour];
		const kept = await say(shop, chatId, { mediaId, dueAt });
		const change = (body: object) => shop.call("PUT", `/api/v1/messages/${kept.id}`, { body });
		const takes = platform === "whatsapp";
		const worded = await change({ text: "In black", version: kept.version });
		expect([worded.status, worded.body.code ?? worded.body.text]).toEqual(takes ? [200, "In black"] : [400, "caption_not_taken"]);
		expect(await change({ dueAt: sooner })).toMatchObject({
			status: 200,
			body: { text: takes ? "In black" : "", dueAt: new Date(sooner).toISOString() },
		});
		await turn(shop, line, sooner);
		expect(threadOf(line.account, person.id).at(-1)).toMatchObject({ from: "business", type: "image", text: takes ? "In black" : "" });
		const words = await say(shop, chatId, { text: "And this", dueAt });
		for (const body of [{ text: "" }, {}]) {
			const none = await shop.call("PUT", `/api/v1/messages/${words.id}`, { body });
			expect([none.status, none.body.code]).toEqual([400, "validation_failed"]);
		}
	}
});

it("holds what waits beside a file to what the channel takes there, and says how much that is", async () => {
	for (const [platform, most] of [
		["whatsapp", 1024],
		["messenger", 0],
	] as const) {
		const { shop, line, person, chatId } = await begun(platform);
		const { mediaId } = await putUpMedia(await shop.tenant(), await png(4, 4), { chatId, name: "frame.png", mime: "image/png" });
		const dueAt = Date.now() + hour;
		const kept = await say(shop, chatId, { mediaId, text: platform === "whatsapp" ? "In black" : "", dueAt });
		const change = (text: string) => shop.call("PUT", `/api/v1/messages/${kept.id}`, { body: { text } });
		const refused = await change("a".repeat(most + 1));
		expect([refused.status, refused.body]).toMatchObject([
			400,
			{ code: most === 0 ? "caption_not_taken" : "caption_too_long", details: { field: "text", limit: most, length: most + 1 } },
		]);
		expect(refused.body.error).toContain(most === 0 ? "no words with such a file" : "at most 1024 characters; this has 1025");
		if (most === 0) continue;
		expect(await change("a".repeat(most))).toMatchObject({ status: 200, body: { text: "a".repeat(most), kind: "IMAGE" } });
		await turn(shop, line, dueAt);
		expect(threadOf(line.account, person.id).at(-1)).toMatchObject({ from: "business", type: "image" });
	}
});
