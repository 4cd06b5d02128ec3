import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it, vi } from "vitest";
import { mergeCustomers } from "#app/customers/merge-customers.server.ts";
import { undoMerge } from "#app/customers/undo-merge.server.ts";
import { changeChat } from "#app/inbox/change-chat.server.ts";
import { roomKeyOf } from "#app/inbox/room-keys.server.ts";
import { goOnSealing } from "#app/inbox/seal-messages.server.ts";
import { setSealing } from "#app/inbox/set-sealing.server.ts";
import { sendMessage } from "#app/inbox/send-message.server.ts";
import { messagesInRooms } from "#app/inbox/news.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { proveAgain } from "#app/platform/news.ts";
import { frameSeal } from "#app/platform/sealed-frames.ts";
import { z } from "zod";
import { react } from "../../support/reacting.ts";
import { listenTo } from "../../support/listening.ts";
import { enter, knock, soon } from "../../support/room.ts";
import { logged } from "../../support/quiet.ts";
import { call, openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { hearMessage, machine, personOf, said, withLine } from "../inbox/inbox.ts";

const roomOf = (shop: Shop, chatId: string) => env.CHATS.get(env.CHATS.idFromName(`${shop.businessId}:${chatId}`));

it("carries what is said to whoever has the chat open, gives back what was missed, also after an eviction, and lets nobody else in", async () => {
	const [shop, other] = await twoShops();
	const line = await withLine(shop);
	const { chatId = "" } = await hearMessage(shop, line, said("Hello"));
	expect((await knock(other.token, chatId)).status).toBe(404);
	expect((await knock(null, chatId)).status).toBe(401);
	expect((await knock(shop.token, chatId, undefined, { Origin: "https://elsewhere.example" })).status).toBe(403);

	const list = await listenTo(shop);
	const [one, two] = [await enter(shop, chatId), await enter(shop, chatId)];
	await hearMessage(shop, line, said("Is it open on Sunday?"));
	for (const page of [one, two]) await soon(() => expect(page.texts().at(-1)).toBe("Is it open on Sunday?"));
	// The business's own socket says that something was said, and not what.
	await list.soon(() => expect(list.news().at(-1)).toMatchObject({ kind: "chat", chatId, unread: 2, lastSender: "CUSTOMER" }));
	expect(JSON.stringify(list.news())).not.toContain("Sunday");

	// Two agents answer at once with the same act; each page hears it once.
	const before = two.seq();
	two.socket.close(1000);
	const wish = { chatId, clientId: "c1", text: "From ten to four" };
	await Promise.all([sendMessage(await shop.tenant(), wish), sendMessage(await shop.tenant(), wish)]);
	await changeChat(await shop.tenant(), { chatId, status: "PENDING" });
	await soon(() => expect(one.news().at(-1)).toMatchObject({ kind: "chat", status: "PENDING" }));
	expect(one.texts().filter((text) => text === "From ten to four")).toHaveLength(1);
	await evictDurableObject(roomOf(shop, chatId), { webSockets: "close" });
	const back = await enter(shop, chatId, before);
	await soon(() => expect(back.texts()).toEqual(["From ten to four"]));
	await soon(() => expect(back.news()).toContainEqual(expect.objectContaining({ kind: "chat", status: "PENDING" })));
	const upToDate = await enter(shop, chatId, back.seq());
	await soon(() => expect(upToDate.people()).toBeDefined());
	expect(upToDate.news()).toEqual([]);
	const lost = await enter(shop, chatId, 9999);
	await soon(() => expect(lost.news()).toMatchObject([{ kind: "refresh" }]));
});

it("says who is here, who types and whose the answer is, until they stop, leave, or are evicted in the middle", async () => {
	const [shop] = await twoShops();
	const line = await withLine(shop);
	const { chatId = "" } = await hearMessage(shop, line, said("Hello"));
	const one = await enter(shop, chatId);
	await soon(() => expect(one.people()).toEqual([{ id: shop.userId, name: "Owner", isTyping: false, isDrafting: false }]));
	const two = await enter(shop, chatId);
	two.socket.send(JSON.stringify({ kind: "draft", is: true }));
	two.socket.send(JSON.stringify({ kind: "typing", is: true }));
	await soon(() => expect(one.people()).toMatchObject([{ isTyping: true, isDrafting: true }]));
	await evictDurableObject(roomOf(shop, chatId), { webSockets: "hibernate" });
	two.socket.send(JSON.stringify({ kind: "draft", is: false }));
	await soon(() => expect(one.people()).toMatchObject([{ isTyping: false, isDrafting: false }]));
	one.socket.send("drop table");
	await soon(() => expect(one.closed()).toBe(1003));
});

it("takes five hundred who come back at once", async () => {
	const [shop] = await twoShops();
	const line = await withLine(shop);
	const { chatId = "" } = await hearMessage(shop, line, said("Hello"));
	const pages = await Promise.all(Array.from({ length: 500 }, () => enter(shop, chatId, 0)));
	await hearMessage(shop, line, said("Still there?"));
	await vi.waitFor(() => expect(pages.filter((page) => page.texts().join() === "Hello,Still there?")).toHaveLength(500), {
		timeout: 20_000,
		interval: 50,
	});
});

it("shows somebody who was removed the door at once, and nobody that they look", async () => {
	const shop = await openShop();
	const line = await withLine(shop);
	const { chatId = "" } = await hearMessage(shop, line, said("Hello"));
	const ida = { email: `ida-${shop.userId}@shop.example`, password: "frames on the shelf" };
	const { body: added } = await shop.call("POST", "/api/users", { body: { ...ida, name: "Ida", role: "agent" } });
	const { headers } = await call("POST", "/api/auth/login", { body: ida });
	const token = /__Host-session=([^;]+)/.exec(headers.get("Set-Cookie") ?? "")?.[1] ?? "";
	const [hers, owners] = [await enter({ ...shop, token }, chatId), await enter(shop, chatId)];
	await soon(() => expect(owners.people()).toHaveLength(2));
	await shop.call("DELETE", `/api/users/${added.id}`);
	await soon(() => expect(hers.closed()).toBe(proveAgain));
	await soon(() => expect(owners.people()).toMatchObject([{ name: "Owner" }]));
	// Should nobody have said so, a proof runs out by itself.
	await runInDurableObject(roomOf(shop, chatId), (_, state) => {
		for (const socket of state.getWebSockets()) socket.serializeAttachment({ ...socket.deserializeAttachment(), until: Date.now() });
	});
	owners.socket.send(JSON.stringify({ kind: "typing", is: true }));
	await soon(() => expect(owners.closed()).toBe(proveAgain));
});

it("tells again what could not be told at once, and gives a page what was said while it was made", async () => {
	const shop = await openShop();
	const line = await withLine(shop);
	const { chatId = "" } = await hearMessage(shop, line, said("Hello"));
	const [page, list] = [await enter(shop, chatId), await listenTo(shop)];
	const tenant = await shop.tenant();
	const away = { idFromName: () => null, get: () => ({ tell: () => Promise.reject(new Error("moved")) }) };
	tenant.scope.env = { ...env, CHATS: away as never, NEWS: away as never };
	await sendMessage(tenant, { chatId, text: "From ten to four" });
	await soon(() => expect(page.texts()).toContain("From ten to four"));
	await list.soon(() => expect(list.news().at(-1)).toMatchObject({ kind: "chat", chatId, lastSender: "AGENT" }));
	expect(logged().filter((line) => line.includes("news.failed"))).not.toEqual([]);
	// The page's clock may be ahead of the room's by a little.
	const made = Date.now() + 3000;
	const late = await enter(shop, chatId, undefined, made);
	await soon(() => expect(late.texts()).toContain("From ten to four"));
});

it("tells who was merged, and parted again, and asks nobody to look at everything", async () => {
	const [shop, other] = await twoShops();
	const line = await withLine(shop);
	const { chatId = "" } = await hearMessage(shop, line, said("Hello"));
	const { body: kept } = await shop.call("POST", "/api/customers", { body: { name: "Mette Holm" } });
	const gone = (await shop.call("GET", `/api/chats/${chatId}`)).body.customer.id;
	const [list, page, elsewhere] = [await listenTo(shop), await enter(shop, chatId), await listenTo(other)];
	const told = () => list.news().flatMap((each) => (each.kind === "person" ? [each.customerId] : []));
	const { mergeId } = await mergeCustomers(await shop.tenant(), { customerId: kept.id, otherId: gone, evenSo: true });
	await list.soon(() => expect(told().toSorted()).toEqual([kept.id, gone].toSorted()));
	// Told at once and by the reaction, each is heard once.
	await react(shop);
	await undoMerge(await shop.tenant(), { customerId: kept.id, mergeId });
	await react(shop);
	await list.soon(() => expect(told().slice(2).toSorted()).toEqual([kept.id, gone].toSorted()));
	expect(told()).toHaveLength(4);
	for (const { news } of [list, page]) expect(news().filter(({ kind }) => kind === "refresh")).toEqual([]);
	expect(JSON.stringify(list.news())).not.toContain("Mette");
	expect(elsewhere.news()).toEqual([]);
});

it("tells a till that may read no chats of shelves only, and a room of too many messages to look again", async () => {
	const shop = await openShop();
	const line = await withLine(shop);
	const news = env.NEWS.get(env.NEWS.idFromName(shop.businessId));
	const { chatId = "" } = await hearMessage(shop, line, said("Hello"));
	const headers = { Upgrade: "websocket", "X-Tags": "till", "X-Until": String(Date.now() + 60_000), "X-Hears": "stock refresh" };
	const { webSocket } = await news.fetch("https://news/?after=0", { headers });
	const heard: string[] = [];
	webSocket!.addEventListener("message", ({ data }) => {
		heard.push(String(data));
	});
	webSocket!.accept();
	const page = await enter(shop, chatId);
	await hearMessage(shop, line, said("Anybody there?"));
	await soon(() => expect(JSON.parse(heard.at(-1) ?? "{}").seq).toBeGreaterThan(1));
	expect(heard.join()).not.toContain("chat");

	await rowsOf(
		shop,
		`INSERT INTO messages (businessId, id, chatId, connectionId, seq, sender, kind, text, at, createdAt, updatedAt)
		WITH RECURSIVE n (i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
		SELECT ?, 'm' || i, ?, ?, i, 'CUSTOMER', 'TEXT', 'word', 1000000 + i, 1, 1 FROM n`,
		shop.businessId,
		chatId,
		line,
	);
	const many = command({
		name: "test.tell-many",
		needs: "inbox:write",
		input: z.object({}),
		async run({ work }) {
			work.tell(
				messagesInRooms,
				Array.from({ length: 150 }, (_, i) => `m${i + 10}`),
			);
			return known({});
		},
	});
	await many(await shop.tenant(), {});
	await soon(() => expect(page.news().at(-1)).toMatchObject({ kind: "refresh" }));
});

it("seals the frames of a business that seals what is said, with a key of each session's own, and keeps no word of it", async () => {
	const [shop, other] = await twoShops();
	const line = await withLine(shop);
	const { chatId = "" } = await hearMessage(shop, line, said("Is the gazebo lit?"));
	// Whoever has it open when it is switched is asked to look again, and is given a key.
	const before = await enter(shop, chatId);
	const tenant = await shop.tenant();
	const nowhere = { send: async () => undefined, sendBatch: async () => undefined };
	const quiet = { ...env, EVENTS: nowhere, JOBS: nowhere } as unknown as Env;
	await setSealing({ ...tenant, scope: { ...tenant.scope, env: quiet } }, { isSealed: true });
	await hearMessage(shop, line, said("Or the pergola?"));
	await soon(() => expect(before.closed()).toBe(proveAgain));
	expect(JSON.stringify(before.frames)).not.toContain("pergola");

	const raw: string[] = [];
	const { webSocket: socket } = await knock(shop.token, chatId, 0);
	socket!.addEventListener("message", ({ data }) => raw.push(String(data)));
	socket!.accept();
	const page = frameSeal(await roomKeyOf(await shop.tenant(), chatId), chatId, "page");
	const opened = async () => Promise.all(raw.map(async (frame) => JSON.parse((await page.open(frame)) ?? "{}")));
	const heard = async () => JSON.stringify(await opened());
	await hearMessage(shop, line, said("The conservatory, then"));
	await vi.waitFor(async () => expect(await heard()).toContain("The conservatory, then"), { timeout: 5000, interval: 20 });
	expect(await heard()).toContain("Or the pergola?");
	expect(raw.every((frame) => /^\{"sealed":"[\w.-]+"\}$/.test(frame))).toBe(true);
	// In the order they were made, however long each takes to seal.
	for (let i = 0; i < 20; i++) await hearMessage(shop, line, said(`Number ${i}`));
	await vi.waitFor(async () => expect(await heard()).toContain("Number 19"), { timeout: 5000, interval: 20 });
	const seqs = (await opened()).flatMap(({ seq }) => (typeof seq === "number" ? [seq] : []));
	expect(seqs).toEqual(seqs.toSorted((one, two) => one - two));

	// Neither somebody else's key, nor another chat's, nor the room's own words sent back open anything.
	const { chatId: second = "" } = await hearMessage(shop, line, said("Hi", { person: personOf("BSUID-2", "Jonas") }));
	for (const seal of [
		frameSeal(await roomKeyOf(await other.tenant(), chatId), chatId, "page"),
		frameSeal(await roomKeyOf(await shop.tenant(), second), chatId, "page"),
		frameSeal(await roomKeyOf(await shop.tenant(), chatId), second, "page"),
		frameSeal(await roomKeyOf(await shop.tenant(), chatId), chatId, "room"),
	])
		expect(await seal.open(raw[0] ?? "")).toBeNull();

	// What the page says of itself is sealed too; also after the object slept. What is not, is not understood.
	const people = async () => (await opened()).flatMap((frame) => ("people" in frame ? [frame.people] : [])).at(-1);
	await evictDurableObject(roomOf(shop, chatId), { webSockets: "hibernate" });
	socket!.send(await page.seal(JSON.stringify({ kind: "typing", is: true })));
	await vi.waitFor(async () => expect(await people()).toMatchObject([{ isTyping: true }]), { timeout: 5000, interval: 20 });
	const kept = await runInDurableObject(roomOf(shop, chatId), (_, { storage }) =>
		JSON.stringify(storage.sql.exec("SELECT * FROM news").toArray()),
	);
	expect(kept).toContain('\\"sealed\\":\\"v1.');
	expect(kept).not.toMatch(/pergola|conservatory|Number/);
	let closed: number | null = null;
	socket!.addEventListener("close", ({ code }) => {
		closed = code;
	});
	socket!.send(JSON.stringify({ kind: "typing", is: false }));
	await soon(() => expect(closed).toBe(1003));

	// No longer: frames are sealed as long as anything they may tell of is.
	const owner = await shop.tenant();
	await setSealing({ ...owner, scope: { ...owner.scope, env: quiet } }, { isSealed: false });
	const last: string[] = [];
	const { webSocket: again } = await knock(shop.token, chatId, 0);
	again!.addEventListener("message", ({ data }) => last.push(String(data)));
	again!.accept();
	await soon(() => expect(last.length).toBeGreaterThan(1));
	expect(last.every((frame) => frame.startsWith('{"sealed":"'))).toBe(true);
	await goOnSealing(() => ({ ...machine(shop), scope: { ...machine(shop).scope, env: quiet } }), 2);
	const plain = await enter(shop, chatId);
	await hearMessage(shop, line, said("In the open"));
	await soon(() => expect(plain.texts()).toContain("In the open"));
});
