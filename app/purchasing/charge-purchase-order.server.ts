import { sql } from "drizzle-orm";
import { editProductsIn } from "#app/catalog/edit-products.server.ts";
import { ProductsEdited } from "#app/catalog/events.server.ts";
import { amountIfSaid } from "#app/catalog/rules.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { refuse, refuseField } from "#app/platform/errors.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { PurchaseOrderCharged } from "./events.server.ts";
import { ChargePurchaseOrder } from "./input.ts";
import { type Charge, landedCost, landedShares } from "./landed-cost.ts";
import { mustBeThere, purchaseAsks, type PurchaseOrder, purchaseOrderJson } from "./purchase-orders.server.ts";
import { mustAllow } from "./rules.ts";
import { factOf, guardOrderIn, landIn } from "./settle-purchase-order.server.ts";

/**
 * Says what an order cost beside its goods (freight, duty, other), instead of whatever was said before, and spreads it over its lines; no charges take them
 * off again. With `keepCosts`, what one of each product that came has cost by that becomes the product's own cost, where that is in the order's currency.
 * @throws Refusal `purchase_order_not_found`, `act_not_possible`, `version_changed`, `validation_failed`, `cost_not_known` with the SKU of a line without
 *   a cost where something is to be spread by value
 */
export const chargePurchaseOrder = command<typeof ChargePurchaseOrder, PurchaseOrder, Viewer>({
	name: "purchasing.charge-order",
	needs: "purchasing:write",
	input: ChargePurchaseOrder,
	async run({ db, work, principal }, { purchaseOrderId, charges: said, keepCosts, version }) {
		const { businessId } = db;
		const {
			head,
			lines,
			charges: before,
			products,
		} = await db.read({
			...purchaseAsks(businessId, purchaseOrderId),
			products: many<{ id: string; version: number; cost: number | null; currency: string }>(sql`SELECT p.id, p.version, p.cost, p.currency
				FROM purchaseOrderLines AS l CROSS JOIN products AS p ON p.businessId = l.businessId AND p.id = l.productId
				WHERE l.businessId = ${businessId} AND l.purchaseOrderId = ${purchaseOrderId}`),
		});
		const order = mustBeThere(head);
		mustAllow(order.status, "charge");
		if (version !== undefined && version !== order.version) refuse("conflict", "version_changed", { current: order.version });
		if (keepCosts) requirePermission(await principal(), "catalog:write");
		const charges = said.flatMap(({ kind, amount, spread }, at): Charge[] => {
			const minor =
				amountIfSaid(amount, order.currency, `charges.${at}.amount`) ?? refuseField(`charges.${at}.amount`, "missing", "an amount");
			return minor > 0 ? [{ kind, amount: minor, spread }] : [];
		});
		const unknown = lines.find(({ unitCost }) => unitCost === null);
		if (unknown && charges.some(({ spread }) => spread === "value")) refuse("conflict", "cost_not_known", { sku: unknown.sku });
		guardOrderIn(work, order);
		work.add(sql`DELETE FROM purchaseOrderCharges WHERE businessId = ${businessId} AND purchaseOrderId = ${purchaseOrderId}`);
		work.add(sql`INSERT INTO purchaseOrderCharges (businessId, purchaseOrderId, kind, amount, spread)
			SELECT ${businessId}, ${purchaseOrderId}, value ->> 'kind', value ->> 'amount', value ->> 'spread' FROM json_each(${JSON.stringify(charges)})`);
		const shares = landedShares(lines, charges);
		const landed = lines.map((line) => ({ ...line, landed: shares.get(line.productId) ?? 0 }));
		landIn(work, order, landed);
		work.add(sql`UPDATE purchaseOrders SET version = version + 1 WHERE businessId = ${businessId} AND id = ${purchaseOrderId}`);
		const subject = { type: "purchase_order", id: purchaseOrderId };
		const storeId = order.storeId;
		work.record(PurchaseOrderCharged, { subject, storeId, data: { ...factOf(order, lines), before, after: charges } });
		const kept = keepCosts
			? landed.flatMap((line) => {
					const product = products.find(({ id, currency }) => id === line.productId && currency === order.currency);
					const cost = line.received > 0 ? landedCost(line) : null;
					return product && cost !== null ? [{ ...product, before: product.cost, cost }] : [];
				})
			: [];
		if (kept.length > 0)
			work.add(sql`UPDATE purchaseOrderLines SET keptCost = ${JSON.stringify(Object.fromEntries(kept.map(({ id, cost }) => [id, cost])))} ->> productId
				WHERE businessId = ${businessId} AND purchaseOrderId = ${purchaseOrderId} AND productId IN (SELECT value FROM json_each(${JSON.stringify(kept.map(({ id }) => id))}))`);
		const changed = kept.filter((product) => product.cost !== product.before);
		if (changed.length > 0) {
			editProductsIn(work, ["cost"], changed);
			work.record(ProductsEdited, {
				...{ subject, storeId },
				data: {
					productIds: changed.map(({ id }) => id),
					before: changed.map(({ id, before: cost }) => ({ id, cost })),
					after: changed.map(({ id, cost }) => ({ id, cost })),
				},
			});
		}
		return answer<PurchaseOrder>(purchaseOrderJson(businessId, purchaseOrderId));
	},
});
