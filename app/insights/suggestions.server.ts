import { sql } from "drizzle-orm";
import type { z } from "zod";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import type { Tenant, TenantDb } from "#app/platform/tenant.server.ts";
import { addDays, calendarDay } from "#app/platform/time.ts";
import { usualCost } from "#app/purchasing/purchase-orders.server.ts";
import { usualTerms, vendorKeyOf } from "#app/purchasing/rules.ts";
import { type Delivery, deliveries, deliveryOf } from "#app/purchasing/vendor-terms.server.ts";
import { leasedOf, sellableOf } from "#app/stock/leases.server.ts";
import { byShelf, historiesOf, historyOf, shelfKey } from "./histories.server.ts";
import { OfSuggestions, OfVendorShelves } from "./input.ts";
import { basisOf, learntIn, modelOf } from "./learnt-model.server.ts";
import { forecastDays } from "./rules.ts";
import { type Selling, sellingOf } from "./selling.ts";
import { adviceOf, type Candidate, suggest, type Suggestion } from "./suggest.ts";

export type Suggestions = {
	/** Soonest out first; `cost` is what an order made of them takes. */
	items: Suggestion[];
	/** Whether there are more than are shown. */
	more: boolean;
};

/** `rate` null: no night has looked at that shelf yet. */
type Row = Omit<Candidate, keyof Selling | keyof Delivery> & (Selling | { [Key in keyof Selling]: null });

/** Rows looked at and shown at most: more than anybody orders in one go. */
const most = 500;
/** Products that no night has looked at are those that came since the last one. */
const mostNew = 500;

/**
 * What to order: every shelf whose stock and what is coming do not last until an order made now is there, as last night's rates say (of a shelf that
 * is new since, its own days), net of what is promised and on its way; what a till keeps is still there to sell. One read of the shelves that sell or
 * are low, whatever was ever sold. @throws Refusal `forbidden / store_not_yours`
 */
export const suggestions = query<typeof OfSuggestions, Suggestions, Viewer>({
	name: "insights.suggestions",
	needs: "purchasing:read",
	input: OfSuggestions,
	run: (tools, input) => shelvesOf(tools, input, false),
});

/** All of one vendor's shelves in a store that sell, those that can wait with an `order` of 0: what an order is filled up from. Soonest out first. */
export const sellingOfVendor = query<typeof OfVendorShelves, Suggestions, Viewer>({
	name: "insights.selling-of-vendor",
	needs: "purchasing:read",
	input: OfVendorShelves,
	run: (tools, input) => shelvesOf(tools, input, true),
});

type Tools = { tenant: Tenant<Viewer>; db: TenantDb; now: number };

async function shelvesOf(
	{ tenant, db, now }: Tools,
	{ storeId, vendor }: z.output<typeof OfSuggestions>,
	all: boolean,
): Promise<Suggestions> {
	const { businessId } = db;
	const key = vendor ? vendorKeyOf(vendor) : null;
	// SQL folds letters and signs of ASCII only. Of a name spelled with others it reads what any vendor's lead time lets through; whose it is, is told below.
	const isOdd = sql`(p.vendor GLOB '*[^ -~]*' OR instr(trim(p.vendor), '  ') > 0)`;
	const usualLead = sql`CAST(${usualTerms.leadDays} AS INTEGER)`;
	const longestLead = sql`(SELECT max(${usualLead}, COALESCE(max(leadDays), 0)) FROM vendorTerms WHERE businessId = ${businessId})`;
	const lead = sql`iif(${isOdd}, ${longestLead}, COALESCE(t.leadDays, ${usualLead}))`;
	// The rule itself is decided below; this leaves out what can under no law of chance run out before an order is there.
	const mayRunOut = sql`(CAST(${all ? 1 : 0} AS INTEGER) OR o.rate IS NULL OR ${sellableOf(sql`l`)} + l.incoming <= max(l.reorderPoint, (4 * o.rate * o.lift * ${lead} + 4) * max(1, o.lump * o.unrest)))`;
	// What was sold since the last night's day began, wherever that was, and has no row of a night.
	const since = sql`COALESCE((SELECT date(day, '-1 day') FROM outlookRuns WHERE businessId = ${businessId}), ${addDays(calendarDay(now, "UTC"), -forecastDays)})`;
	const isNew = sql`SELECT DISTINCT f.productId, f.storeId FROM stores AS s CROSS JOIN dailyFacts AS f INDEXED BY dailyFacts_sold
			ON f.businessId = s.businessId AND f.storeId = s.id AND f.day >= ${since} AND f.units > 0
		WHERE s.businessId = ${businessId} AND NOT EXISTS (SELECT 1 FROM outlooks AS o WHERE o.businessId = f.businessId AND o.productId = f.productId AND o.storeId = f.storeId)
		LIMIT CAST(${mostNew} AS INTEGER)`;
	const looked = sql`SELECT productId, storeId FROM outlooks INDEXED BY outlooks_selling WHERE businessId = ${businessId} AND rate > 0
		UNION SELECT productId, storeId FROM stockLevels INDEXED BY stockLevels_below
		WHERE businessId = ${businessId} AND reorderPoint > 0 AND reorderPoint >= onHand - reserved
		UNION SELECT * FROM (${isNew})`;
	const { rows, model, told, facts, shelves } = await db.read({
		model: modelOf(businessId),
		told: deliveries(businessId),
		rows: many<Row>(sql`SELECT p.id AS productId, w.storeId, p.name, p.sku, p.imageUrl, p.vendor, ${usualCost(businessId, sql`p.currency`)} AS cost, p.currency, o.rate, o.lump, o.unrest, o.lift, o.lastSoldDay,
				${sellableOf(sql`l`)} AS available, l.reserved - ${leasedOf(sql`l`)} AS reserved, l.incoming, l.reorderPoint, l.reorderTo
			FROM (${looked}) AS w
			CROSS JOIN stockLevels AS l ON l.businessId = ${businessId} AND l.productId = w.productId AND l.storeId = w.storeId
			CROSS JOIN products AS p ON p.businessId = l.businessId AND p.id = l.productId AND p.status <> 'archived'
			LEFT JOIN outlooks AS o ON o.businessId = l.businessId AND o.productId = l.productId AND o.storeId = l.storeId
			LEFT JOIN vendorTerms AS t ON t.businessId = l.businessId AND t.vendorKey = lower(trim(p.vendor))
			WHERE ${storeId ? sql`w.storeId = ${storeId} AND` : sql``} ${key === null ? sql`` : sql`(lower(trim(p.vendor)) = ${key} OR ${isOdd}) AND`} ${mayRunOut}
			ORDER BY o.rate IS NOT NULL, (available + l.incoming) / max(o.rate, 0.0001), p.sortKey LIMIT CAST(${2 * most} AS INTEGER)`),
		...historiesOf(businessId, sql`SELECT DISTINCT productId AS id FROM (${isNew})`, storeId, now),
	});
	const viewer = await tenant.principal();
	if (storeId) storeOf(viewer, storeId);
	const mine = new Map(viewer.stores.map((store) => [store.id, store]));
	const { spreads } = basisOf(learntIn(model));
	const delivery = deliveryOf(told);
	const [factsOf, shelfOf] = [byShelf(facts), byShelf(shelves)];
	const items = rows.flatMap((row) => {
		const store = mine.get(row.storeId);
		if (!store || (key !== null && vendorKeyOf(row.vendor) !== key)) return [];
		const shelf = shelfOf.get(shelfKey(row))?.[0];
		const selling = row.rate === null ? sellingOf(undefined, historyOf(store, factsOf.get(shelfKey(row)) ?? [], shelf, now), shelf) : row;
		const { rate, lump, unrest, lift } = selling;
		const lastSoldDay = row.lastSoldDay ?? shelf?.lastSoldDay ?? null;
		const candidate = { ...row, ...{ rate, lump, unrest, lift, lastSoldDay }, ...delivery(row.vendor) };
		return (all ? { ...candidate, ...adviceOf(candidate, { spreads }) } : suggest(candidate, { spreads })) ?? [];
	});
	const lasts = ({ available, incoming, rate }: Suggestion) => (available + incoming) / Math.max(rate, 0.0001);
	const sorted = items.toSorted((a, b) => lasts(a) - lasts(b));
	// Where not all of them were read there are more, whosever they are.
	return { items: sorted.slice(0, most), more: sorted.length > most || rows.length === 2 * most };
}
