import "fake-indexeddb/auto";
import { beforeEach, expect, it, vi } from "vitest";
import { type Given, leaseAt, renewLease } from "#app/routes/counter/offline/leasing.ts";
import { offlineBody } from "#app/routes/counter/offline/body.ts";
import { ranked } from "#app/routes/counter/offline/finding.ts";
import { locking } from "#app/routes/counter/locking.ts";
import { handIn, type Reply } from "#app/routes/counter/offline/handing-in.ts";
import {
	coverOf,
	dropSeen,
	forgetSeller,
	keepCover,
	keepSale,
	type Keeping,
	type KeptSale,
	keptLease,
	keptSales,
	lastSeq,
	openKeeping,
	raiseSeq,
	settleSales,
	spendLease,
} from "#app/routes/counter/offline/keeping.ts";
import type { TillProduct } from "#app/sales/queries.server.ts";

const knud: TillProduct = {
	id: "knud",
	name: "KNUD Havana 49",
	sku: "KN-HAV-49",
	barcode: "5704418001097",
	style: "KNUD",
	category: null,
	imageUrl: null,
	status: "published",
	price: 219_500,
	taxRate: 2500,
	available: 5,
	version: 1,
	exact: 0,
};

let name = 0;
let db: Keeping;
beforeEach(async () => {
	db = await openKeeping(`till-${++name}`);
	await db.put("goods", knud);
});

function sale(id: string, tillId = "till"): Omit<KeptSale, "seq" | "state" | "problem"> {
	return {
		id,
		tillId,
		businessId: "shop",
		soldAt: 1,
		units: 1,
		total: 219_500,
		change: 0,
		currency: "DKK",
		seller: "Mette",
		basket: { id, lines: [{ product: knud, quantity: 1 }], on: null, refusal: null },
		body: { id },
	};
}

/** A server that books everything, and says what it was sent. */
function server(answer: (body: { sales: { id: string; seq: number }[] }) => Reply["results"] | null = ({ sales }) => booked(sales)) {
	const bodies: { tillId: string; lastSeq: number; waiting: number; sales: { id: string; seq: number }[] }[] = [];
	return {
		bodies,
		async send(body: object): Promise<Reply | null> {
			const told = body as (typeof bodies)[number];
			bodies.push(told);
			const results = answer(told);
			return results && { results, till: { highest: told.lastSeq, missing: [] } };
		},
	};
}
const booked = (sales: { id: string }[]): Reply["results"] => sales.map(({ id }) => ({ id, state: "sold", problem: null }));
const quiet = () => {};

it("carries the leave that was given for what is off, for a sale whose answer is lost", () => {
	const basket = { ...sale("a").basket, leave: { discount: "leave" }, discount: { rate: 5000 } };
	const asked = { currency: "DKK", taxIncluded: true, till: "1" };
	expect(offlineBody(basket, asked, { soldAt: 1, mandate: "" })).toMatchObject({ approvalId: "leave", discount: { percent: 50 } });
	expect(offlineBody(sale("a").basket, asked, { soldAt: 1, mandate: "" })).not.toHaveProperty("approvalId");
});

it("numbers sales without a gap, also when they are kept at once, and keeps the same sale once", async () => {
	const kept = await Promise.all(["a", "b", "c", "b"].map((id) => keepSale(db, sale(id))));
	expect(kept.map(({ id, seq }) => `${id}${seq}`)).toEqual(["a1", "b2", "c3", "b2"]);
	expect(await lastSeq(db, "till")).toBe(3);
	expect((await db.get("goods", "knud"))?.available).toBe(2);
});

it("finds everything again after the browser was closed", async () => {
	await keepSale(db, sale("a"));
	db.close();
	const again = await openKeeping(`till-${name}`);
	expect((await keptSales(again)).map(({ id, seq, state }) => [id, seq, state])).toEqual([["a", 1, "waiting"]]);
	expect((await keepSale(again, sale("b"))).seq).toBe(2);
});

it("a browser that forgot goes on after what the server knows, and never back", async () => {
	await raiseSeq(db, "till", 41);
	await raiseSeq(db, "till", 7);
	expect((await keepSale(db, sale("a"))).seq).toBe(42);
});

it("what could not be written was not sold: no number is used up", async () => {
	const broken = { ...sale("a"), body: { cannot: () => {} } } as unknown as Omit<KeptSale, "seq" | "state" | "problem">;
	await expect(keepSale(db, broken)).rejects.toThrow();
	expect(await lastSeq(db, "till")).toBe(0);
	expect((await keepSale(db, sale("b"))).seq).toBe(1);
});

it("forgets who sells only when the server has said that they are out; without an answer they stay, and the till is covered", async () => {
	const did: string[] = [];
	const desk = {
		forget: async () => void did.push("forget"),
		unheard: () => did.push("unheard"),
		cover: () => did.push("cover"),
	};
	const going = new AbortController();
	const out = new Response(null, { status: 303 });
	await expect(locking(() => Promise.reject(out), desk, going.signal)).rejects.toBe(out);
	expect(did.splice(0)).toEqual(["forget"]);
	expect(await locking(() => Promise.reject(new TypeError("Failed to fetch")), desk, going.signal)).toMatchObject({
		init: { status: 503 },
	});
	expect(did.splice(0)).toEqual(["unheard", "cover"]);
	vi.useFakeTimers();
	const silent = locking(() => new Promise(() => {}), desk, going.signal);
	await vi.advanceTimersByTimeAsync(12_000);
	await silent;
	expect(did.splice(0)).toEqual(["unheard", "cover"]);
	vi.useRealTimers();
	// Pressed twice: the second takes the place of the first.
	going.abort();
	await locking(() => Promise.reject(new TypeError("aborted")), desk, going.signal);
	expect(did).toEqual([]);
});

it("says that a till is not locked where nobody answers and nothing can cover it", async () => {
	const { signal } = new AbortController();
	const lost = new TypeError("Failed to fetch");
	await expect(locking(() => Promise.reject(lost), null, signal)).rejects.toBe(lost);
	vi.useFakeTimers();
	const silent = expect(locking(() => new Promise(() => {}), null, signal)).rejects.toThrow("nobody answers");
	await vi.advanceTimersByTimeAsync(12_000);
	await silent;
	vi.useRealTimers();
	const out = new Response(null, { status: 303 });
	await expect(locking(() => Promise.reject(out), null, signal)).rejects.toBe(out);
});

it("stays covered over a reload, until somebody has shown a PIN or the server has said that they are out", async () => {
	const open = { covered: false, claimed: null };
	const bo = { covered: true, claimed: { id: "bo", name: "Bo" } };
	expect(await coverOf(db, "anna")).toEqual(open);
	await keepCover(db, "anna", bo);
	expect(await coverOf(db, "anna")).toEqual(bo);
	expect(await coverOf(db, "anna-again")).toEqual(open);
	await forgetSeller(db);
	expect(await coverOf(db, "anna")).toEqual(open);
	expect(await keptLease(db, "till")).toBeNull();
});

it("hands in by number, twenty at a time, and says how many still wait", async () => {
	for (let n = 1; n <= 45; n++) await keepSale(db, sale(`s${n}`));
	const { send, bodies } = server();
	const told: string[] = [];
	expect(await handIn(db, "till", send, (done, total) => told.push(`${done}/${total}`))).toEqual({ done: true, sent: 45, missing: [] });
	expect(bodies.map(({ sales }) => sales.map(({ seq }) => seq))).toEqual([range(1, 20), range(21, 40), range(41, 45)]);
	expect(bodies.map(({ waiting }) => waiting)).toEqual([25, 5, 0]);
	expect(told).toEqual(["20/45", "40/45", "45/45"]);
	expect(await keptSales(db)).toEqual([]);
});

it("loses nothing when an answer is lost: the same sales go again, under the same names and numbers", async () => {
	for (const id of ["a", "b"]) await keepSale(db, sale(id));
	const deaf = server(() => null);
	expect((await handIn(db, "till", deaf.send, quiet)).done).toBe(false);
	expect(await keptSales(db)).toHaveLength(2);
	const { send, bodies } = server();
	await handIn(db, "till", send, quiet);
	expect(bodies[0]?.sales).toEqual(deaf.bodies[0]?.sales);
	expect(await keptSales(db)).toEqual([]);
});

it("what is held or refused stays to be seen, is not sent again, and can be put away; what waits cannot", async () => {
	for (const id of ["a", "b", "c"]) await keepSale(db, sale(id));
	const { send } = server(() => [
		{ id: "a", state: "held", problem: "till_revoked" },
		{ id: "b", state: "refused", problem: "validation_failed" },
	]);
	await handIn(db, "till", send, quiet);
	expect((await keptSales(db)).map(({ state }) => state)).toEqual(["held", "refused", "waiting"]);
	const { send: again, bodies } = server();
	await dropSeen(db, "c");
	await handIn(db, "till", again, quiet);
	expect(bodies[0]?.sales.map(({ id }) => id)).toEqual(["c"]);
	await dropSeen(db, "a");
	expect((await keptSales(db)).map(({ id }) => id)).toEqual(["b"]);
});

it("what is not in the answer goes again, and is said to wait until it is", async () => {
	for (let n = 1; n <= 22; n++) await keepSale(db, sale(`s${n}`));
	const { send, bodies } = server(({ sales }) => booked(sales.filter(({ id }) => id !== "s3")));
	await handIn(db, "till", send, quiet);
	expect(bodies.map(({ waiting }) => waiting)).toEqual([2, 1]);
	expect((await keptSales(db)).map(({ id, state }) => `${id} ${state}`)).toEqual(["s3 waiting"]);
	await handIn(db, "till", server().send, quiet);
	expect(await keptSales(db)).toEqual([]);
});

it("hands in what another till of this browser left, as that till's", async () => {
	await keepSale(db, sale("old", "old till"));
	await keepSale(db, sale("new"));
	const { send, bodies } = server();
	await handIn(db, "till", send, quiet);
	expect(bodies.map(({ tillId, sales }) => [tillId, sales.map(({ id }) => id)])).toEqual([
		["till", ["new"]],
		["old till", ["old"]],
	]);
});

it("tells the server how it stands also when nothing waits", async () => {
	const { send, bodies } = server();
	await handIn(db, "till", send, quiet);
	expect(bodies).toMatchObject([{ tillId: "till", waiting: 0, sales: [] }]);
});

it("an outcome of a sale nobody keeps changes nothing", async () => {
	await keepSale(db, sale("a"));
	await settleSales(db, [{ id: "elsewhere", state: "sold", problem: null }]);
	expect(await keptSales(db)).toHaveLength(1);
});

it("finds goods by barcode and SKU first, then by every word, whatever the accents, and what is there before what is not", () => {
	const [gone, cafe] = [
		{ ...knud, id: "gone", name: "KNUD Aske 47", sku: "KN-ASK-47", barcode: null, available: 0 },
		{ ...knud, id: "cafe", name: "Café case", sku: "CASE-1", barcode: null, style: null },
	];
	const goods = [gone, knud, cafe];
	expect(ranked(goods, "5704418001097").map(({ id, exact }) => [id, exact])).toEqual([["knud", 1]]);
	expect(ranked(goods, "kn-hav-49")[0]).toMatchObject({ id: "knud", exact: 1 });
	expect(ranked(goods, "knud").map(({ id }) => id)).toEqual(["knud", "gone"]);
	expect(ranked(goods, "case cafe").map(({ id }) => id)).toEqual(["cafe"]);
	expect(ranked(goods, "nothing")).toEqual([]);
});

function range(from: number, to: number): number[] {
	return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

const given = (units: Record<string, number>): Given => ({
	at: "2026-11-20T10:00:00.000Z",
	until: "2026-11-20T22:00:00.000Z",
	beyond: "warn",
	units,
});

it("promises alone what it was given, less what it sold since, and nothing when its time is over", async () => {
	const noon = 1_000_000;
	await renewLease(
		db,
		"till",
		true,
		async () => given({ knud: 2 }),
		() => noon,
	);
	const lease = await keptLease(db, "till");
	expect(lease).toEqual({ beyond: "warn", until: noon + 12 * 3_600_000 - 120_000, seen: noon, units: { knud: 2 } });
	expect(leaseAt(lease, noon + 11 * 3_600_000)?.units).toEqual({ knud: 2 });
	expect(leaseAt(lease, noon + 12 * 3_600_000)?.units).toEqual({});
	// A clock that was set back.
	expect(leaseAt(lease, noon - 1)?.units).toEqual({});
	await keepSale(db, sale("a"));
	await keepSale(db, sale("a"));
	expect((await keptLease(db, "till"))?.units).toEqual({ knud: 1 });
	await spendLease(db, "till", sale("b").basket.lines);
	await spendLease(db, "till", sale("c").basket.lines);
	expect((await keptLease(db, "till"))?.units).toEqual({ knud: 0 });
	expect(await keptLease(db, "another")).toBeNull();
});

it("asks for nothing while a sale waits, believes no answer that did not know of one, and is never left with more by a lost answer", async () => {
	const asked: Record<string, number>[] = [];
	const ask = (units: Record<string, number> | null, meanwhile = async () => {}) =>
		renewLease(db, "till", true, async ({ holds }) => {
			asked.push(holds);
			await meanwhile();
			return units && given(units);
		});
	const keeps = async () => (await keptLease(db, "till"))?.units;
	await ask({ knud: 3 });
	await ask(null);
	expect(await keeps()).toEqual({ knud: 3 });
	await ask({ knud: 3 }, () => spendLease(db, "till", sale("online").basket.lines));
	expect(await keeps()).toEqual({ knud: 2 });
	await ask({ knud: 3 }, async () => void (await keepSale(db, sale("alone"))));
	expect(await keeps()).toEqual({ knud: 1 });
	await ask({ knud: 9 });
	expect(asked).toEqual([{}, { knud: 3 }, { knud: 3 }, { knud: 2 }]);
	await handIn(db, "till", server().send, quiet);
	await ask({ knud: 3 });
	expect(await keeps()).toEqual({ knud: 3 });
	// What it is not to promise any more it gives up before it says so.
	await renewLease(db, "till", false, async ({ holds }) => {
		expect([holds, await keptLease(db, "till")]).toEqual([{}, null]);
		return null;
	});
});
