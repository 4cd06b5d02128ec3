import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Viewer } from "#app/components/shell.ts";
import type { TillProduct } from "#app/sales/queries.server.ts";
import type { Basket } from "../basket.ts";
import type { Sheet } from "../till-page.tsx";

/** What this browser keeps of its till: what it needs to sell alone, and what it sold so. Nothing of anybody who is not signed in at it. */

export type Person = { id: string; name: string };

/** Who is at the till and what it shows, as it was seen last with the network there. `mandate` names the seller to whom the sales will be handed in. */
export type Provision = {
	tillId: string;
	businessId: string;
	mandate: string;
	seller: string;
	/** Somebody who came in with a PIN, and how long the till may be left; null for whoever is signed in to the back office. */
	atTill: { lockMinutes: number } | null;
	/** Who else works in this store. */
	people: Person[];
	viewer: Viewer;
	business: string;
	/** By the server's clock. */
	at: number;
	/** How far this clock is before the server's. */
	ahead: number;
	locale: string;
	timeZone: string;
	sheet: Sheet;
};

/** What the till may promise alone, by product; `until` by this clock, after which it is somebody else's; `seen`: the latest this clock was seen at. */
export type KeptLease = { beyond: "warn" | "refuse"; until: number; seen: number; units: Record<string, number> };

/** Whether a till was left or locked where nobody could ask for a PIN, and who said since that they sell. */
export type Cover = { covered: boolean; claimed: Person | null };
/** With whose session at the till it was: it is over with the next one. */
type KeptCover = Cover & { session: string };

export type KeptState = "waiting" | "held" | "refused";

/** A sale that was made alone. `body` is what is handed in but its number, `basket` what it was, for its slip. */
export type KeptSale = {
	id: string;
	tillId: string;
	businessId: string;
	seq: number;
	state: KeptState;
	problem: string | null;
	soldAt: number;
	units: number;
	total: number;
	change: number;
	currency: string;
	seller: string;
	basket: Basket;
	body: Record<string, unknown>;
};

interface Schema extends DBSchema {
	sales: { key: string; value: KeptSale; indexes: { bySeq: [string, number] } };
	goods: { key: string; value: TillProduct };
	facts: { key: string; value: Fact };
}
type Fact = Provision | KeptLease | KeptCover | number;
export type Keeping = IDBPDatabase<Schema>;

export function openKeeping(name = "storekeep-till"): Promise<Keeping> {
	return openDB<Schema>(name, 1, {
		upgrade(db) {
			db.createObjectStore("sales", { keyPath: "id" }).createIndex("bySeq", ["tillId", "seq"]);
			db.createObjectStore("goods", { keyPath: "id" });
			db.createObjectStore("facts");
		},
		blocking: (_, __, event) => event.target instanceof IDBDatabase && event.target.close(),
	});
}

const sequence = (tillId: string) => `sequence ${tillId}`;

/** The last number a till has given out. */
export async function lastSeq(db: Keeping, tillId: string): Promise<number> {
	return numberOf(await db.get("facts", sequence(tillId)));
}

/** A till whose browser forgot goes on after what the server knows of it. */
export async function raiseSeq(db: Keeping, tillId: string, highest: number): Promise<void> {
	const tx = db.transaction("facts", "readwrite");
	await all(tx, async () => {
		const last = numberOf(await tx.store.get(sequence(tillId)));
		if (highest > last) await tx.store.put(highest, sequence(tillId));
	});
}

/**
 * Keeps a sale under the till's next number: number, sale and shelf in one transaction, on the disk when this returns. The same sale again is the one that
 * was kept. @throws DOMException when it could not be written, as with a full disk
 */
export async function keepSale(db: Keeping, sale: Omit<KeptSale, "seq" | "state" | "problem">): Promise<KeptSale> {
	const tx = db.transaction(["sales", "goods", "facts"], "readwrite", { durability: "strict" });
	const [sales, goods, facts] = [tx.objectStore("sales"), tx.objectStore("goods"), tx.objectStore("facts")];
	return all(tx, async () => {
		const before = await sales.get(sale.id);
		if (before) return before;
		const seq = numberOf(await facts.get(sequence(sale.tillId))) + 1;
		const kept: KeptSale = { ...sale, seq, state: "waiting", problem: null };
		await sales.put(kept);
		await facts.put(seq, sequence(sale.tillId));
		for (const { product, quantity } of sale.basket.lines) {
			const shelf = await goods.get(product.id);
			if (shelf) await goods.put({ ...shelf, available: shelf.available - quantity });
		}
		const lease = leaseIn(await facts.get(leaseOf(sale.tillId)));
		if (lease) await facts.put(without(lease, sale.basket.lines), leaseOf(sale.tillId));
		return kept;
	});
}

/** What a till sold alone and is not rid of yet, by number. */
export async function keptSales(db: Keeping): Promise<KeptSale[]> {
	return db.getAllFromIndex("sales", "bySeq");
}

const leaseOf = (tillId: string) => `lease ${tillId}`;

/** What the till keeps; null where its store lets tills keep nothing. */
export async function keptLease(db: Keeping, tillId: string): Promise<KeptLease | null> {
	return leaseIn(await db.get("facts", leaseOf(tillId)));
}

/** What goes out over the counter with the network there comes out of what the till keeps too. */
export async function spendLease(db: Keeping, tillId: string, lines: Basket["lines"]): Promise<void> {
	const tx = db.transaction("facts", "readwrite");
	await all(tx, async () => {
		const lease = leaseIn(await tx.store.get(leaseOf(tillId)));
		if (lease) await tx.store.put(without(lease, lines), leaseOf(tillId));
	});
}

/**
 * Puts what the till was given in the place of what it had (`asked`, as it stood when it was asked for), less what it spent meanwhile. Not while a sale waits
 * to be handed in: whoever gave it did not know of that one. @returns whether it was kept
 */
export async function keepLease(db: Keeping, tillId: string, given: KeptLease | null, asked: KeptLease | null): Promise<boolean> {
	const tx = db.transaction(["facts", "sales"], "readwrite", { durability: "strict" });
	return all(tx, async () => {
		const facts = tx.objectStore("facts");
		if ((await tx.objectStore("sales").getAll()).some(({ state }) => state === "waiting")) return false;
		const now = leaseIn(await facts.get(leaseOf(tillId)));
		if (!given) {
			await facts.delete(leaseOf(tillId));
			return true;
		}
		const spent = (id: string) => (asked?.units[id] ?? 0) - (now?.units[id] ?? 0);
		const units = Object.entries(given.units).map(([id, count]) => [id, Math.max(0, count - spent(id))] as const);
		await facts.put({ ...given, units: Object.fromEntries(units) }, leaseOf(tillId));
		return true;
	});
}

function without(lease: KeptLease, lines: Basket["lines"]): KeptLease {
	const units = { ...lease.units };
	for (const { product, quantity } of lines) if (product.id in units) units[product.id] = Math.max(0, (units[product.id] ?? 0) - quantity);
	return { ...lease, units, seen: Math.max(lease.seen, Date.now()) };
}

function leaseIn(found: Fact | undefined): KeptLease | null {
	return typeof found === "object" && "units" in found ? found : null;
}

export type Outcome = { id: string; state: "sold" | "held" | "refused"; problem: string | null };

/** What became of sales that were handed in: those that are booked are the server's from here; the others stay to be seen. */
export async function settleSales(db: Keeping, outcomes: readonly Outcome[]): Promise<void> {
	const tx = db.transaction("sales", "readwrite");
	await all(tx, async () => {
		for (const { id, state, problem } of outcomes) {
			const sale = await tx.store.get(id);
			if (!sale) continue;
			if (state === "sold") await tx.store.delete(id);
			else await tx.store.put({ ...sale, state, problem });
		}
	});
}

/** Takes away what is held or refused and was seen. */
export async function dropSeen(db: Keeping, id: string): Promise<void> {
	const tx = db.transaction("sales", "readwrite");
	await all(tx, async () => {
		const sale = await tx.store.get(id);
		if (sale && sale.state !== "waiting") await tx.store.delete(id);
	});
}

/** Puts what a till needs alone in the place of what it had. */
export async function keepProvision(db: Keeping, provision: Provision, goods: readonly TillProduct[]): Promise<void> {
	const tx = db.transaction(["facts", "goods", "sales"], "readwrite");
	await all(tx, async () => {
		const shelf = tx.objectStore("goods");
		await Promise.all([tx.objectStore("facts").put(provision, "provision"), shelf.clear()]);
		// What was sold alone and is not handed in yet has left the shelf too.
		const gone = new Map<string, number>();
		for (const { state, basket } of await tx.objectStore("sales").getAll())
			if (state === "waiting")
				for (const { product, quantity } of basket.lines) gone.set(product.id, (gone.get(product.id) ?? 0) + quantity);
		await Promise.all(goods.map((product) => shelf.put({ ...product, available: product.available - (gone.get(product.id) ?? 0) })));
	});
}

export async function provisionOf(db: Keeping): Promise<Provision | null> {
	const found = await db.get("facts", "provision");
	return typeof found === "object" && "mandate" in found ? found : null;
}

/** Whoever was at the till has left it: nobody sells in their name any more, and there is nobody to cover it from. What was sold stays. */
export async function forgetSeller(db: Keeping): Promise<void> {
	const tx = db.transaction("facts", "readwrite");
	await all(tx, () => Promise.all([tx.store.delete("provision"), tx.store.delete("cover")]));
}

/** Keeps how the till stands: a page that is opened again must not uncover it. */
export async function keepCover(db: Keeping, session: string, { covered, claimed }: Cover): Promise<void> {
	await db.put("facts", { covered, claimed, session }, "cover");
}

/** How it stands; whoever has shown a PIN since uncovered it. */
export async function coverOf(db: Keeping, session: string): Promise<Cover> {
	const found = await db.get("facts", "cover");
	if (typeof found !== "object" || !("covered" in found) || found.session !== session) return { covered: false, claimed: null };
	return { covered: found.covered, claimed: found.claimed };
}

/** What is asked of a transaction happens whole, and is on its way to the disk when this returns, or not at all; also when it could not even be asked for. */
async function all<Result>(
	tx: { done: Promise<void>; error: DOMException | null; abort(): void },
	work: () => Promise<Result>,
): Promise<Result> {
	try {
		const [result] = await Promise.all([work(), tx.done]);
		return result;
	} catch (error) {
		if (tx.error === null) tx.abort();
		throw error;
	}
}

function numberOf(found: Fact | undefined): number {
	return typeof found === "number" ? found : 0;
}
