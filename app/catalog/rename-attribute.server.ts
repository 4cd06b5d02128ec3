import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { AttributeRenamed } from "./events.server.ts";
import { RenameAttribute } from "./input.ts";

/** How many products one renaming may change. */
const most = 5000;

/**
 * Calls an attribute something else, on every product that carries it (up to five thousand).
 * @throws Refusal `attribute_not_found`, `attribute_taken` (kept already, or products carry both), `too_many_products`
 */
export const renameAttribute = command<typeof RenameAttribute, { name: string; products: number }>({
	name: "catalog.rename-attribute",
	needs: "catalog:write",
	input: RenameAttribute,
	async run({ db, work, now }, { name, to }) {
		const { businessId } = db;
		const carriers = sql`SELECT DISTINCT productId FROM productAttributes WHERE businessId = ${businessId} AND name = ${name}`;
		const isSame = name.toLowerCase() === to.toLowerCase();
		const { kept, twin, use } = await db.read({
			kept: first<{ name: string }>(sql`SELECT name FROM attributes WHERE businessId = ${businessId} AND name = ${name}`),
			twin: first(sql`SELECT 1 FROM attributes WHERE businessId = ${businessId} AND name = ${to}
				UNION ALL SELECT 1 FROM productAttributes AS a CROSS JOIN productAttributes AS b ON b.businessId = a.businessId AND b.name = ${to} AND b.productId = a.productId
				WHERE a.businessId = ${businessId} AND a.name = ${name} LIMIT 1`),
			use: first<{ products: number }>(sql`SELECT COUNT(*) AS products FROM (${carriers} LIMIT ${most + 1})`),
		});
		const products = use?.products ?? 0;
		if (!kept && products === 0) refuse("not_found", "attribute_not_found");
		if (twin && !isSame) refuse("conflict", "attribute_taken", { name: to });
		if (products > most) refuse("conflict", "too_many_products", { most });
		work.add(sql`UPDATE attributes SET name = ${to} WHERE businessId = ${businessId} AND name = ${name}`);
		if (products > 0)
			work.add(sql`UPDATE products SET version = version + 1, updatedAt = ${now},
				attributes = (SELECT json_group_object(iif(key = ${name} COLLATE NOCASE, ${to}, key), value) FROM json_each(products.attributes))
				WHERE businessId = ${businessId} AND id IN (${carriers})`);
		work.record(AttributeRenamed, {
			subject: { type: "attribute", id: to },
			data: { before: { name: kept?.name ?? name }, after: { name: to }, products },
		});
		return known({ name: to, products });
	},
});
