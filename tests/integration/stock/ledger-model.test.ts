import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { Refusal, refuse } from "#app/platform/errors.ts";
import { adjustStock } from "#app/stock/adjust.server.ts";
import { applyCount } from "#app/stock/apply-count.server.ts";
import { bringBackTransfer } from "#app/stock/bring-back-transfer.server.ts";
import { cancelCount } from "#app/stock/cancel-count.server.ts";
import { closeTransfer } from "#app/stock/close-transfer.server.ts";
import { countProduct } from "#app/stock/count-product.server.ts";
import { draftTransfer } from "#app/stock/draft-transfer.server.ts";
import { moveStockIn } from "#app/stock/ledger.server.ts";
import { heldLines, holdIn, releaseIn, stillHeld, takeHeldIn } from "#app/stock/reservations.server.ts";
import { openCount } from "#app/stock/open-count.server.ts";
import { receiveTransfer } from "#app/stock/receive-transfer.server.ts";
import { receiveStock } from "#app/stock/receive.server.ts";
import { type Changed, changedJson, levelsIn } from "#app/stock/shelf.server.ts";
import { openShop, rowsOf, type Shop } from "../../support/world.ts";
import { addStore, ledgerHolds, stocked } from "./shelves.ts";

/** The smallest command of a higher room: takes from the shelf what it read to be there, and leaves the rest to the batch. */
const sell = command<z.ZodObject<{ productId: z.ZodString; storeId: z.ZodString; quantity: z.ZodInt }>, Changed, Viewer>({
	name: "test.sell",
	needs: "sales:write",
	input: z.object({ productId: z.string(), storeId: z.string(), quantity: z.int() }),
	async run({ db, work, principal }, { productId, storeId, quantity }) {
		const { levels, product } = await db.read({
			levels: levelsIn(db.businessId, storeId, [productId]),
			product: first(sql`SELECT 1 FROM products WHERE businessId = ${db.businessId} AND id = ${productId}`),
		});
		const [level] = levels;
		const available = level ? level.onHand - level.reserved : 0;
		if (!product || available < quantity) refuse("conflict", "stock_oversold", { available });
		moveStockIn(work, [{ storeId, productId, delta: -quantity }], { reason: "sale", actor: (await principal()).actor });
		return answer<Changed>(changedJson(db.businessId, productId, storeId, true));
	},
});

const Wish = z.object({
	productId: z.string(),
	storeId: z.string(),
	holderId: z.string(),
	quantity: z.int(),
	what: z.enum(["hold", "take", "give"]),
});

/** The smallest commands that promise, keep and take back. */
const promise = command<typeof Wish, Changed, Viewer>({
	name: "test.promise",
	needs: "sales:write",
	input: Wish,
	async run({ db, work, principal }, { productId, storeId, holderId, quantity, what }) {
		const holder = { kind: "order" as const, id: `${holderId} ${productId}` };
		const { levels, held } = await db.read({
			levels: levelsIn(db.businessId, storeId, [productId]),
			held: heldLines(db.businessId, holder),
		});
		const level = levels[0] ?? { onHand: 0, reserved: 0 };
		const here = held.find((line) => line.storeId === storeId)?.quantity ?? 0;
		const there = { storeId, productId };
		if (what === "give" || (what === "hold" && quantity === 0)) releaseIn(work, holder, [there]);
		else if (what === "hold") {
			if (quantity > level.onHand - level.reserved + here) refuse("conflict", "stock_oversold");
			holdIn(work, holder, [{ ...there, quantity }], null);
		} else {
			if (here < quantity) refuse("conflict", "reservation_gone");
			work.guard(stillHeld(db.businessId, holder, [{ ...there, quantity }]));
			takeHeldIn(work, holder, [{ ...there, quantity }]);
			moveStockIn(work, [{ ...there, delta: -quantity }], { reason: "sale", actor: (await principal()).actor });
		}
		return answer<Changed>(changedJson(db.businessId, productId, storeId, what === "take"));
	},
});

type Act =
	/** Of one of three orders: it holds so much from now on, takes so much of it along, or gives all of it back. */
	| { act: "hold"; store: number; holder: number; quantity: number }
	| { act: "take"; store: number; holder: number; quantity: number }
	| { act: "give"; store: number; holder: number }
	| { act: "receive"; store: number; quantity: number }
	| { act: "set"; store: number; quantity: number; expected?: number }
	| { act: "change"; store: number; delta: number }
	| { act: "sell"; store: number; quantity: number }
	/** To the other store, at once. */
	| { act: "send"; store: number; quantity: number }
	/** Of the oldest transfer on its way to this store; back, or missed: of the oldest from it. */
	| { act: "arrive"; store: number; quantity: number }
	| { act: "back"; store: number; quantity: number }
	| { act: "miss"; store: number }
	/** Opened, counted and applied. */
	| { act: "count"; store: number; quantity: number };
type Step = { act: "one"; one: Act } | { act: "together"; acts: Act[] };
/** `held`: by each of the three orders. */
type Shelf = { onHand: number; held: number[] };
/** A transfer of which `left` units are on their way. */
type Road = { id: string; from: number; left: number };

const store = fc.nat({ max: 1 });
const holder = fc.nat({ max: 2 });
const few = fc.integer({ min: 1, max: 6 });
const anAct: fc.Arbitrary<Act> = fc.oneof(
	fc.record({ act: fc.constant("receive" as const), store, quantity: few }),
	fc.record(
		{ act: fc.constant("set" as const), store, quantity: fc.nat({ max: 8 }), expected: fc.nat({ max: 8 }) },
		{ requiredKeys: ["act", "store", "quantity"] },
	),
	fc.record({ act: fc.constant("change" as const), store, delta: fc.integer({ min: -6, max: 6 }).filter((delta) => delta !== 0) }),
	fc.record({ act: fc.constant("sell" as const), store, quantity: few }),
	fc.record({ act: fc.constant("send" as const), store, quantity: few }),
	fc.record({ act: fc.constantFrom("arrive" as const, "back" as const), store, quantity: few }),
	fc.record({ act: fc.constant("miss" as const), store }),
	fc.record({ act: fc.constant("hold" as const), store, holder, quantity: fc.nat({ max: 4 }) }),
	fc.record({ act: fc.constant("take" as const), store, holder, quantity: fc.integer({ min: 1, max: 4 }) }),
	fc.record({ act: fc.constant("give" as const), store, holder }),
	fc.record({ act: fc.constant("count" as const), store, quantity: fc.nat({ max: 8 }) }),
);
const aStep: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 5, arbitrary: fc.record({ act: fc.constant("one" as const), one: anAct }) },
	{ weight: 2, arbitrary: fc.record({ act: fc.constant("together" as const), acts: fc.array(anAct, { minLength: 2, maxLength: 6 }) }) },
);

let shop: Shop;
let stores: string[];
beforeAll(async () => {
	shop = await openShop();
	stores = [shop.storeId, await addStore(shop, "Aarhus")];
});

/** The transfer an act is about. */
function roadOf(roads: Road[], act: Act): Road | undefined {
	return roads.find(({ from }) => (act.act === "arrive" ? from !== act.store : from === act.store));
}

const sumOf = (numbers: number[]) => numbers.reduce((sum, each) => sum + each, 0);

/** What a plain shelf would say: how it changes, or why not. */
function judge(shelf: Shelf, roads: Road[], act: Act): number | string {
	const reserved = sumOf(shelf.held);
	const available = shelf.onHand - reserved;
	if (act.act === "give") return 0;
	if (act.act === "hold") return act.quantity > available + (shelf.held[act.holder] ?? 0) ? "stock_oversold" : 0;
	if (act.act === "take") return act.quantity > (shelf.held[act.holder] ?? 0) ? "reservation_gone" : -act.quantity;
	if (act.act === "receive") return act.quantity;
	if (act.act === "sell") return act.quantity > available ? "stock_oversold" : -act.quantity;
	if (act.act === "send") return act.quantity > available ? "transfer_oversold" : -act.quantity;
	if (act.act === "count") return act.quantity < reserved ? "recount_needed" : act.quantity - shelf.onHand;
	if (act.act === "arrive" || act.act === "back" || act.act === "miss") {
		const road = roadOf(roads, act);
		if (!road || act.act === "miss") return 0;
		return act.quantity > road.left ? "not_on_its_way" : act.quantity;
	}
	if (act.act === "set") {
		if (act.expected !== undefined && act.expected !== shelf.onHand) return "quantity_changed";
		return act.quantity < reserved ? "would_go_below_reserved" : act.quantity - shelf.onHand;
	}
	if (shelf.onHand + act.delta < 0) return "stock_oversold";
	return shelf.onHand + act.delta < reserved ? "would_go_below_reserved" : act.delta;
}

/** @returns by how much the shelf changed */
async function perform(productId: string, roads: Road[], act: Act): Promise<number> {
	const tenant = await shop.tenant();
	const storeId = stores[act.store] ?? "";
	const there = { productId, storeId };
	const delta = ({ movement }: Changed) => movement?.delta ?? 0;
	if (act.act === "receive") return delta(await receiveStock(tenant, { ...there, quantity: act.quantity }));
	if (act.act === "sell") return delta(await sell(tenant, { ...there, quantity: act.quantity }));
	if (act.act === "set") return delta(await adjustStock(tenant, { ...there, quantity: act.quantity, expectedQuantity: act.expected }));
	if (act.act === "change") return delta(await adjustStock(tenant, { ...there, delta: act.delta }));
	if (act.act === "hold" || act.act === "take" || act.act === "give") {
		const quantity = act.act === "give" ? 0 : act.quantity;
		return delta(await promise(tenant, { ...there, holderId: String(act.holder), quantity, what: act.act }));
	}
	if (act.act === "count") return recount(there, act.quantity);
	if (act.act === "send") {
		const toStoreId = stores[1 - act.store] ?? "";
		const lines = [{ productId, quantity: act.quantity }];
		await draftTransfer(tenant, { fromStoreId: storeId, toStoreId, lines, send: true });
		return -act.quantity;
	}
	const road = roadOf(roads, act);
	if (!road) return 0;
	const transferId = road.id;
	if (act.act === "miss") {
		await closeTransfer(tenant, { transferId, reason: "unknown" });
		return 0;
	}
	const settle = act.act === "arrive" ? receiveTransfer : bringBackTransfer;
	await settle(tenant, { transferId, lines: [{ productId, quantity: act.quantity }] });
	return act.quantity;
}

async function recount({ productId, storeId }: { productId: string; storeId: string }, quantity: number): Promise<number> {
	const { id: countId } = await openCount(await shop.tenant(), { storeId });
	try {
		await countProduct(await shop.tenant(), { countId, productId, quantity });
		await applyCount(await shop.tenant(), { countId, uncounted: "leave" });
	} catch (error) {
		await cancelCount(await shop.tenant(), { countId });
		throw error;
	}
	const moved = await rowsOf<{ delta: number }>(
		shop,
		"SELECT delta FROM stockMovements WHERE businessId = ? AND productId = ? AND referenceId = ?",
		shop.businessId,
		productId,
		countId,
	);
	return moved[0]?.delta ?? 0;
}

/** How the shelf changed, or the word it was refused with. Anything that is not a refusal in our words fails the test. */
async function outcome(productId: string, roads: Road[], act: Act): Promise<number | string> {
	try {
		return await perform(productId, roads, act);
	} catch (error) {
		if (error instanceof Refusal) return error.code;
		throw error;
	}
}

/** What is on its way, and that each shelf expects exactly that. */
async function roadsNow(productId: string): Promise<Road[]> {
	const rows = await rowsOf<{ id: string; fromStoreId: string; toStoreId: string; status: string; left: number }>(
		shop,
		`SELECT t.id, t.fromStoreId, t.toStoreId, t.status, l.quantity - l.received - l.returned - l.missing AS left
			FROM transfers AS t JOIN transferLines AS l ON l.businessId = t.businessId AND l.transferId = t.id WHERE t.businessId = ? AND l.productId = ? ORDER BY t.id`,
		shop.businessId,
		productId,
	);
	const levels = await rowsOf<{ storeId: string; incoming: number }>(
		shop,
		"SELECT storeId, incoming FROM stockLevels WHERE businessId = ? AND productId = ?",
		shop.businessId,
		productId,
	);
	for (const { storeId, incoming } of levels) {
		const expected = rows.filter(({ toStoreId }) => toStoreId === storeId).reduce((sum, { left }) => sum + left, 0);
		expect(incoming).toBe(expected);
	}
	for (const { status, left } of rows) expect(["in_transit", "part_received"].includes(status)).toBe(left > 0);
	return rows.filter(({ left }) => left > 0).map(({ id, fromStoreId, left }) => ({ id, from: stores.indexOf(fromStoreId), left }));
}

/** Each shelf and who holds what of it; and that what is reserved is what they hold. */
const standing = async (productId: string): Promise<Shelf[]> => {
	const rows = await rowsOf<{ storeId: string; onHand: number; reserved: number }>(
		shop,
		"SELECT storeId, onHand, reserved FROM stockLevels WHERE businessId = ? AND productId = ?",
		shop.businessId,
		productId,
	);
	const promises = await rowsOf<{ storeId: string; holderId: string; left: number }>(
		shop,
		"SELECT storeId, holderId, quantity - taken AS left FROM reservations WHERE businessId = ? AND productId = ? AND state = 'held'",
		shop.businessId,
		productId,
	);
	return stores.map((storeId) => {
		const here = promises.filter((each) => each.storeId === storeId);
		const held = [0, 1, 2].map((who) => here.find(({ holderId }) => holderId === `${who} ${productId}`)?.left ?? 0);
		const { onHand, reserved } = rows.find((row) => row.storeId === storeId) ?? { onHand: 0, reserved: 0 };
		expect(reserved).toBe(sumOf(held));
		return { onHand, held };
	});
};

/** What one of several acts at once may be told. */
const refusals = [
	...["stock_oversold", "would_go_below_reserved", "quantity_changed", "stale_write"],
	"reservation_gone",
	...["transfer_oversold", "not_on_its_way", "act_not_possible", "recount_needed", "count_open_already"],
];

it("does what a plain shelf does, whatever is done to it, alone or at once", async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(aStep, { minLength: 1, maxLength: 10 }), fc.nat({ max: 5 }), async (steps, opening) => {
			const { id: productId } = await stocked(shop, { initialStock: opening });
			const shelves: Shelf[] = [
				{ onHand: opening, held: [0, 0, 0] },
				{ onHand: 0, held: [0, 0, 0] },
			];
			const shelfOf = (index: number) => shelves[index] ?? { onHand: 0, held: [0, 0, 0] };
			let roads: Road[] = [];
			for (const step of steps) {
				if (step.act === "one") {
					const shelf = shelfOf(step.one.store);
					const expected = judge(shelf, roads, step.one);
					expect(await outcome(productId, roads, step.one)).toBe(expected);
					if (typeof expected === "number") shelf.onHand += expected;
					const { one } = step;
					if (typeof expected === "number" && one.act === "hold") shelf.held[one.holder] = one.quantity;
					if (typeof expected === "number" && one.act === "take") shelf.held[one.holder] = (shelf.held[one.holder] ?? 0) - one.quantity;
					if (one.act === "give") shelf.held[one.holder] = 0;
				} else {
					// In which order they came nobody can say; but whatever happened is in the sum, and what was refused is not.
					const known = roads;
					const outcomes = await Promise.all(step.acts.map((act) => outcome(productId, known, act)));
					for (const [index, what] of outcomes.entries()) {
						if (typeof what === "number") shelfOf(step.acts[index]?.store ?? 0).onHand += what;
						else expect(refusals).toContain(what);
					}
					const now = await standing(productId);
					for (const [index, shelf] of shelves.entries()) shelf.held = now[index]?.held ?? [];
				}
				expect(await standing(productId)).toEqual(shelves);
				roads = await roadsNow(productId);
			}
			await ledgerHolds(shop, productId);
		}),
		{ numRuns: 40, endOnFailure: true },
	);
	await ledgerHolds(shop);
}, 120_000);

it.each([1, 3, 7])("sells exactly %i of them to forty buyers at once", async (units) => {
	const { id: productId } = await stocked(shop, { initialStock: units });
	const outcomes = await Promise.all(Array.from({ length: 40 }, () => outcome(productId, [], { act: "sell", store: 0, quantity: 1 })));
	expect(outcomes.filter((what) => what === -1)).toHaveLength(units);
	expect(outcomes.filter((what) => what === "stock_oversold")).toHaveLength(40 - units);
	await ledgerHolds(shop, productId);
});

it.each([1, 3, 7])("promises exactly %i of them to forty orders at once", async (units) => {
	const { id: productId } = await stocked(shop, { initialStock: units });
	const tenant = await shop.tenant();
	const there = { productId, storeId: shop.storeId, quantity: 1 };
	const hold = (n: number) =>
		promise(tenant, { ...there, holderId: `racer ${n}`, what: "hold" }).then(
			() => "held",
			(error) => error.code,
		);
	const outcomes = await Promise.all(Array.from({ length: 40 }, (_, n) => hold(n)));
	expect(outcomes.filter((what) => what === "held")).toHaveLength(units);
	expect(outcomes.filter((what) => what === "stock_oversold")).toHaveLength(40 - units);
	const level = () =>
		rowsOf(shop, "SELECT onHand, reserved FROM stockLevels WHERE businessId = ? AND productId = ?", shop.businessId, productId);
	expect(await level()).toEqual([{ onHand: units, reserved: units }]);
	// The same again changes nothing; and nobody sells what is promised.
	await hold(outcomes.indexOf("held"));
	expect(await level()).toEqual([{ onHand: units, reserved: units }]);
	expect(await outcome(productId, [], { act: "sell", store: 0, quantity: 1 })).toBe("stock_oversold");
	await ledgerHolds(shop, productId);
});
