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

type Terms = Pick<Candidate, "leadDays" | "coverDays" | "packSize">;

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
		const key = vendor ? vendorKeyOf(vendor) : null;
		// SQL folds letters and signs of ASCII only. Of a name spelled with others it reads what any vendor's lead time lets through; whose it is, is told below.
		const isOdd = sql`(p.vendor GLOB '*[^ -~]*' OR instr(trim(p.vendor), '  ') > 0)`;
		const usualLead = sql`CAST(${usualTerms.leadDays} AS INTEGER)`;
		const longestLead = sql`(SELECT max(${usualLead}, COALESCE(max(leadDays), 0)) FROM vendorTerms WHERE businessId = ${businessId})`;
		const lead = sql`iif(${isOdd}, ${longestLead}, COALESCE(t.leadDays, ${usualLead}))`;
		// The rule itself is decided below; this leaves out what can under no law of chance run out before an order is there.
		const mayRunOut = sql`${sellableOf(sql`l`)} + l.incoming <= max(l.reorderPoint, (4 * o.rate * o.lift * ${lead} + 4) * max(1, o.lump * o.unrest))`;
		const looked = sql`SELECT productId, storeId FROM outlooks INDEXED BY outlooks_selling WHERE businessId = ${businessId} AND rate > 0
			UNION SELECT productId, storeId FROM stockLevels INDEXED BY stockLevels_below
			WHERE businessId = ${businessId} AND reorderPoint > 0 AND reorderPoint >= onHand - reserved`;
		const { rows, model, told } = await db.read({
			model: modelOf(businessId),
			told: many<Terms & { vendorKey: string }>(
				sql`SELECT vendorKey, leadDays, coverDays, packSize FROM vendorTerms WHERE businessId = ${businessId}`,
			),
			rows: many<
				Omit<Candidate, keyof Terms>
			>(sql`SELECT p.id AS productId, o.storeId, p.name, p.sku, p.imageUrl, p.vendor, p.cost, p.currency, o.rate, o.lump, o.unrest, o.lift, o.lastSoldDay,
					${sellableOf(sql`l`)} AS available, l.reserved - ${leasedOf(sql`l`)} AS reserved, l.incoming, l.reorderPoint, l.reorderTo
				FROM (${looked}) AS w
				CROSS JOIN outlooks AS o ON o.businessId = ${businessId} AND o.productId = w.productId AND o.storeId = w.storeId
				CROSS JOIN stockLevels AS l ON l.businessId = o.businessId AND l.productId = o.productId AND l.storeId = o.storeId
				CROSS JOIN products AS p ON p.businessId = o.businessId AND p.id = o.productId AND p.status <> 'archived'
				LEFT JOIN vendorTerms AS t ON t.businessId = o.businessId AND t.vendorKey = lower(trim(p.vendor))
				WHERE ${storeId ? sql`o.storeId = ${storeId} AND` : sql``} ${key === null ? sql`` : sql`(lower(trim(p.vendor)) = ${key} OR ${isOdd}) AND`} ${mayRunOut}
				ORDER BY (available + l.incoming) / max(o.rate, 0.0001), p.sortKey LIMIT CAST(${2 * most} AS INTEGER)`),
		});
		if (storeId) storeOf(await tenant.principal(), storeId);
		const { spreads } = basisOf(learntIn(model));
		const termsBy = new Map(told.map(({ vendorKey, ...terms }) => [vendorKey, terms]));
		const { leadDays, coverDays, packSize } = usualTerms;
		const items = rows.flatMap((row) => {
			const own = vendorKeyOf(row.vendor);
			if (key !== null && own !== key) return [];
			return suggest({ ...row, ...(termsBy.get(own) ?? { leadDays, coverDays, packSize }) }, { spreads }) ?? [];
		});
		return { items: items.slice(0, most), more: items.length > most };
	},
});
