import { expect, it } from "vitest";
import { mergeCustomers } from "#app/customers/merge-customers.server.ts";
import { undoMerge } from "#app/customers/undo-merge.server.ts";
import { changeChat, markChatRead } from "#app/inbox/change-chat.server.ts";
import { retryMessage } from "#app/inbox/change-message.server.ts";
import { keepLabel } from "#app/inbox/keep-settings.server.ts";
import { inboxCounts, listChats } from "#app/inbox/list-chats.server.ts";
import { sendMessage } from "#app/inbox/send-message.server.ts";
import { showChat } from "#app/inbox/show-chat.server.ts";
import { takeChange } from "#app/inbox/take-change.server.ts";
import { takeMessage } from "#app/inbox/take-message.server.ts";
import { takeMove } from "#app/inbox/take-move.server.ts";
import { takeStates } from "#app/inbox/take-states.server.ts";
import { hour, second } from "#app/platform/time.ts";
import { listenTo } from "../../support/listening.ts";
import { openShop, reacted, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { hearMessage, machine, personOf, said, withLine } from "./inbox.ts";

const shown = async (shop: Shop, chatId = "") => (await showChat(await shop.tenant(), { chatId })).messages;
const texts = async (shop: Shop, chatId = "") => (await shown(shop, chatId)).map(({ text }) => text);

it("takes one delivery five times as one message, and makes of somebody nobody knows one customer with one chat", async () => {
	const shop = await openShop();
	const line = await withLine(shop);
	const hello = said("Hello");
	const heard = await Promise.all(Array.from({ length: 5 }, () => hearMessage(shop, line, hello)));
	expect(heard.filter(({ state }) => state === "taken")).toHaveLength(1);
	const other = said("Do you have it in black?");
	await hearMessage(shop, line, other);
	const { items } = await listChats(await shop.tenant(), {});
	expect(items).toMatchObject([
		{
			customer: { name: "Mette Holm" },
			status: "OPEN",
			unread: 2,
			preview: "Do you have it in black?",
			lastSender: "CUSTOMER",
			assignee: null,
		},
	]);
	expect(await texts(shop, items[0]?.id)).toEqual(["Hello", "Do you have it in black?"]);
	expect(await rowsOf(shop, "SELECT id FROM customers WHERE businessId = ?", shop.businessId)).toHaveLength(1);
	expect(await inboxCounts(await shop.tenant(), {})).toEqual({ open: 1, mine: 0, unassigned: 1, pending: 0, unread: 1, mineUnread: 0 });
});

it("shows what crossed in the order it was said, and numbers it as it came", async () => {
	const shop = await openShop();
	const line = await withLine(shop);
	const now = Date.now();
	const late = await hearMessage(shop, line, said("second", { at: now - 1 * second }));
	await hearMessage(shop, line, said("first", { at: now - 5 * second }));
	await hearMessage(shop, line, said("also second", { at: now - 1 * second }));
	const messages = await shown(shop, late.chatId);
	expect(messages.map(({ text, seq }) => [text, seq])).toEqual([
		["first", 2],
		["second", 1],
		["also second", 3],
	]);
	expect((await listChats(await shop.tenant(), {})).items[0]?.preview).toBe("also second");
	// Whoever has heard number 1 is given what was written down since, also what is older.
	const since = await showChat(await shop.tenant(), { chatId: late.chatId ?? "", after: 1 });
	expect(since.messages.map(({ seq }) => seq)).toEqual([2, 3]);
});

it("is told of states before the message, out of order and twice, and never goes back", async () => {
	const shop = await openShop();
	const line = await withLine(shop);
	const state = (platformMessageId: string, name: "sent" | "delivered" | "read" | "failed") => ({
		platformMessageId,
		ourRef: null,
		state: name,
		why: name === "failed" ? ("unavailable" as const) : null,
		said: "",
		at: Date.now(),
	});
	const tell = (...states: ReturnType<typeof state>[]) => takeStates(machine(shop), { connectionId: line, states });
	// Written in the platform's own app; its states overtake it.
	const ours = said("Yes, two left", { sender: "AGENT" });
	await tell(state(ours.platformMessageId, "delivered"));
	await tell(state(ours.platformMessageId, "sent"));
	await takeChange(machine(shop), {
		connectionId: line,
		change: { kind: "reaction", platformMessageId: ours.platformMessageId, isOurs: false, emoji: "❤️", at: Date.now() },
	});
	const { chatId } = await hearMessage(shop, line, ours);
	expect(await shown(shop, chatId)).toMatchObject([{ sender: "AGENT", state: "delivered", reactions: [{ emoji: "❤️", by: "CUSTOMER" }] }]);
	expect(await rowsOf(shop, "SELECT * FROM earlyNews WHERE businessId = ?", shop.businessId)).toEqual([]);
	await tell(state(ours.platformMessageId, "read"), state(ours.platformMessageId, "delivered"));
	await tell(state(ours.platformMessageId, "failed"));
	await tell(state(ours.platformMessageId, "sent"));
	expect(await shown(shop, chatId)).toMatchObject([{ state: "read", why: null }]);
	// A platform takes in what it then cannot deliver.
	const refused = said("And in blue", { sender: "AGENT" });
	await hearMessage(shop, line, refused);
	await tell(state(refused.platformMessageId, "failed"));
	await tell(state(refused.platformMessageId, "sent"));
	expect((await shown(shop, chatId)).at(-1)).toMatchObject({ state: "failed", why: "unavailable" });
});

it("keeps an edit with what was said before, and nothing of what was taken back", async () => {
	const shop = await openShop();
	const line = await withLine(shop);
	const message = said("My number is 12345678");
	const { chatId } = await hearMessage(shop, line, message);
	const { platformMessageId } = message;
	const tell = (change: object) => takeChange(machine(shop), { connectionId: line, change });
	const body = (text: string) => ({ kind: "TEXT", as: null, text, media: [], details: {} });
	const at = Date.now();
	await tell({ kind: "edited", platformMessageId, body: body("My number is 87654321"), at });
	await tell({ kind: "edited", platformMessageId, body: body("older"), at: at - 1000 });
	expect(await shown(shop, chatId)).toMatchObject([
		{ text: "My number is 87654321", editedAt: at, details: { before: [{ text: "My number is 12345678" }] } },
	]);
	await tell({ kind: "deleted", platformMessageId, at });
	await tell({ kind: "edited", platformMessageId, body: body("back again"), at: at + 1 });
	expect(await shown(shop, chatId)).toMatchObject([{ text: "", isDeleted: true, details: {} }]);
	expect((await listChats(await shop.tenant(), { q: "87654321" })).items).toEqual([]);
	expect(JSON.stringify(await rowsOf(shop, "SELECT * FROM messages WHERE businessId = ?", shop.businessId))).not.toContain("8765");
});

it("sends nothing again that was taken back after it failed", async () => {
	const [shop, other] = await twoShops();
	const line = await withLine(shop);
	await hearMessage(shop, line, said("Is it ready?"));
	const ours = said("Yes, come by", { sender: "AGENT" });
	const { messageId = "" } = await hearMessage(shop, line, ours);
	const { platformMessageId } = ours;
	const failed = { platformMessageId, ourRef: null, state: "failed" as const, why: "unavailable" as const, said: "", at: Date.now() };
	await takeStates(machine(shop), { connectionId: line, states: [failed] });
	await takeChange(machine(shop), { connectionId: line, change: { kind: "deleted", platformMessageId, at: Date.now() } });
	for (let times = 0; times < 2; times++)
		await expect(retryMessage(await shop.tenant(), { messageId })).rejects.toMatchObject({ kind: "conflict", code: "message_gone" });
	await expect(retryMessage(await other.tenant(), { messageId })).rejects.toMatchObject({ code: "message_not_found" });
	expect(await rowsOf(shop, "SELECT state, dueAt FROM messages WHERE businessId = ? AND id = ?", shop.businessId, messageId)).toEqual([
		{ state: "failed", dueAt: null },
	]);
});

it("sends one message for one clientId however many send it, gives the chat to whoever answers, and says when no answer is possible", async () => {
	const [shop, other] = await twoShops();
	const line = await withLine(shop);
	const { chatId = "" } = await hearMessage(shop, line, said("Are you open?"));
	const wish = { chatId, clientId: "tab-1", text: "Until six" };
	const sent = await Promise.all([shop.tenant(), shop.tenant(), shop.tenant()].map(async (tenant) => sendMessage(await tenant, wish)));
	expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
	expect(sent[0]).toMatchObject({ sender: "AGENT", senderName: "Owner", state: "queued", clientId: "tab-1" });
	await expect(sendMessage(await shop.tenant(), { ...wish, text: "Until five" })).rejects.toMatchObject({ code: "client_id_reused" });
	expect((await listChats(await shop.tenant(), { assignee: "me" })).items).toMatchObject([
		{ unread: 0, preview: "Until six", lastState: "queued" },
	]);
	// An employee of another business knows the id, and is told that there is nothing.
	for (const act of [
		async () => sendMessage(await other.tenant(), wish),
		async () => showChat(await other.tenant(), { chatId }),
		async () => changeChat(await other.tenant(), { chatId, status: "CLOSED" }),
		async () => markChatRead(await other.tenant(), { chatId }),
	])
		await expect(act()).rejects.toMatchObject({ kind: "not_found" });

	const tomorrow = Date.now() + 25 * hour;
	await expect(sendMessage(await shop.tenant(tomorrow), { chatId, text: "Still there?" })).rejects.toMatchObject({ code: "window_closed" });
	expect(await showChat(await shop.tenant(tomorrow), { chatId })).toMatchObject({
		chat: { canReply: false, cannotSend: "window_closed", window: { kind: "closed" } },
	});
	const note = await sendMessage(await shop.tenant(tomorrow), { chatId, text: "Called them", isNote: true });
	expect(note).toMatchObject({ isNote: true, state: null });
});

it("follows somebody to another number, and says so in the conversation", async () => {
	const shop = await openShop();
	const line = await withLine(shop);
	const { chatId } = await hearMessage(shop, line, said("Hello"));
	const person = { ...personOf("BSUID-9"), phone: "+4599999999" };
	await takeMove(machine(shop), { connectionId: line, platform: "whatsapp", from: ["nobody", "BSUID-1"], person });
	expect(await hearMessage(shop, line, said("It is me", { person }))).toMatchObject({ chatId, said: "message" });
	expect((await shown(shop, chatId)).map(({ sender, text }) => [sender, text])).toEqual([
		["CUSTOMER", "Hello"],
		["SYSTEM", "+4599999999"],
		["CUSTOMER", "It is me"],
	]);
	// Another id, and no number told: the old one is somebody else's by now.
	await takeMove(machine(shop), { connectionId: line, platform: "whatsapp", from: ["BSUID-9"], person: personOf("BSUID-10") });
	const [chat] = await rowsOf(shop, "SELECT externalId, phone FROM chats WHERE businessId = ?", shop.businessId);
	expect(chat).toEqual({ externalId: "BSUID-10", phone: null });
});

it("opens again when the customer writes, whoever closed it", async () => {
	const shop = await openShop();
	const line = await withLine(shop);
	const { chatId = "" } = await hearMessage(shop, line, said("Thanks"));
	await changeChat(await shop.tenant(), { chatId, status: "RESOLVED", assigneeId: shop.userId });
	expect((await listChats(await shop.tenant(), { status: "OPEN" })).items).toEqual([]);
	await hearMessage(shop, line, said("One more thing"));
	expect((await listChats(await shop.tenant(), { status: "OPEN", assignee: shop.userId })).items).toMatchObject([
		{ id: chatId, status: "OPEN" },
	]);
});

it("writes over nothing that happened meanwhile: neither what a customer said, nor whose it became", async () => {
	const shop = await openShop();
	const line = await withLine(shop);
	const { chatId = "" } = await hearMessage(shop, line, said("Thanks"));
	const { body: bo } = await shop.call("POST", "/api/users", {
		body: { name: "Bo", email: `bo-${shop.userId}@shop.example`, role: "agent", password: "frames on the shelf" },
	});
	const label = await keepLabel(await shop.tenant(), { name: "VIP", colour: "red" });
	await changeChat(await shop.tenant(), { chatId, status: "RESOLVED" });
	/** Somebody whose act something comes in between of: after they looked, before they write. */
	const slow = async (meanwhile: () => Promise<unknown>) => {
		const tenant = await shop.tenant();
		let isFirst = true;
		return {
			...tenant,
			async write(statements: Parameters<typeof tenant.write>[0]) {
				if (isFirst) await meanwhile();
				isFirst = false;
				return tenant.write(statements);
			},
		};
	};
	await changeChat(await slow(() => hearMessage(shop, line, said("One more thing"))), { chatId, labels: [label.id] });
	expect((await listChats(await shop.tenant(), {})).items).toMatchObject([{ status: "OPEN", labels: [{ name: "VIP" }], unread: 2 }]);
	expect(await markChatRead(await slow(() => hearMessage(shop, line, said("And another"))), { chatId })).toMatchObject({ unread: 1 });
	expect((await listChats(await shop.tenant(), { unread: "true" })).items).toMatchObject([{ unread: 1 }]);

	const take = (tenant: Awaited<ReturnType<Shop["tenant"]>>, assigneeId: string) =>
		changeChat(tenant, { chatId, assigneeId, wasAssigneeId: null });
	const bos = async () => take(await shop.tenant(), bo.id);
	await expect(take(await slow(bos), shop.userId)).rejects.toMatchObject({ code: "chat_taken", details: { current: "Bo" } });
	expect((await listChats(await shop.tenant(), { assignee: bo.id })).items).toHaveLength(1);
	// Who says whose it was takes it over.
	await changeChat(await shop.tenant(), { chatId, assigneeId: shop.userId, wasAssigneeId: bo.id });
	expect((await listChats(await shop.tenant(), { assignee: "me" })).items).toHaveLength(1);
});

it("costs the same for a chat of two messages and of thousands, and for a list of ten chats and of thousands", async () => {
	const shop = await openShop();
	const line = await withLine(shop);
	const { chatId = "" } = await hearMessage(shop, line, said("First"));
	await hearMessage(shop, line, said("Hi", { person: personOf("BSUID-2", "Jonas") }));
	const cost = async (ask: (tenant: Awaited<ReturnType<Shop["tenant"]>>) => Promise<unknown>) => {
		const tenant = await shop.tenant();
		await ask(tenant);
		return tenant.scope.meter;
	};
	await rowsOf(
		shop,
		`INSERT INTO messages (businessId, id, chatId, connectionId, seq, sender, kind, text, at, createdAt, updatedAt)
		WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
		SELECT ?, 'm' || i, ?, ?, i, 'CUSTOMER', 'TEXT', 'word ' || i, 1000000 + i, 1, 1 FROM n`,
		shop.businessId,
		chatId,
		line,
	);
	await rowsOf(
		shop,
		`INSERT INTO chats (businessId, id, connectionId, platform, externalId, customerId, status, lastAt, createdAt, updatedAt)
		WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
		SELECT ?, 'c' || i, ?, 'whatsapp', 'x' || i, (SELECT id FROM customers WHERE businessId = ? LIMIT 1), CASE i % 3 WHEN 0 THEN 'OPEN' ELSE 'CLOSED' END, i, 1, 1 FROM n`,
		shop.businessId,
		line,
		shop.businessId,
	);
	await rowsOf(shop, "UPDATE chats SET lastSeq = 10000 WHERE businessId = ? AND id = ?", shop.businessId, chatId);
	const listening = machine(shop);
	await takeMessage(listening, { connectionId: line, platform: "whatsapp", message: said("Ten thousand and one") });
	expect(listening.scope.meter.rowsRead).toBeLessThan(400);
	const open = await cost((tenant) => showChat(tenant, { chatId }));
	expect(open.trips).toBe(1);
	expect(open.rowsRead).toBeLessThan(400);
	const back = await cost((tenant) => showChat(tenant, { chatId, before: 5000 }));
	expect(back.rowsRead).toBeLessThan(400);
	// Fifty of hers stand on this line, and none of the thousands that are nobody's on the other.
	await rowsOf(
		shop,
		"UPDATE chats SET assigneeId = ? WHERE businessId = ? AND status = 'CLOSED' AND lastAt % 100 = 1",
		shop.userId,
		shop.businessId,
	);
	const second = await withLine(shop, "instagram");
	const { id: label } = await keepLabel(await shop.tenant(), { name: "Repairs" });
	await rowsOf(
		shop,
		`INSERT INTO labelsOfChats (businessId, labelId, chatId, status, lastAt, assigneeId, connectionId)
		SELECT businessId, ?, id, status, lastAt, assigneeId, connectionId FROM chats WHERE businessId = ? AND assigneeId IS NULL`,
		label,
		shop.businessId,
	);
	for (const asked of [
		{ label },
		{ label, assignee: "me" },
		{ label, connectionId: second },
		{ label, assignee: "me", connectionId: line },
		{ assignee: "me", connectionId: line, status: "CLOSED" as const },
		{ assignee: "me", connectionId: second },
		{ assignee: "none", connectionId: second, status: "CLOSED" as const },
		{},
		{ status: "OPEN" as const },
		{ status: "OPEN" as const, assignee: "none" },
		{ connectionId: line, status: "CLOSED" as const },
		{ unread: "true" as const },
		{ unread: "true" as const, assignee: "none", connectionId: line },
	]) {
		const list = await cost((tenant) => listChats(tenant, { ...asked, limit: 20 }));
		expect(list.rowsRead, JSON.stringify(asked)).toBeLessThan(600);
	}
	const { items, nextCursor } = await listChats(await shop.tenant(), { limit: 20 });
	const further = await listChats(await shop.tenant(), { limit: 20, cursor: nextCursor ?? "" });
	expect(new Set([...items, ...further.items].map(({ id }) => id)).size).toBe(40);
	const found = await cost((tenant) => listChats(tenant, { q: "word 77" }));
	expect(found.rowsRead).toBeLessThan(4000);
});

it("lists who waits for an answer, longest first, until they are answered or it is over, in as few rows however many wait", async () => {
	const shop = await openShop();
	const line = await withLine(shop);
	const now = Date.now();
	const ids = new Map<string, string>();
	const hears = async (name: string, ago: number, more = {}) => {
		const person = personOf(`BSUID-${name}`, name);
		const { chatId = "" } = await hearMessage(shop, line, said(name, { person, at: now - ago * second, ...more }));
		ids.set(name, chatId);
	};
	const waiting = async (asked = {}) =>
		(await listChats(await shop.tenant(), { sort: "waiting", ...asked })).items.map(({ customer }) => customer.name);
	await hears("Anna", 300);
	await hears("Bo", 200);
	await hears("Carl", 100);
	// A second word of somebody who waits makes nobody wait less.
	await hears("Anna", 10);
	expect(await waiting()).toEqual(["Anna", "Bo", "Carl"]);
	expect((await listChats(await shop.tenant(), {})).items.map(({ customer }) => customer.name)).toEqual(["Anna", "Carl", "Bo"]);
	// An answer, here or in the platform's own app, ends it; a note, and one for later, do not.
	await sendMessage(await shop.tenant(), { chatId: ids.get("Bo"), text: "Ask Ida", isNote: true });
	await sendMessage(await shop.tenant(), { chatId: ids.get("Bo"), text: "Tomorrow", dueAt: now + hour });
	await sendMessage(await shop.tenant(), { chatId: ids.get("Anna"), text: "Yes" });
	await hears("Carl", 5, { sender: "AGENT" });
	expect(await waiting()).toEqual(["Bo"]);
	// What was said before that answer and came late was answered; what comes after it waits from then on.
	await hears("Carl", 50);
	expect(await waiting()).toEqual(["Bo"]);
	await hears("Carl", 1);
	expect(await waiting()).toEqual(["Bo", "Carl"]);
	// What is over waits no more, and again where that is taken back; what begins anew does so from now.
	await changeChat(await shop.tenant(), { chatId: ids.get("Bo"), status: "RESOLVED" });
	expect(await waiting()).toEqual(["Carl"]);
	await changeChat(await shop.tenant(), { chatId: ids.get("Bo"), status: "OPEN" });
	expect(await waiting()).toEqual(["Bo", "Carl"]);
	await changeChat(await shop.tenant(), { chatId: ids.get("Bo"), status: "RESOLVED" });
	await hears("Bo", 0);
	expect(await waiting()).toEqual(["Carl", "Bo"]);
	await changeChat(await shop.tenant(), { chatId: ids.get("Bo"), assigneeId: shop.userId });
	expect([await waiting({ assignee: "me" }), await waiting({ assignee: "none" })]).toEqual([["Bo"], ["Carl"]]);
	await expect(listChats(await shop.tenant(), { cursor: "WzEsMl0", sort: "waiting" })).rejects.toMatchObject({ code: "cursor_invalid" });

	await rowsOf(
		shop,
		`INSERT INTO chats (businessId, id, connectionId, platform, externalId, customerId, status, lastAt, waitingSince, lastSender, createdAt, updatedAt)
		WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
		SELECT ?, 'c' || i, ?, 'whatsapp', 'x' || i, (SELECT id FROM customers WHERE businessId = ? LIMIT 1), CASE i % 2 WHEN 0 THEN 'OPEN' ELSE 'PENDING' END, 9000 - i, i, 'CUSTOMER', 1, 1 FROM n`,
		shop.businessId,
		line,
		shop.businessId,
	);
	const first = await shop.tenant();
	const page = await listChats(first, { sort: "waiting", limit: 20 });
	expect(first.scope.meter.rowsRead).toBeLessThan(600);
	expect(page.items.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, i) => `c${i + 1}`));
	const next = await shop.tenant();
	const further = await listChats(next, { sort: "waiting", limit: 20, cursor: page.nextCursor ?? "" });
	expect(further.items.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, i) => `c${i + 21}`));
	expect(next.scope.meter.rowsRead).toBeLessThan(600);
	expect((await shop.call("GET", "/api/v1/chats?sort=waiting&limit=1")).body.items).toMatchObject([
		{ id: "c1", waitingSince: new Date(1).toISOString() },
	]);
});

it("names to open pages the two who became one, and who are two again, and nobody else", async () => {
	const [shop, other] = await twoShops();
	const line = await withLine(shop);
	await hearMessage(shop, line, said("Hello"));
	await hearMessage(shop, await withLine(shop, "instagram"), said("Hello again", { person: personOf("IG-7", "Mette H.") }), "instagram");
	const [two = "", one = ""] = (await listChats(await shop.tenant(), {})).items.map(({ customer }) => customer.id);
	const [page, elsewhere] = [await listenTo(shop), await listenTo(other)];
	const named = () => page.news().flatMap((each) => (each.kind === "person" ? [each.customerId] : []));
	const both = [one, two].toSorted();
	const { mergeId } = await mergeCustomers(await shop.tenant(), { customerId: one, otherId: two, evenSo: true });
	await reacted(shop);
	await page.soon(() => expect(named().toSorted()).toEqual(both));
	expect((await listChats(await shop.tenant(), {})).items.map(({ customer }) => customer.id)).toEqual([one, one]);
	await undoMerge(await shop.tenant(), { customerId: one, mergeId });
	await reacted(shop);
	await page.soon(() => expect(named().slice(2).toSorted()).toEqual(both));
	expect(page.news().filter(({ kind }) => kind === "refresh")).toEqual([]);
	expect(elsewhere.news()).toEqual([]);
});
