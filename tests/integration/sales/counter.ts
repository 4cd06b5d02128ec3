import { tenantOf, type Viewer } from "#app/identity/viewer.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { call, password, rowsOf, type Shop, testScope } from "../../support/world.ts";

/** Somebody of the shop with a role, at an instant. */
export async function personOf(
	shop: Shop,
	role: "employee" | "agent" | "manager",
	name = "Emil",
): Promise<(now?: number) => Promise<Tenant<Viewer>>> {
	const email = `${role}-${crypto.randomUUID().slice(0, 8)}@shop.example`;
	await shop.call("POST", "/api/users", { body: { email, name, role, password } });
	const { body } = await call("POST", "/api/auth/login", { body: { email, password } });
	return async (now) => {
		const tenant = await tenantOf({ ...testScope(now).scope, token: { via: "bearer", value: body.token } });
		if (!tenant) throw new Error("no tenant");
		return tenant;
	};
}

/** What is wrong between orders, refunds, payments and receipts of a business: nothing. */
export async function unsettled(shop: Shop): Promise<Record<string, unknown>[]> {
	const b = "businessId = ?1";
	const overdrawn = rowsOf(
		shop,
		`SELECT 'more on a card than came', orderId, sum(amount) AS has FROM payments WHERE ${b} AND method = 'card' GROUP BY orderId HAVING has < 0`,
		shop.businessId,
	);
	const unequal = rowsOf(
		shop,
		`SELECT 'paid' AS what, id, total - refundedTotal AS has, (SELECT COALESCE(sum(amount), 0) FROM payments p WHERE p.businessId = o.businessId AND p.orderId = o.id) AS should
			FROM orders o WHERE ${b} AND has <> should
		UNION ALL SELECT 'given back', id, -total, (SELECT COALESCE(sum(amount), 0) FROM payments p WHERE p.businessId = r.businessId AND p.orderId = r.orderId AND p.refundId = r.id) AS should
			FROM refunds r WHERE ${b} AND -total <> should
		UNION ALL SELECT 'papers', storeId, count(*), max(number) FROM receipts WHERE ${b} GROUP BY storeId HAVING count(*) <> max(number)
		UNION ALL SELECT 'papers of sales', '', (SELECT count(*) FROM orders WHERE ${b}) AS has, (SELECT count(*) FROM receipts WHERE ${b} AND refundId IS NULL) AS should WHERE has <> should
		UNION ALL SELECT 'papers of refunds', '', (SELECT count(*) FROM refunds WHERE ${b}) AS has, (SELECT count(*) FROM receipts WHERE ${b} AND refundId IS NOT NULL) AS should WHERE has <> should`,
		shop.businessId,
	);
	return [...(await overdrawn), ...(await unequal)];
}
