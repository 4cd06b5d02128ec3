import { sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { answer, command, known, query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { BasketParked, BasketResumed } from "./events.server.ts";
import { type BasketToPark, OneParked, ParkBasket, StoreTills } from "./input.ts";
import { parkedSums } from "./rules.ts";
import { saleQuestions } from "./sell-basket.server.ts";
import { taxIncludedIn } from "./settings.server.ts";

/** A basket that waits for a till of its store. `total` is what it came to when it was put aside. */
export type ParkedBasket = {
	id: string;
	storeId: string;
	name: string;
	units: number;
	total: number;
	currency: string;
	actorName: string;
	at: number;
};

/** Puts a basket aside for any till of the store. @throws Refusal `store_not_yours`, `product_not_found` */
export const parkBasket = command<typeof ParkBasket, ParkedBasket, Viewer>({
	name: "sales.park-basket",
	needs: "sales:write",
	input: ParkBasket,
	async run({ db, work, principal, now }, { storeId, name, basket }) {
		const { businessId } = db;
		const { products, settings } = await db.read(saleQuestions(businessId, { storeId, lines: basket.lines }));
		const viewer = await principal();
		const { currency } = storeOf(viewer, storeId);
		const { actor } = viewer;
		const terms = { currency, taxRate: viewer.business.taxRate, taxIncluded: taxIncludedIn(viewer, settings) };
		const { units, total } = parkedSums(basket, products, terms);
		const id = newId<"basket">(now);
		work.add(sql`INSERT INTO parkedBaskets (businessId, id, storeId, name, basket, units, total, currency, actorId, actorName, at)
			VALUES (${businessId}, ${id}, ${storeId}, ${name}, ${JSON.stringify(basket)}, ${units}, ${total}, ${currency}, ${actor.id}, ${actor.name}, ${now})`);
		work.record(BasketParked, {
			subject: { type: "basket", id },
			storeId,
			data: { units, total, currency },
		});
		return known<ParkedBasket>({ id, storeId, name, units, total, currency, actorName: actor.name, at: now });
	},
});

type Waiting = ParkedBasket & { basket: string; takenByName: string | null; takenAt: number | null };
export type ResumedBasket = { id: string; storeId: string; name: string; basket: BasketToPark };

/** Takes a basket up again: one till gets it. @throws Refusal `not_found / basket_not_found`, `conflict / basket_taken` naming by whom */
export const resumeBasket = command<typeof OneParked, ResumedBasket, Viewer>({
	name: "sales.resume-basket",
	needs: "sales:write",
	input: OneParked,
	async run({ db, work, principal, now }, { basketId }) {
		const { businessId } = db;
		const here = sql`businessId = ${businessId} AND id = ${basketId}`;
		const { parked } = await db.read({
			parked: first<Waiting>(
				sql`SELECT id, storeId, name, basket, units, total, currency, actorName, at, takenByName, takenAt FROM parkedBaskets WHERE ${here}`,
			),
		});
		const viewer = await principal();
		if (!parked) refuse("not_found", "basket_not_found");
		const { id, storeId, name } = parked;
		storeOf(viewer, storeId);
		if (parked.takenAt !== null) refuse("conflict", "basket_taken", { by: parked.takenByName, takenAt: parked.takenAt });
		const { actor } = viewer;
		work.guard(sql`SELECT 1 FROM parkedBaskets WHERE ${here} AND takenAt IS NULL`);
		// What it was called, and whom it was for, is with whoever took it up.
		work.add(
			sql`UPDATE parkedBaskets SET name = '', basket = json_remove(basket, '$.customer'), takenBy = ${actor.id}, takenByName = ${actor.name}, takenAt = ${now} WHERE ${here}`,
		);
		work.record(BasketResumed, {
			subject: { type: "basket", id },
			storeId,
			data: { parkedBy: parked.actorName },
		});
		return answer<ResumedBasket>(sql`${JSON.stringify({ id, storeId, name, basket: JSON.parse(parked.basket) })}`);
	},
});

/** Baskets that wait in a store, oldest first. @throws Refusal `store_not_yours` */
export const parkedBaskets = query<typeof StoreTills, ParkedBasket[], Viewer>({
	name: "sales.parked-baskets",
	needs: "sales:write",
	input: StoreTills,
	async run({ tenant, db }, { storeId }) {
		const { rows } = await db.read({ rows: waitingBaskets(db.businessId, storeId) });
		storeOf(await tenant.principal(), storeId);
		return rows;
	},
});

/** The same question, for whoever reads it beside others. */
export function waitingBaskets(businessId: string, storeId: string) {
	return many<ParkedBasket>(sql`SELECT id, storeId, name, units, total, currency, actorName, at FROM parkedBaskets INDEXED BY parkedBaskets_waiting
		WHERE businessId = ${businessId} AND storeId = ${storeId} AND takenAt IS NULL ORDER BY id LIMIT 100`);
}
