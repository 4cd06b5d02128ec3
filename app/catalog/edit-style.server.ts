import { sql } from "drizzle-orm";
import { answer, command } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { StyleEdited } from "./events.server.ts";
import { EditStyle } from "./input.ts";
import { mustDiffer } from "./rules.ts";
import { type Style, styleAsk, styleJson } from "./styles.server.ts";

const editable = ["name", "vendor", "categoryId", "description", "imageUrl", "rowAxis", "columnAxis"] as const;

/**
 * Changes what is named of a style; its products keep names, vendors and categories of their own.
 * @throws Refusal `style_not_found`, `style_taken`, `category_not_found`, `version_changed`, `validation_failed`
 */
export const editStyle = command<typeof EditStyle, Style>({
	name: "catalog.edit-style",
	needs: "catalog:write",
	input: EditStyle,
	async run({ db, work, now }, { styleId, version, ...input }) {
		const { businessId } = db;
		const here = sql`businessId = ${businessId} AND id = ${styleId}`;
		// The twin is looked for under the name and the vendor the style will have.
		const { style, twin, category } = await db.read({
			style: styleAsk(businessId, styleId),
			twin: first<{ id: string }>(sql`SELECT t.id FROM styles AS s CROSS JOIN styles AS t ON t.businessId = s.businessId
				WHERE s.businessId = ${businessId} AND s.id = ${styleId} AND t.id <> s.id
					AND t.vendor = COALESCE(${input.vendor ?? null}, s.vendor) COLLATE NOCASE AND t.name = COALESCE(${input.name ?? null}, s.name) COLLATE NOCASE`),
			category: first(sql`SELECT id FROM categories WHERE businessId = ${businessId} AND id = ${input.categoryId ?? ""}`),
		});
		if (!style) refuse("not_found", "style_not_found");
		if (version !== undefined && version !== style.version) refuse("conflict", "version_changed", { current: style.version });
		if (twin) refuse("conflict", "style_taken", { styleId: twin.id });
		if (input.categoryId && !category) refuse("not_found", "category_not_found");

		const changed = editable.filter((column) => input[column] !== undefined && input[column] !== style[column]);
		const pick = (from: Partial<Style>) => Object.fromEntries(changed.map((column) => [column, from[column] ?? null]));
		const after = { ...style, ...pick(input) };
		mustDiffer(after);
		if (changed.length > 0) {
			work.guard(sql`SELECT 1 FROM styles WHERE ${here} AND version = CAST(${style.version} AS INTEGER)`);
			work.add(sql`UPDATE styles SET name = ${after.name}, vendor = ${after.vendor}, categoryId = ${after.categoryId}, description = ${after.description},
				imageUrl = ${after.imageUrl}, rowAxis = ${after.rowAxis}, columnAxis = ${after.columnAxis}, version = version + 1, updatedAt = ${now} WHERE ${here}`);
			work.record(StyleEdited, { subject: { type: "style", id: styleId }, data: { before: pick(style), after: pick(input) } });
		}
		return answer<Style>(styleJson(businessId, styleId));
	},
});
