import { beforeAll, expect, it } from "vitest";
import { listMessages } from "#app/inbox/list-messages.server.ts";
import { sendMessage } from "#app/inbox/send-message.server.ts";
import { minute } from "#app/platform/time.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { hearMessage, personOf, said, withLine } from "./inbox.ts";

const began = Date.now();
let shop: Shop;
let other: Shop;

const texts = async (query: string, by = shop) =>
	(await by.call("GET", `/api/messages${query}`)).body.items.map(({ text }: { text: string }) => text);

/** Two customers on two lines, an answer, a note and one that failed; of another business one. */
beforeAll(async () => {
	[shop, other] = await twoShops();
	const [one, two] = [await withLine(shop), await withLine(shop, "instagram")];
	const { chatId = "" } = await hearMessage(shop, one, said("Do you have it?"));
	await sendMessage(await shop.tenant(), { chatId, text: "We do" });
	await hearMessage(shop, two, said("And in brown?", { person: personOf("IG-1", "Jonas") }), "instagram");
	await sendMessage(await shop.tenant(), { chatId, text: "She comes on Friday", isNote: true });
	const failed = await sendMessage(await shop.tenant(), { chatId, text: "Come by" });
	await rowsOf(
		shop,
		"UPDATE messages SET state = 'failed', dueAt = NULL, why = 'undeliverable' WHERE businessId = ? AND id = ?",
		shop.businessId,
		failed.id,
	);
	await hearMessage(other, await withLine(other), said("Elsewhere"));
});

it("lists what was said in all chats of a business, newest first, page by page, and none of another's", async () => {
	const all = ["Come by", "She comes on Friday", "And in brown?", "We do", "Do you have it?"];
	expect(await texts("")).toEqual(all);
	expect(await texts("", other)).toEqual(["Elsewhere"]);
	const paged: string[] = [];
	for (let cursor: string | null = ""; cursor !== null; ) {
		const { body } = await shop.call("GET", `/api/v1/messages?limit=2&cursor=${cursor}`);
		paged.push(...body.items.map(({ text }: { text: string }) => text));
		expect(body.hasMore).toBe(body.nextCursor !== null);
		cursor = body.nextCursor;
	}
	expect(paged).toEqual(all);
	expect((await shop.call("GET", "/api/messages?cursor=x")).body.code).toBe("cursor_invalid");
});

it("narrows it to what came in, what went out, what colleagues were told, how far it got, and since when", async () => {
	expect(await texts("?direction=in")).toEqual(["And in brown?", "Do you have it?"]);
	expect(await texts("?direction=out")).toEqual(["Come by", "We do"]);
	expect(await texts("?direction=note")).toEqual(["She comes on Friday"]);
	expect(await texts("?state=failed")).toEqual(["Come by"]);
	expect(await texts("?state=queued&direction=out")).toEqual(["We do"]);
	expect(await texts("?state=queued&direction=in")).toEqual([]);
	expect(await texts(`?since=${began - minute}`)).toHaveLength(5);
	expect(await texts(`?since=${Date.now() + minute}`)).toEqual([]);
	expect((await shop.call("GET", "/api/messages?direction=up")).status).toBe(400);
});

it("costs a page's rows, however much was said", async () => {
	const busy = await openShop();
	const line = await withLine(busy);
	const { chatId = "" } = await hearMessage(busy, line, said("First"));
	await rowsOf(
		busy,
		`INSERT INTO messages (businessId, id, chatId, connectionId, seq, sender, state, kind, text, at, createdAt, updatedAt)
		WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
		SELECT ?, printf('00000000-%05d', i), ?, ?, i, iif(i % 1000 = 0, 'AGENT', 'CUSTOMER'), iif(i % 1000 = 0, 'failed', NULL), 'TEXT', 'word', 1, 1, 1 FROM n`,
		busy.businessId,
		chatId,
		line,
	);
	for (const asked of [
		{},
		{ direction: "in" },
		{ direction: "out" },
		{ direction: "note" },
		{ state: "failed" },
		{ state: "read" },
	] as const) {
		const tenant = await busy.tenant();
		await listMessages(tenant, { ...asked, limit: 20 });
		expect(tenant.scope.meter.trips, JSON.stringify(asked)).toBe(1);
		expect(tenant.scope.meter.rowsRead, JSON.stringify(asked)).toBeLessThan(120);
	}
});
