import { expect } from "vitest";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import type { HandedIn } from "#app/sales/offline/book.server.ts";
import { mandateFor } from "#app/identity/mandates.server.ts";
import { type Holder, holdIn } from "#app/stock/reservations.server.ts";
import { type Browser, hire, showPin, tillOf } from "../../support/till.ts";
import { rowsOf, type Shop, testScope } from "../../support/world.ts";
import type { Product } from "./goods.ts";

/** A till of the shop with somebody at it, and what it would hand in. */
export type OfflineTill = Awaited<ReturnType<typeof offlineTill>>;

export async function offlineTill(shop: Shop, name = "Mette") {
	const till = await tillOf(shop);
	const person = await hire(shop, name);
	expect((await showPin(till, person.slug, person.pin)).status).toBe(200);
	const mandate = (await mandateFor(testScope().scope, await (await till.tenant()).principal())) ?? "";
	let seq = 0;
	return {
		till,
		person,
		mandate,
		/** A sale it makes alone, at `price` a piece in kroner. */
		sells(goods: { product: Product; quantity?: number; price?: number }[], more: Record<string, unknown> = {}) {
			const lines = goods.map(({ product, quantity = 1, price = 100 }) => ({ productId: product.id, quantity, price, taxRate: 2500 }));
			return {
				id: crypto.randomUUID(),
				seq: ++seq,
				soldAt: Date.now() - 60_000 + seq,
				mandate,
				till: "1",
				currency: "DKK",
				taxIncluded: true,
				lines,
				payments: [{ method: "cash" }],
				expectedTotal: lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
				...more,
			};
		},
		last: () => seq,
		handIn: (sales: object[], more: Record<string, unknown> = {}) => handIn(till, till.deviceId, sales, { lastSeq: seq, ...more }),
	};
}

export async function handIn(
	browser: Browser,
	tillId: string,
	sales: object[],
	more: Record<string, unknown> = {},
): Promise<{ results: HandedIn[]; till: { highest: number; missing: number[] } }> {
	const answered = await browser.call("POST", "/api/v1/tills/replay", {
		body: { tillId, sentAt: Date.now(), lastSeq: 0, waiting: 0, sales, ...more },
	});
	expect(answered.status, JSON.stringify(answered.body)).toBe(200);
	return answered.body;
}

export const shelfOf = async (shop: Shop, product: Product, storeId = shop.storeId) =>
	(
		await rowsOf<{ onHand: number; reserved: number }>(
			shop,
			"SELECT onHand, reserved FROM stockLevels WHERE businessId = ? AND productId = ? AND storeId = ?",
			shop.businessId,
			product.id,
			storeId,
		)
	)[0];

export const ordersOf = (shop: Shop) =>
	rowsOf<{ id: string; total: number; placedAt: number; actorName: string; day: string }>(
		shop,
		"SELECT id, total, placedAt, actorName, day FROM orders WHERE businessId = ? ORDER BY id",
		shop.businessId,
	);

/** Holds pieces of a shelf for somebody, as orders and tills do. */
export async function promise(shop: Shop, holder: Holder, product: Product, quantity: number, until: number | null = null): Promise<void> {
	await hold(await shop.tenant(), { holder, until, line: { storeId: shop.storeId, productId: product.id, quantity } });
}

const hold = command({
	name: "test.promise",
	needs: "sales:write",
	input: z.object({
		holder: z.object({ kind: z.enum(["order", "lease"]), id: z.string() }),
		until: z.int().nullable(),
		line: z.object({ storeId: z.string(), productId: z.string(), quantity: z.int() }),
	}),
	async run({ work }, { holder, until, line }) {
		holdIn(work, holder, [line], until);
		return known({ done: true });
	},
});
