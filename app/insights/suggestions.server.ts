import { sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { usualTerms, vendorKeyOf } from "#app/purchasing/rules.ts";
import { leasedOf, sellableOf } from "#app/stock/leases.server.ts";
import { OfSuggestions } from "./input.ts";
import { basisOf, learntIn, modelOf } from "./learnt-model.server.ts";
import { type Candidate, suggest, type Suggestion } from "./suggest.ts";

export type Suggestions = {
	/** Soonest out first. */
	items: Suggestion[];
	/** Whether there are more than are shown. */
	more: boolean;
};

/** Rows looked at and shown at most: more than anybody orders in one go. */
const most = 500;

/**
 * What to order: every shelf whose stock and what is coming do not last until an order made now is there, as last night's rates say, net of what
 * is promised and on its way; what a till keeps is still there to sell. One read of the shelves that sell or are low, whatever was ever sold.
 * @throws Refusal `forbidden / store_not_yours`
 */
export const suggestions = query<typeof OfSuggestions, Suggestions, Viewer>({
	name: "insights.suggestions",
	needs: "purchasing:read",
	input: OfSuggestions,
	async run({ tenant, db }, { storeId, vendor }) {
		const { businessId } = db;
		const { leadDays, coverDays, packSize } = usualTerms;
		const lead = sql`COALESCE(t.leadDays, CAST(${leadDays} AS INTEGER))`;
		// The rule itself is decided below; this leaves out what can under no law of chance run out before an order is there.
		const mayRunOut = sql`${sellableOf(sql`l`)} + l.incoming <= max(l.reorderPoint, (4 * o.rate * o.lift * ${lead} + 4) * max(1, o.lump * o.unrest))`;
		const looked = sql`SELECT productId, storeId FROM outlooks INDEXED BY outlooks_selling WHERE businessId = ${businessId} AND rate > 0
			UNION SELECT productId, storeId FROM stockLevels INDEXED BY stockLevels_below
			WHERE businessId = ${businessId} AND reorderPoint > 0 AND reorderPoint >= onHand - reserved`;
		const { rows, model } = await db.read({
			model: modelOf(businessId),
			rows: many<Candidate>(sql`SELECT p.id AS productId, o.storeId, p.name, p.sku, p.imageUrl, p.vendor, p.cost, p.currency, o.rate, o.lump, o.unrest, o.lift, o.lastSoldDay,
					${sellableOf(sql`l`)} AS available, l.reserved - ${leasedOf(sql`l`)} AS reserved, l.incoming, l.reorderPoint, l.reorderTo,
					${lead} AS leadDays, COALESCE(t.coverDays, CAST(${coverDays} AS INTEGER)) AS coverDays, COALESCE(t.packSize, CAST(${packSize} AS INTEGER)) AS packSize
				FROM (${looked}) AS w
				CROSS JOIN outlooks AS o ON o.businessId = ${businessId} AND o.productId = w.productId AND o.storeId = w.storeId
				CROSS JOIN stockLevels AS l ON l.businessId = o.businessId AND l.productId = o.productId AND l.storeId = o.storeId
				CROSS JOIN products AS p ON p.businessId = o.businessId AND p.id = o.productId AND p.status <> 'archived'
				LEFT JOIN vendorTerms AS t ON t.businessId = o.businessId AND t.vendorKey = lower(trim(p.vendor))
				WHERE ${storeId ? sql`o.storeId = ${storeId} AND` : sql``} ${vendor ? sql`lower(trim(p.vendor)) = ${vendorKeyOf(vendor)} AND` : sql``} ${mayRunOut}
				ORDER BY (available + l.incoming) / max(o.rate, 0.0001), p.sortKey LIMIT CAST(${2 * most} AS INTEGER)`),
		});
		if (storeId) storeOf(await tenant.principal(), storeId);
		const { spreads } = basisOf(learntIn(model));
		const items = rows.flatMap((row) => suggest(row, { spreads }) ?? []);
		return { items: items.slice(0, most), more: items.length > most };
	},
});
