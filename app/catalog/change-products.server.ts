import { sql } from "drizzle-orm";
import type { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Work } from "#app/platform/work.server.ts";
import { editProductsIn } from "./edit-products.server.ts";
import { ProductsEdited, ProductsStatusChanged } from "./events.server.ts";
import { ChangeProducts } from "./input.ts";
import { changedPrice } from "./price-change.ts";
import { type ProductStatus, statusTransitions } from "./rules.ts";

export type Change = z.output<typeof ChangeProducts>["change"];

/** One that stayed as it was, and why. */
export type NotChanged = { productId: string; name: string; code: string; details?: Record<string, unknown> };

/** `unchanged` were so already. `changeId` takes it back (`undoChange`); null when nothing changed. */
export type ChangedProducts = { changed: number; unchanged: number; refused: NotChanged[]; changeId: string | null };

/** A product as these rules want it. */
export type ProductNow = {
	id: string;
	name: string;
	version: number;
	status: ProductStatus;
	price: number | null;
	currency: string;
	categoryId: string | null;
	vendor: string;
	isAvailable: number;
};

const columnOf = { status: "status", availability: "isAvailable", category: "categoryId", vendor: "vendor", price: "price" } as const;
export type Column = (typeof columnOf)[Change["act"]];
export type Decided = { id: string; version: number; before: string | number | null; after: string | number | null };

/**
 * Does the same to up to five hundred products: one read, one batch of a few statements. What cannot be done to one of them is said of that one,
 * and the others go through.
 * @throws Refusal `category_not_found`
 */
export const changeProducts = command<typeof ChangeProducts, ChangedProducts>({
	name: "catalog.change-products",
	needs: "catalog:write",
	input: ChangeProducts,
	async run({ db, work, now }, { productIds, change }) {
		const { businessId } = db;
		const wanted = change.act === "category" ? change.categoryId : null;
		const { products, category } = await db.read({
			products: many<ProductNow>(sql`SELECT p.id, p.name, p.version, p.status, p.price, p.currency, p.categoryId, p.vendor, p.isAvailable
				FROM json_each(${JSON.stringify(productIds)}) AS w CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = w.value`),
			category: first(sql`SELECT id FROM categories WHERE businessId = ${businessId} AND id = ${wanted ?? ""}`),
		});
		if (wanted && !category) refuse("not_found", "category_not_found");

		const there = new Set(products.map(({ id }) => id));
		const refused: NotChanged[] = productIds
			.filter((id) => !there.has(id))
			.map((productId) => ({ productId, name: "", code: "product_not_found" }));
		const decided: Decided[] = [];
		let unchanged = 0;
		for (const product of products) {
			const before = product[columnOf[change.act]];
			const after = decide(product, change);
			if (isReason(after)) refused.push({ productId: product.id, name: product.name, ...after });
			else if (after === before) unchanged += 1;
			else decided.push({ id: product.id, version: product.version, before, after });
		}
		const changeId = decided.length > 0 ? newId<"event">(now) : null;
		if (changeId) changeIn(work, changeId, columnOf[change.act], decided);
		return known({ changed: decided.length, unchanged, refused, changeId });
	},
});

type Reason = { code: string; details?: Record<string, unknown> };

function isReason(decided: string | number | null | Reason): decided is Reason {
	return typeof decided === "object" && decided !== null;
}

/** What one product becomes, or why it cannot. Pure. */
function decide(product: ProductNow, change: Change): string | number | null | Reason {
	if (change.act === "availability") return change.isAvailable ? 1 : 0;
	if (change.act === "category") return change.categoryId;
	if (change.act === "vendor") return change.vendor;
	if (change.act === "status") {
		const allowed = statusTransitions[product.status];
		if (change.status === product.status || allowed.includes(change.status)) return change.status;
		return { code: "invalid_transition", details: { from: product.status, to: change.status, allowed } };
	}
	const price = changedPrice(product.price, product.currency, { ...change.by, rounding: change.rounding });
	return typeof price === "number" ? price : { code: price };
}

/** Adds a change of one column to a batch, with the event that tells of it and can take it back. */
export function changeIn(work: Work, changeId: string, column: Column, decided: Decided[]): void {
	editProductsIn(
		work,
		[column],
		decided.map(({ id, version, after }) => ({ id, version, ...blank, [column]: after })),
	);
	work.record(column === "status" ? ProductsStatusChanged : ProductsEdited, {
		id: changeId,
		subject: { type: "products", id: changeId },
		data: {
			productIds: decided.map(({ id }) => id),
			before: decided.map(({ id, before }) => ({ id, [column]: before })),
			after: decided.map(({ id, after }) => ({ id, [column]: after })),
		},
	});
}

/** `editProductsIn` writes the columns it is told of and no other. */
const blank = { status: "draft" as ProductStatus, price: null, categoryId: null, vendor: "", isAvailable: 1 };
