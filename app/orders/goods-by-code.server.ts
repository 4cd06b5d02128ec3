import { sql } from "drizzle-orm";
import { z } from "zod";
import { barcodeForms, skuKeyOf } from "#app/catalog/rules.ts";
import { query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { text } from "#app/platform/input.ts";

const Codes = z.object({ codes: z.array(text(100)).max(200) });

/** The products whose very SKU or barcode these are, by what was typed; what names none is not in it. */
export const goodsByCode = query<typeof Codes, Map<string, string>>({
	name: "orders.goods-by-code",
	needs: "catalog:read",
	input: Codes,
	async run({ db }, { codes }) {
		const { businessId } = db;
		const wanted = JSON.stringify(
			codes.flatMap((code) => [...barcodeForms(code).map((form) => ({ code, form })), { code, sku: skuKeyOf(code) }]),
		);
		const { found } = await db.read({
			found: many<{ code: string; id: string }>(sql`SELECT w.value ->> 'code' AS code, p.id FROM json_each(${wanted}) AS w
					CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.skuKey = w.value ->> 'sku' WHERE w.value ->> 'sku' <> ''
				UNION ALL SELECT w.value ->> 'code', p.id FROM json_each(${wanted}) AS w
					CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.barcode = w.value ->> 'form' WHERE w.value ->> 'form' IS NOT NULL`),
		});
		return new Map(found.map(({ code, id }) => [code, id]));
	},
});
