import { sql } from "drizzle-orm";
import { amountIfSaid } from "#app/catalog/rules.ts";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { PurchaseOrderDrafted } from "./events.server.ts";
import { DraftPurchaseOrder } from "./input.ts";
import { type PurchaseOrder, purchaseOrderJson, usualCost } from "./purchase-orders.server.ts";
import { vendorKeyOf } from "./rules.ts";

/**
 * Writes down what shall be ordered from a vendor for a store. Nothing is expected until it is sent. A product named twice counts together; its cost is
 * what is said, or what it cost last in the store's currency.
 * @throws Refusal `store_not_yours`, `product_not_found`, `validation_failed`
 */
export const draftPurchaseOrder = command<typeof DraftPurchaseOrder, PurchaseOrder, Viewer>({
	name: "purchasing.draft-order",
	needs: "purchasing:write",
	input: DraftPurchaseOrder,
	async run({ db, work, principal, now }, { vendor, storeId, note, lines }) {
		const { businessId } = db;
		const wanted = [...new Set(lines.map(({ productId }) => productId))];
		const { products } = await db.read({
			products: many<{
				id: string;
				usual: number | null;
			}>(sql`SELECT p.id, ${usualCost(businessId, sql`(SELECT currency FROM stores WHERE businessId = ${businessId} AND id = ${storeId})`)} AS usual
				FROM json_each(${JSON.stringify(wanted)}) AS w CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = w.value`),
		});
		const { actor, ...viewer } = await principal();
		const { currency } = storeOf(viewer, storeId);
		const ordered = new Map<string, { productId: string; quantity: number; unitCost: number | null }>();
		for (const { productId, quantity, unitCost } of lines) {
			const product = products.find(({ id }) => id === productId) ?? refuse("not_found", "product_not_found", { productId });
			const before = ordered.get(productId);
			ordered.set(productId, {
				productId,
				quantity: quantity + (before?.quantity ?? 0),
				unitCost: amountIfSaid(unitCost, currency, "unitCost") ?? before?.unitCost ?? product.usual,
			});
		}
		const id = newId<"purchaseOrder">(now);
		const number = sql`(SELECT COALESCE(MAX(number), 0) + 1 FROM purchaseOrders WHERE businessId = ${businessId})`;
		work.add(sql`INSERT INTO purchaseOrders (businessId, id, number, vendorKey, vendorName, storeId, currency, status, note, createdBy, createdAt)
			VALUES (${businessId}, ${id}, ${number}, ${vendorKeyOf(vendor)}, ${vendor}, ${storeId}, ${currency}, 'draft', ${note}, ${actor.name}, ${now})`);
		work.add(sql`INSERT INTO purchaseOrderLines (businessId, purchaseOrderId, productId, quantity, unitCost, addedAt)
			SELECT ${businessId}, ${id}, value ->> 'productId', value ->> 'quantity', value ->> 'unitCost', ${now} FROM json_each(${JSON.stringify([...ordered.values()])})`);
		work.record(PurchaseOrderDrafted, {
			subject: { type: "purchase_order", id },
			storeId,
			data: sql`(SELECT json_object('number', number, 'vendor', vendorName, 'storeId', storeId, 'units',
					(SELECT COALESCE(SUM(quantity), 0) FROM purchaseOrderLines WHERE businessId = ${businessId} AND purchaseOrderId = ${id}),
					'productIds', json(${JSON.stringify([...ordered.keys()])})) FROM purchaseOrders WHERE businessId = ${businessId} AND id = ${id})`,
		});
		return answer<PurchaseOrder>(purchaseOrderJson(businessId, id));
	},
});
