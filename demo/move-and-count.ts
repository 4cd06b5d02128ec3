import type { Viewer } from "#app/identity/viewer.server.ts";
import { noteShelfIn } from "#app/orders/daily.server.ts";
import { newId } from "#app/platform/ids.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { calendarDay, minute } from "#app/platform/time.ts";
import { countProduct } from "#app/stock/count-product.server.ts";
import { draftTransferIn } from "#app/stock/draft-transfer.server.ts";
import { openCount } from "#app/stock/open-count.server.ts";
import { batch } from "./load.ts";
import { TIME_ZONE } from "./stores.ts";

/** What is going on while the visitor arrives: frames on their way from Nørrebro to Aarhus, and somebody counting in Aarhus. */
export async function moveAndCount(tenant: Tenant<Viewer>, storeIds: ReadonlyMap<string, string>): Promise<void> {
	const from = storeIds.get("norrebro") ?? "";
	const to = storeIds.get("aarhus") ?? "";
	await send(tenant, from, to);
	await count(tenant, to);
}

/** What Aarhus is short of and Nørrebro has enough of, two of each. */
async function send(tenant: Tenant<Viewer>, fromStoreId: string, toStoreId: string): Promise<void> {
	const { actor } = await tenant.principal();
	const [rows = []] = await tenant.read("stock:read", [
		{
			sql: `SELECT here.productId FROM stockLevels AS here JOIN stockLevels AS there ON there.businessId = here.businessId AND there.productId = here.productId AND there.storeId = ?
				JOIN products AS p ON p.businessId = here.businessId AND p.id = here.productId
				WHERE here.businessId = ? AND here.storeId = ? AND here.onHand >= 4 ORDER BY there.onHand - there.reorderPoint, p.sku LIMIT 3`,
			params: [toStoreId, tenant.businessId, fromStoreId],
		},
	]);
	const units = new Map(rows.map(({ productId }) => [String(productId), 2]));
	const sentAt = tenant.now - 50 * minute;
	await batch("demo.send-transfer", (work) => {
		const then = work.at(sentAt);
		draftTransferIn(then, { id: newId(sentAt), fromStoreId, toStoreId, note: "Til vinduet i Aarhus", send: true }, units, actor);
		noteShelfIn(then, { storeId: fromStoreId, day: calendarDay(sentAt, TIME_ZONE) }, [...units.keys()], tenant.now);
	})(tenant, {});
}

/** The first shelves of a blind count, one of them a piece short. */
async function count(tenant: Tenant<Viewer>, storeId: string): Promise<void> {
	const { id: countId } = await openCount({ ...tenant, now: tenant.now - 20 * minute }, { storeId, blind: true });
	const [rows = []] = await tenant.read("stock:read", [
		{
			sql: `SELECT l.productId, l.onHand FROM stockLevels AS l JOIN products AS p ON p.businessId = l.businessId AND p.id = l.productId
				WHERE l.businessId = ? AND l.storeId = ? AND l.onHand > 1 ORDER BY p.sku LIMIT 4`,
			params: [tenant.businessId, storeId],
		},
	]);
	for (const [place, { productId, onHand }] of rows.entries()) {
		const quantity = Number(onHand) - (place === 1 ? 1 : 0);
		await countProduct({ ...tenant, now: tenant.now - (15 - place) * minute }, { countId, productId, quantity });
	}
}
