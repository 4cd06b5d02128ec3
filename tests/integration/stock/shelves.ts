import { env } from "cloudflare:workers";
import { expect } from "vitest";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { newId } from "#app/platform/ids.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { addProduct } from "#app/stock/add-product.server.ts";
import { reacted, rowsOf, type Shop } from "../../support/world.ts";

/** Another store of a shop. @returns its id */
export async function addStore(shop: Shop, name: string): Promise<string> {
	const id = newId();
	await rowsOf(
		shop,
		"INSERT INTO stores (businessId, id, name, slug, kind, currency, timeZone, position, createdAt, updatedAt) VALUES (?, ?, ?, ?, 'shop', 'DKK', 'Europe/Copenhagen', 1, 0, 0)",
		shop.businessId,
		id,
		name,
		`${name.toLowerCase()}-${id.slice(-6)}`,
	);
	return id;
}

/** A product of a shop, in its first store unless told otherwise. */
export async function stocked(shop: Shop, input: Record<string, unknown> = {}) {
	return addProduct(await shop.tenant(), { storeId: shop.storeId, name: "Frame", price: "100.00", ...input });
}

/** Somebody in the shop of another role. */
export async function tenantAs(shop: Shop, role: "manager" | "agent" | "employee"): Promise<Tenant<Viewer>> {
	await rowsOf(shop, "UPDATE users SET role = ? WHERE businessId = ? AND id = ?", role, shop.businessId, shop.userId);
	return shop.tenant();
}

/**
 * Everything the business has in the tables of shelf, ledger, transfers, counts, purchasing, catalog and events, to compare before and after what must
 * write nothing. Without what its queue goes on with by itself meanwhile: how often an event was delivered, and the mail that followed from one.
 */
export async function everything(shop: Shop): Promise<Record<string, unknown[]>> {
	const tables = [
		...["products", "productImages", "styles", "categories", "stockLevels", "stockMovements", "events", "idempotencyKeys"],
		...["transfers", "transferLines", "stockCounts", "stockCountLines"],
		...["vendorTerms", "purchaseOrders", "purchaseOrderLines", "purchaseOrderCharges", "goodsReceipts", "goodsReceiptLines"],
	];
	await reacted(shop);
	const found = await Promise.all(tables.map((table) => rowsOf(shop, `SELECT * FROM ${table} WHERE businessId = ?`, shop.businessId)));
	return Object.fromEntries(tables.map((table, index) => [table, (found[index] ?? []).filter(isNoMail).map(factOf)]));
}

const isNoMail = ({ command, type }: Record<string, unknown>) => command !== "mail.record" && !String(type).startsWith("mail.");
const factOf = ({ dueAt: _, deliveries: __, lastError: ___, ...fact }: Record<string, unknown>) => fact;

/** An act that must be refused with these words, and must have written nothing. */
export async function refuses(
	shop: Shop,
	act: () => Promise<unknown>,
	refusal: { kind?: string; code: string; details?: object },
): Promise<void> {
	const before = await everything(shop);
	await expect(act()).rejects.toMatchObject(refusal);
	expect(await everything(shop)).toEqual(before);
}

type Level = { productId: string; storeId: string; onHand: number; reserved: number; version: number };
type Step = { productId: string; storeId: string; seq: number; qtyBefore: number; delta: number; qtyAfter: number };

/** The invariants of the shelf, of one product or over the whole business: sums, chains, numbers, and nothing promised that is not there. */
export async function ledgerHolds(shop: Shop, productId = "%"): Promise<void> {
	const levels = await rowsOf<Level>(
		shop,
		"SELECT * FROM stockLevels WHERE businessId = ? AND productId LIKE ?",
		shop.businessId,
		productId,
	);
	const steps = await rowsOf<Step>(
		shop,
		"SELECT * FROM stockMovements WHERE businessId = ? AND productId LIKE ? ORDER BY productId, storeId, seq",
		shop.businessId,
		productId,
	);
	for (const level of levels) {
		const chain = steps.filter((step) => step.productId === level.productId && step.storeId === level.storeId);
		let onHand = 0;
		chain.forEach((step, index) => {
			expect(step).toMatchObject({ seq: index + 1, qtyBefore: onHand, qtyAfter: onHand + step.delta });
			onHand += step.delta;
		});
		expect(level).toMatchObject({ onHand, version: chain.length });
		expect(level.reserved).toBeGreaterThanOrEqual(0);
		expect(level.onHand).toBeGreaterThanOrEqual(level.reserved);
	}
	expect(steps.length).toBe(levels.reduce((sum, level) => sum + level.version, 0));
}

/** The shard's database, for attacks no door would let through. */
export function shardOf(shop: Shop): D1Database {
	return shop.shard === 0 ? env.SHARD_0 : env.SHARD_1;
}
