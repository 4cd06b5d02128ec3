import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { type ChangedProducts, type Column, changeIn, type Decided, type NotChanged, type ProductNow } from "./change-products.server.ts";
import { ProductsEdited, ProductsStatusChanged } from "./events.server.ts";
import { UndoChange } from "./input.ts";

const columns: readonly Column[] = ["status", "isAvailable", "categoryId", "vendor", "price"];
type Side = { id: string } & Partial<Record<Column, string | number | null>>;

/**
 * Takes a change of several products back: each is again what it was, unless somebody has changed it since, which is said of it. Undoing puts
 * back what was, so it is not held to the ways a status may go on.
 * @throws Refusal `change_not_found`, `category_not_found` when what they stood in is gone
 */
export const undoChange = command<typeof UndoChange, ChangedProducts>({
	name: "catalog.undo-change",
	needs: "catalog:write",
	input: UndoChange,
	async run({ db, work, now }, { changeId }) {
		const { businessId } = db;
		const change = sql`SELECT data FROM events WHERE businessId = ${businessId} AND id = ${changeId} AND subjectType = 'products'
			AND type IN (${ProductsEdited.type}, ${ProductsStatusChanged.type})`;
		const { event, products, gone } = await db.read({
			event: first<{ data: string }>(change),
			products: many<ProductNow>(sql`SELECT p.id, p.name, p.version, p.status, p.price, p.currency, p.categoryId, p.vendor, p.isAvailable
				FROM (${change}) AS e CROSS JOIN json_each(e.data, '$.productIds') AS w CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = w.value`),
			gone: first(sql`SELECT 1 FROM (${change}) AS e CROSS JOIN json_each(e.data, '$.before') AS w
				WHERE w.value ->> 'categoryId' IS NOT NULL AND NOT EXISTS (SELECT 1 FROM categories AS c WHERE c.businessId = ${businessId} AND c.id = w.value ->> 'categoryId')`),
		});
		if (!event) refuse("not_found", "change_not_found");
		if (gone) refuse("not_found", "category_not_found");
		const { before, after }: { before: Side[]; after: Side[] } = JSON.parse(event.data);
		const column = columns.find((each) => each in (after[0] ?? {}));
		if (!column) refuse("not_found", "change_not_found");

		const present = new Map(products.map((product) => [product.id, product]));
		const decided: Decided[] = [];
		const refused: NotChanged[] = [];
		let unchanged = 0;
		before.forEach((side, index) => {
			const product = present.get(side.id);
			const was = side[column] ?? null;
			if (!product) refused.push({ productId: side.id, name: "", code: "product_not_found" });
			else if (product[column] === was) unchanged += 1;
			else if (product[column] !== (after[index]?.[column] ?? null))
				refused.push({ productId: side.id, name: product.name, code: "changed_since" });
			else decided.push({ id: side.id, version: product.version, before: product[column], after: was });
		});
		const undoneId = decided.length > 0 ? newId<"event">(now) : null;
		if (undoneId) changeIn(work, undoneId, column, decided);
		return known({ changed: decided.length, unchanged, refused, changeId: undoneId });
	},
});
