import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { z } from "zod";
import { command, forgetAnswersIn, known } from "#app/platform/command.server.ts";
import { DeviceEnrolled, DeviceRevoked } from "#app/identity/events.server.ts";
import { missOfEnded } from "#app/sales/offline/miss-of-ended.server.ts";
import { notedSales, tillQueues } from "#app/sales/offline/queries.server.ts";
import { salesReactions } from "#app/sales/reactions.server.ts";
import { pause } from "#app/platform/time.ts";
import { sell } from "#app/sales/sell.server.ts";
import { factsOf, hire, showPin, tillOf } from "../../support/till.ts";
import { openShop, rowsOf, twoShops } from "../../support/world.ts";
import { unsettled } from "./counter.ts";
import { discrepancies, stock } from "./goods.ts";
import { handIn, offlineTill, ordersOf, promise, shelfOf } from "./offline.ts";

const forget = command({
	name: "test.forget",
	needs: "sales:write",
	input: z.object({ word: z.string() }),
	async run({ work }, { word }) {
		forgetAnswersIn(work, sql`SELECT ${word}`);
		return known({ done: true });
	},
});

const settled = async (shop: Awaited<ReturnType<typeof openShop>>) => {
	expect(await discrepancies(shop)).toEqual([]);
	expect(await unsettled(shop)).toEqual([]);
};

it("books what a till sold alone: when it was sold, by whom, at what was shown, with the store's next receipt number", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { price: 10_000, quantity: 5 });
	const mette = await offlineTill(shop);
	const sale = mette.sells([{ product: frame, quantity: 2 }]);
	const { results, till } = await mette.handIn([sale]);
	expect(results).toMatchObject([{ id: sale.id, seq: 1, state: "sold", problem: null, notes: [], receiptNumber: 1, short: [] }]);
	expect(till).toEqual({ highest: 1, missing: [] });
	expect(await ordersOf(shop)).toMatchObject([{ total: 20_000, placedAt: sale.soldAt, actorName: "Mette" }]);
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 3, reserved: 0 });
	expect(await factsOf(shop, "till.sale_handed_in")).toMatchObject([{ actorName: "Mette", deviceId: mette.till.deviceId }]);
	await settled(shop);
});

it("is one sale however often it comes: five times, twice at once, after the answer was lost", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 9 });
	const mette = await offlineTill(shop);
	const sales = [mette.sells([{ product: frame }]), mette.sells([{ product: frame, quantity: 2 }])];
	const [first, again] = await Promise.all([mette.handIn(sales), mette.handIn(sales)]);
	expect(again.results).toEqual(first.results);
	for (let time = 0; time < 3; time++) expect((await mette.handIn(sales)).results).toEqual(first.results);
	expect(await ordersOf(shop)).toHaveLength(2);
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 6, reserved: 0 });
	await settled(shop);
});

it("is the sale the till tried online first, whichever of the two arrives first", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { price: 10_000, quantity: 9 });
	const mette = await offlineTill(shop);
	const [early, late] = [mette.sells([{ product: frame }]), mette.sells([{ product: frame }])];
	const online = { storeId: shop.storeId, lines: [{ productId: frame.id, quantity: 1 }] };
	const sold = await sell(await mette.till.tenant(), online, { key: early.id });
	// The till has not heard; whoever bought it is forgotten meanwhile, and with them what was answered.
	await forget(await shop.tenant(), { word: sold.orderId });
	await expect(sell(await mette.till.tenant(), online, { key: early.id })).rejects.toMatchObject({ code: "answer_forgotten" });
	expect((await mette.handIn([early, late])).results).toMatchObject([{ state: "sold", orderId: sold.orderId }, { state: "sold" }]);
	await expect(sell(await mette.till.tenant(), online, { key: late.id })).rejects.toMatchObject({ code: "idempotency_key_reused" });
	expect(await ordersOf(shop)).toHaveLength(2);
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 7, reserved: 0 });
	await settled(shop);
});

it("takes sales in by their numbers and says which is missing, until it comes or somebody says what became of it", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 9 });
	const mette = await offlineTill(shop);
	const [one, two, three, four] = [1, 2, 3, 4].map(() => mette.sells([{ product: frame }]));
	const outOfOrder = await mette.handIn([four!, two!], { waiting: 2 });
	expect(outOfOrder.results.map(({ seq }) => seq)).toEqual([2, 4]);
	expect(outOfOrder.till).toEqual({ highest: 4, missing: [1, 3] });
	expect((await mette.handIn([one!])).till).toEqual({ highest: 4, missing: [3] });
	expect((await shop.call("GET", "/api/v1/tills/queues")).body.items).toMatchObject([
		{ deviceId: mette.till.deviceId, highest: 4, waiting: 0, missing: [3], held: 0, revoked: false },
	]);
	const gap = `/api/v1/devices/${mette.till.deviceId}/gaps`;
	expect(await shop.call("POST", gap, { body: { seq: 3, reason: "Typed twice" } })).toMatchObject({ status: 200 });
	expect(await shop.call("POST", gap, { body: { seq: 3, reason: "Typed twice" } })).toMatchObject({
		status: 409,
		body: { code: "gap_explained" },
	});
	expect(await shop.call("POST", gap, { body: { seq: 9, reason: "x" } })).toMatchObject({ status: 404 });
	expect((await mette.handIn([])).till.missing).toEqual([]);
	expect((await mette.handIn([three!])).results).toMatchObject([{ state: "sold" }]);
	expect(await ordersOf(shop)).toHaveLength(4);
});

it("misses what a till says it gave out and never handed in, but nothing out of all reason", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 9 });
	const mette = await offlineTill(shop);
	expect((await mette.handIn([mette.sells([{ product: frame }])], { lastSeq: 3, waiting: 1 })).till.missing).toEqual([]);
	expect((await mette.handIn([], { lastSeq: 3 })).till).toEqual({ highest: 3, missing: [2, 3] });
	expect((await mette.handIn([], { lastSeq: 4_000_000_000 })).till.highest).toBe(1003);
	expect((await mette.handIn([{ ...mette.sells([{ product: frame }]), seq: 90_000 }])).results).toMatchObject([
		{ state: "held", problem: "sequence_jump" },
	]);
});

it("misses what a till that is ended said it gave out, whatever never came of it; what comes after all is held and missing no more", async () => {
	const [shop, other] = await twoShops();
	const frame = await stock(shop, { quantity: 9 });
	const [mette, ole] = [await offlineTill(shop), await offlineTill(shop, "Ole")];
	const theirs = await offlineTill(other);
	const sales = [1, 2, 3, 4, 5, 6].map(() => mette.sells([{ product: frame }]));
	// It tells of six, two come through, and it dies.
	expect((await mette.handIn(sales.slice(0, 2), { lastSeq: 6, waiting: 4 })).till).toEqual({ highest: 2, missing: [] });
	for (const till of [ole, theirs]) await till.handIn([], { lastSeq: 3, waiting: 3 });
	await shop.call("DELETE", `/api/v1/devices/${mette.till.deviceId}`);
	expect(salesReactions.find(({ name }) => name === missOfEnded.spec.name)?.on).toEqual([DeviceRevoked, DeviceEnrolled]);
	for (const _ of [1, 2]) await missOfEnded(await shop.tenant(), {});
	const queues = async () =>
		(await tillQueues(await shop.tenant(), {})).map(({ deviceId, missing, revoked }) => [deviceId, missing, revoked]);
	expect(await queues()).toEqual(
		expect.arrayContaining([
			[mette.till.deviceId, [3, 4, 5, 6], 1],
			[ole.till.deviceId, [], 0],
		]),
	);
	expect(await rowsOf(other, "SELECT 1 FROM tillGaps WHERE businessId = ?", other.businessId)).toEqual([]);
	// A till that is ended and heard again waits for nothing: what it has not brought is missing until it brings it.
	expect((await mette.handIn(sales.slice(2, 3), { lastSeq: 7, waiting: 4 })).till).toEqual({ highest: 7, missing: [4, 5, 6, 7] });
	const gaps = `/api/v1/devices/${mette.till.deviceId}/gaps`;
	expect(await shop.call("POST", gaps, { body: { seq: 4, until: 6, reason: "the till fell into the harbour" } })).toMatchObject({
		status: 200,
		body: { seq: 4, until: 6 },
	});
	expect((await shop.call("POST", gaps, { body: { seq: 4, reason: "again" } })).body.code).toBe("gap_explained");
	expect((await queues()).find(([deviceId]) => deviceId === mette.till.deviceId)?.[1]).toEqual([7]);
	// A row ends where something was handed in: what is missing behind that is said for itself.
	const further = await mette.handIn([], { lastSeq: 12, waiting: 5 });
	expect(further.till.missing).toEqual([7, 8, 9, 10, 11, 12]);
	expect((await shop.call("POST", gaps, { body: { seq: 9, reason: "torn" } })).body).toMatchObject({ seq: 9, until: 9 });
	expect((await shop.call("POST", gaps, { body: { seq: 7, until: 999_999, reason: "sunk" } })).body).toMatchObject({ seq: 7, until: 8 });
	expect((await queues()).find(([deviceId]) => deviceId === mette.till.deviceId)?.[1]).toEqual([10, 11, 12]);
});

it("an oversold line is sold all the same: what no shelf had is corrected, kept as oversold, and what is promised stays promised", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 3 });
	const other = (await shop.call("POST", "/api/v1/stores", { body: { name: "Two" } })).body.id;
	const unseen = await stock(shop, { quantity: 4, storeId: other });
	await promise(shop, { kind: "order", id: "somebody's" }, frame, 1);
	const mette = await offlineTill(shop);
	const { results } = await mette.handIn([mette.sells([{ product: frame, quantity: 5 }, { product: unseen }])]);
	expect(results[0]).toMatchObject({ state: "sold" });
	expect(results[0]?.short.map(({ productId, quantity }) => [productId, quantity]).sort()).toEqual(
		[
			[frame.id, 3],
			[unseen.id, 1],
		].sort(),
	);
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 1, reserved: 1 });
	expect(await shelfOf(shop, unseen)).toEqual({ onHand: 0, reserved: 0 });
	await settled(shop);
	const { body } = await shop.call("GET", "/api/v1/oversold");
	expect(body.items).toHaveLength(2);
	expect(body.items.find((goods: { productId: string }) => goods.productId === frame.id)).toMatchObject({
		short: 3,
		actorName: "Mette",
		deviceId: mette.till.deviceId,
		seq: 1,
		outcome: null,
	});
});

it("what was oversold is settled once: counted, taken from another store, or written down with a reason", async () => {
	const shop = await openShop();
	const other = (await shop.call("POST", "/api/v1/stores", { body: { name: "Two" } })).body.id;
	const frames = await Promise.all([1, 2, 3].map(() => stock(shop, { quantity: 1 })));
	const mette = await offlineTill(shop);
	await mette.handIn([mette.sells(frames.map((product) => ({ product, quantity: 3 })))]);
	const items: { id: string; productId: string }[] = (await shop.call("GET", "/api/v1/oversold")).body.items;
	const [counted, taken, corrected] = frames.map((frame) => items.find(({ productId }) => productId === frame.id)!.id);
	const settle = (id: string | undefined, body: object, key?: string) =>
		shop.call("POST", `/api/v1/oversold/${id}/settle`, { body, ...(key && { key }) });

	expect(await settle(counted, { outcome: "counted" })).toMatchObject({ status: 400 });
	expect(await settle(counted, { outcome: "counted", counted: 4 }, "once")).toMatchObject({ status: 200, body: { onHand: 4 } });
	expect(await settle(counted, { outcome: "counted", counted: 4 }, "once")).toMatchObject({ status: 200, body: { onHand: 4 } });
	expect(await settle(counted, { outcome: "counted", counted: 5 })).toMatchObject({ status: 409, body: { code: "oversold_settled" } });

	expect(await settle(taken, { outcome: "taken", fromStoreId: other })).toMatchObject({ status: 409, body: { code: "stock_oversold" } });
	await shop.call("POST", `/api/v1/products/${frames[1]!.id}/receive`, { body: { storeId: other, quantity: 6 } });
	const offered = (await shop.call("GET", "/api/v1/oversold")).body.items.find(({ id }: { id: string }) => id === taken);
	expect(offered.elsewhere).toMatchObject([{ storeId: other, available: 6 }]);
	expect(await settle(taken, { outcome: "taken", fromStoreId: other })).toMatchObject({ status: 200, body: { onHand: 0 } });
	expect(await shelfOf(shop, frames[1]!, other)).toEqual({ onHand: 4, reserved: 0 });

	expect(await settle(corrected, { outcome: "corrected" })).toMatchObject({ status: 400 });
	expect(await settle(corrected, { outcome: "corrected", reason: "Two were never received" })).toMatchObject({ status: 200 });
	expect((await shop.call("GET", "/api/v1/oversold")).body.items).toEqual([]);
	expect((await shop.call("GET", "/api/v1/oversold?settled=true")).body.items).toHaveLength(3);
	expect(await factsOf(shop, "stock.oversold_settled")).toHaveLength(3);
	await settled(shop);
});

it("sells at the till's prices whatever they are by now, archived or not, by somebody who has gone since; and notes it", async () => {
	const shop = await openShop();
	const [dearer, gone] = [await stock(shop, { price: 20_000, quantity: 5 }), await stock(shop, { quantity: 5, status: "archived" })];
	const mette = await offlineTill(shop);
	await shop.call("PATCH", `/api/v1/employees/${mette.person.id}`, { body: { state: "disabled" } });
	expect(await mette.till.call("GET", "/api/v1/auth/me")).toMatchObject({ status: 401 });
	const { results } = await mette.handIn([mette.sells([{ product: dearer }, { product: gone }])]);
	expect(results[0]).toMatchObject({ state: "sold", notes: expect.arrayContaining(["price_changed", "archived"]) });
	expect(await ordersOf(shop)).toMatchObject([{ total: 20_000, actorName: "Mette" }]);
	expect(await notedSales(await shop.tenant(), {})).toMatchObject([
		{ seq: 1, orderId: results[0]?.orderId, notes: results[0]?.notes, actorName: "Mette", total: 20_000 },
	]);
	await settled(shop);
});

it("a till that was revoked loses nothing: its sales are held, and the owner accepts or refuses each once", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5 });
	const mette = await offlineTill(shop);
	const sales = [mette.sells([{ product: frame }]), mette.sells([{ product: frame }])];
	await shop.call("DELETE", `/api/v1/devices/${mette.till.deviceId}`);
	const { results } = await mette.handIn(sales);
	expect(results).toMatchObject([
		{ state: "held", problem: "till_revoked", orderId: null },
		{ state: "held", problem: "till_revoked" },
	]);
	expect((await mette.handIn(sales)).results).toEqual(results);
	expect(await ordersOf(shop)).toEqual([]);
	const held = (await shop.call("GET", "/api/v1/held-sales")).body.items;
	expect(held).toMatchObject([{ actorName: "Mette", total: "100.00" }, {}]);
	const act = (index: number, what: string, body: object = {}) =>
		shop.call("POST", `/api/v1/held-sales/${sales[index]?.id}/${what}`, { body });
	expect(await act(0, "accept")).toMatchObject({ status: 200, body: { state: "sold", receiptNumber: 1 } });
	expect(await act(0, "accept")).toMatchObject({ status: 409, body: { code: "held_sale_settled" } });
	expect(await act(1, "refuse")).toMatchObject({ status: 400 });
	expect(await act(1, "refuse", { reason: "Nobody worked that day" })).toMatchObject({ status: 200, body: { state: "refused" } });
	expect((await mette.handIn(sales)).results.map(({ state }) => state)).toEqual(["sold", "refused"]);
	expect(await ordersOf(shop)).toMatchObject([{ actorName: "Mette", placedAt: sales[0]?.soldAt }]);
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 4, reserved: 0 });
	await settled(shop);
});

it("holds what nobody can vouch for: no mandate, another till's, one that is over, sums that do not add up, a number taken", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5 });
	const [mette, other] = [await offlineTill(shop), await offlineTill(shop, "Ali")];
	const problems = async (sale: object) => (await mette.handIn([sale])).results[0];
	const sale = () => mette.sells([{ product: frame }]);
	expect(await problems({ ...sale(), mandate: "" })).toMatchObject({ state: "held", problem: "no_mandate" });
	expect(await problems({ ...sale(), mandate: `${mette.mandate}x` })).toMatchObject({ problem: "no_mandate" });
	expect(await problems({ ...sale(), mandate: other.mandate })).toMatchObject({ problem: "no_mandate" });
	expect(await problems({ ...sale(), soldAt: Date.now() - 30 * 86_400_000 })).toMatchObject({ problem: "mandate_over" });
	expect(await problems({ ...sale(), expectedTotal: 1 })).toMatchObject({ problem: "total_changed" });
	expect(await problems({ ...sale(), currency: "EUR" })).toMatchObject({ problem: "currency_changed" });
	expect(await problems({ ...sale(), seq: 1 })).toMatchObject({ problem: "sequence_taken" });
	expect((await handIn(other.till, mette.till.deviceId, [sale()])).results).toMatchObject([{ problem: "another_till" }]);
	expect(await ordersOf(shop)).toEqual([]);
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 5, reserved: 0 });
});

it("keeps what it cannot read as it came, for somebody to look at, and takes in what comes behind it", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5 });
	const mette = await offlineTill(shop);
	const odd = { ...mette.sells([{ product: frame }]), lines: "one frame", soldAt: "noon", currency: 7, expectedTotal: { kr: 100 } };
	const sales = [odd, { ...mette.sells([]), payments: [{ method: "shells" }], expectedTotal: "12.50" }, mette.sells([{ product: frame }])];
	const { results, till } = await mette.handIn(sales);
	expect(results).toMatchObject([
		{ seq: 1, state: "held", problem: "validation_failed" },
		{ seq: 2, state: "held", problem: "validation_failed" },
		{ seq: 3, state: "sold" },
	]);
	expect(till).toEqual({ highest: 3, missing: [] });
	expect((await mette.handIn(sales)).results).toEqual(results);
	const held: { seq: number }[] = (await shop.call("GET", "/api/v1/held-sales")).body.items;
	expect(held.toSorted((a, b) => a.seq - b.seq)).toMatchObject([
		{ seq: 1, total: "0.00", currency: "DKK" },
		{ seq: 2, problem: "validation_failed", total: "12.50", currency: "DKK", actorName: "Mette", units: 0 },
	]);
	const kept = "SELECT body FROM offlineSales WHERE businessId = ? AND seq = 1";
	expect(JSON.parse((await rowsOf<{ body: string }>(shop, kept, shop.businessId))[0]?.body ?? "")).toMatchObject({ lines: "one frame" });
	expect(await shop.call("POST", `/api/v1/held-sales/${odd.id}/accept`, { body: {} })).toMatchObject({
		status: 409,
		body: { code: "held_sale_not_bookable", details: { problem: "validation_failed" } },
	});
	expect(await shop.call("POST", `/api/v1/held-sales/${odd.id}/refuse`, { body: { reason: "Sold again by hand" } })).toMatchObject({
		status: 200,
	});
});

it("what cannot be taken in now stays with its till: it is not in the answer, and nothing of it is missing", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5 });
	const mette = await offlineTill(shop);
	const first = mette.sells([{ product: frame }], { mandate: "" });
	await mette.handIn([first]);
	await rowsOf(
		shop,
		`WITH RECURSIVE n (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM n WHERE n < 500)
		INSERT INTO offlineSales (businessId, id, deviceId, seq, storeId, state, problem, soldAt, saidAt, arrivedAt, actorId, actorName, units, total, currency, body)
		SELECT businessId, id || n, deviceId, seq + 10000 + n, storeId, state, problem, soldAt, saidAt, arrivedAt, actorId, actorName, units, total, currency, body
		FROM offlineSales, n WHERE businessId = ? RETURNING id`,
		shop.businessId,
	);
	const [doubtful, fine] = [mette.sells([{ product: frame }], { mandate: "" }), mette.sells([{ product: frame }])];
	const full = await mette.handIn([doubtful, fine]);
	expect(full).toMatchObject({ results: [{ id: fine.id, state: "sold" }], till: { highest: 3, missing: [] } });
	expect((await shop.call("GET", "/api/v1/tills/queues")).body.items).toMatchObject([{ waiting: 1 }]);
	// The last it gave out waits: it is not missing.
	const late = mette.sells([{ product: frame }], { mandate: "" });
	expect(await mette.handIn([late])).toMatchObject({ results: [], till: { highest: 3, missing: [] } });
	// What did not come at all is missing, beside what waits.
	mette.sells([{ product: frame }]);
	const behind = mette.sells([{ product: frame }]);
	expect(await mette.handIn([late, behind])).toMatchObject({ results: [{ id: behind.id }], till: { highest: 6, missing: [5] } });
	await shop.call("POST", `/api/v1/held-sales/${first.id}/refuse`, { body: { reason: "A try" } });
	expect(await mette.handIn([doubtful, late])).toMatchObject({
		results: [{ id: doubtful.id, state: "held", problem: "no_mandate" }],
		till: { missing: [5] },
	});
});

it("whoever said that they sell without a PIN sells in their own name, noted, with nothing off; not in that of who does not work there", async () => {
	const [shop, other] = await twoShops();
	const frame = await stock(shop, { quantity: 5 });
	const mette = await offlineTill(shop);
	const [ali, theirs] = [await hire(shop, "Ali", { pin: "4862" }), await hire(other, "Bo", { pin: "4862" })];
	const sells = (claimedSeller: string, more: object = {}) => mette.sells([{ product: frame }], { claimedSeller, ...more });
	const tenth = { discount: { percent: 10 }, expectedTotal: 90 };
	const claims = [sells(ali.id), sells(mette.person.id), sells(theirs.id), sells(ali.id, tenth), sells(theirs.id, tenth)];
	const { results } = await mette.handIn(claims);
	expect(results).toMatchObject([
		{ state: "sold", notes: ["seller_claimed"] },
		{ state: "sold", notes: [] },
		{ state: "sold", notes: ["seller_claimed"] },
		{ state: "held", problem: "over_limit" },
		{ state: "held", problem: "over_limit" },
	]);
	const orders = await ordersOf(shop);
	expect(results.slice(0, 3).map(({ orderId }) => orders.find(({ id }) => id === orderId)?.actorName)).toEqual(["Ali", "Mette", "Mette"]);
	const held: { seq: number }[] = (await shop.call("GET", "/api/v1/held-sales")).body.items;
	expect(held.toSorted((a, b) => a.seq - b.seq)).toMatchObject([{ actorName: "Ali" }, { actorName: "Mette" }]);
	const goods = await mette.till.call("GET", `/counter/goods?store=${shop.storeId}&after=`);
	expect(goods.body.people.map(({ name }: { name: string }) => name)).toEqual(["Ali", "Mette"]);
	// Their own name is no claim, also when they work elsewhere by now.
	const elsewhere = (await shop.call("POST", "/api/v1/stores", { body: { name: "Two" } })).body.id;
	for (const { id } of [ali, mette.person])
		expect(await shop.call("PATCH", `/api/v1/employees/${id}`, { body: { storeIds: [elsewhere] } })).toMatchObject({ status: 200 });
	const later = await mette.handIn([sells(ali.id), sells(mette.person.id)]);
	expect(later.results.map(({ notes }) => notes)).toEqual([["seller_claimed"], []]);
	expect((await ordersOf(shop)).slice(3).map(({ actorName }) => actorName)).toEqual(["Mette", "Mette"]);
});

it("a number out of all reason that is accepted is where the till's sequence goes on", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5 });
	const mette = await offlineTill(shop);
	const far = (by: number) => mette.sells([{ product: frame }], { seq: 5000 + by });
	const [first, second] = [far(1), far(2)];
	expect((await mette.handIn([first, second], { lastSeq: 0 })).results).toMatchObject([
		{ problem: "sequence_jump" },
		{ problem: "sequence_jump" },
	]);
	expect(await shop.call("POST", `/api/v1/held-sales/${second.id}/accept`, { body: {} })).toMatchObject({ status: 200 });
	expect(await mette.handIn([far(3)], { lastSeq: 5003 })).toMatchObject({
		results: [{ state: "sold" }],
		till: { highest: 5003, missing: [] },
	});
	expect(await shop.call("POST", `/api/v1/held-sales/${first.id}/accept`, { body: {} })).toMatchObject({ status: 200 });
	expect((await mette.handIn([], { lastSeq: 0 })).till.highest).toBe(5003);
	await settled(shop);
});

it("more off than whoever sold may give is held, and booked as it was when it is accepted; what was sold online with leave is that sale", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5 });
	const mette = await offlineTill(shop);
	const half = { discount: { percent: 50 }, expectedTotal: 50 };
	const [tenth, dear] = [
		mette.sells([{ product: frame }], { discount: { percent: 10 }, expectedTotal: 90 }),
		mette.sells([{ product: frame }], half),
	];
	expect((await mette.handIn([tenth, dear])).results).toMatchObject([
		{ state: "sold", notes: [] },
		{ state: "held", problem: "over_limit", orderId: null },
	]);
	expect(await shop.call("POST", `/api/v1/held-sales/${dear.id}/accept`, { body: {} })).toMatchObject({
		status: 200,
		body: { state: "sold" },
	});
	expect((await ordersOf(shop)).map(({ total }) => total)).toEqual([9000, 5000]);
	const through = mette.sells([{ product: frame }], half);
	const sold = { storeId: shop.storeId, lines: [{ productId: frame.id, quantity: 1 }], discount: { percent: 50 } };
	await sell(await shop.tenant(), sold, { key: through.id });
	expect((await mette.handIn([through])).results).toMatchObject([{ state: "sold" }]);
	expect(await ordersOf(shop)).toHaveLength(3);
	await settled(shop);
});

it("more off that a manager allowed is booked though the till never heard of it: for that till, that seller, once, while it held", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 9 });
	const mette = await offlineTill(shop);
	const [mia, ali] = [await hire(shop, "Mia", { pin: "6284", role: "manager" }), await hire(shop, "Ali", { pin: "4862" })];
	const asked = async (act: string) =>
		String((await mette.till.call("POST", "/api/v1/approvals", { body: { act, pin: mia.pin, slug: mia.slug } })).body.approvalId);
	const [leave, other] = [await asked("discount"), await asked("refund")];
	const half = (approvalId: string, more: object = {}) =>
		mette.sells([{ product: frame }], { discount: { percent: 50 }, expectedTotal: 50, approvalId, ...more });
	const held = { state: "held", problem: "over_limit" };
	const late = await mette.handIn([half(other), half(leave, { claimedSeller: ali.id }), half("nobody's")]);
	expect(late.results).toMatchObject([held, held, held]);
	await rowsOf(shop, "UPDATE approvals SET expiresAt = expiresAt - 86400000 WHERE businessId = ? RETURNING id", shop.businessId);
	expect((await mette.handIn([half(leave)])).results).toMatchObject([held]);
	await rowsOf(shop, "UPDATE approvals SET expiresAt = expiresAt + 86400000 WHERE businessId = ? RETURNING id", shop.businessId);
	const second = await tillOf(shop);
	await showPin(second, mette.person.slug, mette.person.pin);
	const elsewhere = await second.call("POST", "/api/v1/approvals", { body: { act: "discount", pin: mia.pin, slug: mia.slug } });
	const sale = half(leave);
	const taken = await mette.handIn([sale, half(elsewhere.body.approvalId), half(leave)]);
	expect(taken.results).toMatchObject([{ state: "sold", problem: null, notes: [] }, held, held]);
	expect((await mette.handIn([sale])).results).toEqual([taken.results[0]]);
	expect(await rowsOf(shop, "SELECT total, approvedBy FROM orders WHERE businessId = ?", shop.businessId)).toEqual([
		{ total: 5000, approvedBy: "Mia" },
	]);
	expect(await rowsOf(shop, "SELECT id FROM approvals WHERE businessId = ? AND usedAt IS NOT NULL", shop.businessId)).toEqual([
		{ id: leave },
	]);
	await settled(shop);
});

it("a clock that is wrong is put right by as much as it is wrong, and that is said", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5 });
	const mette = await offlineTill(shop);
	const ahead = 3 * 3_600_000;
	const sale = mette.sells([{ product: frame }], { soldAt: Date.now() + ahead - 60_000 });
	const { results } = await mette.handIn([sale], { sentAt: Date.now() + ahead });
	expect(results[0]).toMatchObject({ state: "sold", notes: ["clock"] });
	expect(Math.abs(((await ordersOf(shop))[0]?.placedAt ?? 0) - (Date.now() - 60_000))).toBeLessThan(10_000);
	expect((await shop.call("GET", "/api/v1/tills/queues")).body.items[0].clockAheadMs).toBeGreaterThan(ahead - 10_000);
});

it("cash of a drawer that was counted since belongs to no other; of one that is still open it does", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5 });
	const mette = await offlineTill(shop);
	const open = async () => (await mette.till.call("POST", "/api/v1/drawers", { body: { storeId: shop.storeId, openingFloat: 0 } })).body.id;
	const closed = await open();
	const then = Date.now();
	// All of it within one millisecond would be at once.
	await pause(2);
	await shop.call("POST", `/api/v1/drawers/${closed}/close`, { body: { counted: 100 } });
	const now = await open();
	const late = mette.sells([{ product: frame }], { soldAt: then });
	const present = mette.sells([{ product: frame }], { soldAt: Date.now() });
	const { results } = await mette.handIn([late, present]);
	expect(results.map(({ notes }) => notes)).toEqual([["drawer_closed"], []]);
	const payments = await rowsOf(shop, "SELECT orderId, drawerId FROM payments WHERE businessId = ?", shop.businessId);
	expect(results.map(({ orderId }) => payments.find((paid) => paid.orderId === orderId)?.drawerId)).toEqual([null, now]);
});

it("no other business takes it in, nor learns of it", async () => {
	const [first, second] = await twoShops();
	const frame = await stock(first, { quantity: 5 });
	const mette = await offlineTill(first);
	const theirs = await tillOf(second);
	const sale = mette.sells([{ product: frame }]);
	expect((await handIn(theirs, mette.till.deviceId, [sale])).results).toMatchObject([{ state: "held", problem: "another_till" }]);
	expect(await ordersOf(second)).toEqual([]);
	expect((await mette.handIn([sale])).results).toMatchObject([{ state: "sold" }]);
	expect(await shelfOf(first, frame)).toEqual({ onHand: 4, reserved: 0 });
	expect((await first.call("GET", "/api/v1/held-sales")).body.items).toEqual([]);
	const held = (await second.call("GET", "/api/v1/held-sales")).body.items;
	expect(held).toMatchObject([{ problem: "another_till" }]);
	expect(await first.call("POST", `/api/v1/held-sales/${sale.id}/refuse`, { body: { reason: "x" } })).toMatchObject({ status: 409 });
	expect(await second.call("POST", `/api/v1/held-sales/${sale.id}/accept`, { body: {} })).toMatchObject({
		status: 409,
		body: { code: "held_sale_not_bookable" },
	});
});

it("a browser that is no till hands in nothing", async () => {
	const shop = await openShop();
	expect(
		await shop.call("POST", "/api/v1/tills/replay", { body: { tillId: "x", sentAt: 0, lastSeq: 0, waiting: 0, sales: [] } }),
	).toMatchObject({ status: 401, body: { code: "device_unknown" } });
});
