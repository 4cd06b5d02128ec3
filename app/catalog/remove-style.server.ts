import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { StyleRemoved } from "./events.server.ts";
import { StyleRef } from "./input.ts";

/** Removes a style no product is of, archived ones too. @throws Refusal `style_not_found`, `style_in_use` with how many are */
export const removeStyle = command<typeof StyleRef, { removed: string }>({
	name: "catalog.remove-style",
	needs: "catalog:write",
	input: StyleRef,
	async run({ db, work }, { styleId }) {
		const { businessId } = db;
		const { style } = await db.read({
			style: first<{ name: string; vendor: string; products: number }>(sql`SELECT name, vendor,
					(SELECT COUNT(*) FROM products AS p WHERE p.businessId = s.businessId AND p.styleId = s.id) AS products
				FROM styles AS s WHERE s.businessId = ${businessId} AND s.id = ${styleId}`),
		});
		if (!style) refuse("not_found", "style_not_found");
		const { products, ...data } = style;
		if (products > 0) refuse("conflict", "style_in_use", { products });
		work.add(sql`DELETE FROM styles WHERE businessId = ${businessId} AND id = ${styleId}`);
		work.record(StyleRemoved, { subject: { type: "style", id: styleId }, data });
		return known({ removed: styleId });
	},
});
