import { sql } from "drizzle-orm";
import { answer, command } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { addStylesIn } from "./add-products.server.ts";
import { StyleAdded } from "./events.server.ts";
import { AddStyle } from "./input.ts";
import { firstAxes, mustDiffer } from "./rules.ts";
import { type Style, sameStyle, styleJson } from "./styles.server.ts";

/** Adds a style without products. @throws Refusal `style_taken` (by its vendor), `category_not_found`, `validation_failed` */
export const addStyle = command<typeof AddStyle, Style>({
	name: "catalog.add-style",
	needs: "catalog:write",
	input: AddStyle,
	async run({ db, work }, { vendor = "", categoryId = null, ...input }) {
		const { businessId } = db;
		const { twin, category } = await db.read({
			twin: sameStyle(businessId, { id: "", name: input.name, vendor }),
			category: first(sql`SELECT id FROM categories WHERE businessId = ${businessId} AND id = ${categoryId ?? ""}`),
		});
		if (twin) refuse("conflict", "style_taken", { styleId: twin.id });
		if (categoryId && !category) refuse("not_found", "category_not_found");
		const axes = { rowAxis: input.rowAxis ?? firstAxes.rowAxis, columnAxis: input.columnAxis ?? firstAxes.columnAxis };
		mustDiffer(axes);
		const id = newId<"style">(work.now);
		addStylesIn(work, [{ ...input, ...axes, id, vendor, categoryId }]);
		work.record(StyleAdded, { subject: { type: "style", id }, data: { name: input.name, vendor } });
		return answer<Style>(styleJson(businessId, id));
	},
});
