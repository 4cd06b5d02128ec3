import { sql } from "drizzle-orm";
import { editProductsIn } from "#app/catalog/edit-products.server.ts";
import { ProductsEdited, ProductsStatusChanged } from "#app/catalog/events.server.ts";
import { skuKeyOf } from "#app/catalog/rules.ts";
import type { Axes } from "#app/catalog/variants.ts";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse, refuseField } from "#app/platform/errors.ts";
import { sum } from "#app/platform/money.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { ShelvesAdjusted } from "./events.server.ts";
import { SaveMatrix } from "./input.ts";
import { leasedOf } from "./leases.server.ts";
import { type MovementContext, moveStockIn, openLevelsIn } from "./ledger.server.ts";
import { decideCells, type MatrixChanges, productFacts, type VariantNow } from "./matrix-cells.ts";
import { yieldLeasesIn } from "./reservations.server.ts";
import { setReorderPointsIn } from "./set-reorder-points.server.ts";

/** `saved` cells changed something, `units` is by how many more (or fewer) the shelves hold. */
export type MatrixSaved = { saved: number; products: number; units: number };

/**
 * Saves cells of a style's matrix, all or none: one read and one batch of a dozen statements, however many cells. A shelf must still hold what
 * it held when it was opened (`was`), so a sale in between is never counted over; such cells, and whatever cannot be, are named with what is there now.
 * @throws Refusal `style_not_found`, `product_not_found`, `store_not_yours`, `cells_changed`, `cells_invalid`, `missing_permission` for shelves
 */
export const saveMatrix = command<typeof SaveMatrix, MatrixSaved, Viewer>({
	name: "stock.save-matrix",
	needs: "catalog:write",
	input: SaveMatrix,
	async run({ db, work, principal }, { styleId, storeId, cells, reason, note }) {
		const { businessId } = db;
		const productIds = JSON.stringify([...new Set(cells.map(({ productId }) => productId))]);
		const skuKeys = JSON.stringify(cells.flatMap(({ fact, value }) => (fact === "sku" && value !== null ? [skuKeyOf(String(value))] : [])));
		const { style, variants, twins } = await db.read({
			style: first<Axes>(sql`SELECT rowAxis, columnAxis FROM styles WHERE businessId = ${businessId} AND id = ${styleId}`),
			variants:
				many<VariantNow>(sql`SELECT p.id, p.sku, p.skuKey, p.barcode, p.price, p.cost, p.currency, p.status, p.version, p.attributes,
					COALESCE(l.onHand, 0) AS onHand, COALESCE(l.reserved, 0) AS reserved, COALESCE(${leasedOf(sql`l`)}, 0) AS leased, COALESCE(l.reorderPoint, 0) AS reorderPoint, COALESCE(l.reorderTo, 0) AS reorderTo
				FROM json_each(${productIds}) AS w CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = w.value AND p.styleId = ${styleId}
				LEFT JOIN stockLevels AS l ON l.businessId = p.businessId AND l.productId = p.id AND l.storeId = ${storeId ?? ""}`),
			twins: many<{ id: string; sku: string; skuKey: string }>(sql`SELECT p.id, p.sku, p.skuKey FROM json_each(${skuKeys}) AS w
				CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.skuKey = w.value`),
		});
		const viewer = await principal();
		if (!style) refuse("not_found", "style_not_found");
		if (cells.some(({ fact }) => fact === "onHand" || fact === "reorderPoint")) {
			requirePermission(viewer, "stock:write");
			if (!storeId) refuseField("storeId", "required", "whose shelves these are");
		}
		if (storeId) storeOf(viewer, storeId);
		const changes = decideCells(cells, variants, twins, style);
		if (changes.products.length > 0) editIn(work, styleId, changes.products);
		if (storeId && changes.shelves.length > 0) setShelvesIn(work, storeId, changes.shelves, { reason, note, actor: viewer.actor });
		if (storeId && changes.points.length > 0) setPointsIn(work, storeId, changes.points);
		return known({
			saved: changes.saved,
			products: new Set([...changes.products.map(({ id }) => id), ...[...changes.shelves, ...changes.points].map((each) => each.productId)])
				.size,
			units: sum(changes.shelves.map(({ from, quantity }) => quantity - from)),
		});
	},
});

function editIn(work: Work, styleId: string, products: MatrixChanges["products"]): void {
	const said = productFacts.filter((column) => products.some(({ after }) => column in after));
	editProductsIn(work, said.includes("sku") ? [...said, "skuKey"] : said, products);
	const about = (facts: readonly (typeof productFacts)[number][]) => {
		const changed = products.filter(({ after }) => facts.some((fact) => fact in after));
		const pick = (id: string, from: object) => ({
			id,
			...Object.fromEntries(Object.entries(from).filter(([fact]) => facts.some((each) => each === fact))),
		});
		return {
			productIds: changed.map(({ id }) => id),
			before: changed.map(({ id, before }) => pick(id, before)),
			after: changed.map(({ id, after }) => pick(id, after)),
		};
	};
	const subject = { type: "style", id: styleId };
	const edited = about(productFacts.filter((fact) => fact !== "status"));
	if (edited.productIds.length > 0) work.record(ProductsEdited, { subject, data: edited });
	const moved = about(["status"]);
	if (moved.productIds.length > 0) work.record(ProductsStatusChanged, { subject, data: moved });
}

function setShelvesIn(work: Work, storeId: string, shelves: MatrixChanges["shelves"], context: MovementContext): void {
	const levels = shelves.map(({ productId }) => ({ storeId, productId }));
	work.guard(sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(shelves)}) AS w
		LEFT JOIN stockLevels AS l ON l.businessId = ${work.businessId} AND l.productId = w.value ->> 'productId' AND l.storeId = ${storeId}
		WHERE COALESCE(l.onHand, 0) <> w.value ->> 'from')`);
	openLevelsIn(work, levels);
	yieldLeasesIn(
		work,
		storeId,
		shelves.map((shelf) => ({ ...shelf, left: shelf.quantity })),
	);
	moveStockIn(
		work,
		shelves.map(({ productId, from, quantity }) => ({ storeId, productId, delta: quantity - from })),
		context,
	);
	work.record(ShelvesAdjusted, {
		subject: { type: "store", id: storeId },
		storeId,
		data: {
			storeId,
			storeIds: [storeId],
			productIds: shelves.map(({ productId }) => productId),
			units: sum(shelves.map(({ from, quantity }) => Math.abs(quantity - from))),
			reason: context.reason,
		},
	});
}

function setPointsIn(work: Work, storeId: string, points: MatrixChanges["points"]): void {
	const after = points.map(({ productId, reorderPoint, reorderTo }) => ({ productId, reorderPoint, reorderTo }));
	const before = points.map(({ productId, before: reorderPoint, reorderTo }) => ({ productId, reorderPoint, reorderTo }));
	work.guard(sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(before)}) AS w
		LEFT JOIN stockLevels AS l ON l.businessId = ${work.businessId} AND l.productId = w.value ->> 'productId' AND l.storeId = ${storeId}
		WHERE COALESCE(l.reorderPoint, 0) <> w.value ->> 'reorderPoint' OR COALESCE(l.reorderTo, 0) <> w.value ->> 'reorderTo')`);
	setReorderPointsIn(work, storeId, { before, after });
}
