import { placeOrder } from "#app/orders/place-order.server.ts";
import { rowsOf, type Shop } from "../../support/world.ts";
import type { Product } from "../sales/goods.ts";

/** An order that is not handed over at once, of a piece each unless told otherwise. */
export async function placed(shop: Shop, lines: [product: Product, quantity: number][], more: Record<string, unknown> = {}, at?: number) {
	return placeOrder(await shop.tenant(at), {
		storeId: shop.storeId,
		lines: lines.map(([{ id }, quantity]) => ({ productId: id, quantity })),
		...more,
	});
}

/** What stands on the shelf of a product and what of it is promised: "5 of which 2". */
export async function shelfOf(shop: Shop, { id }: Product): Promise<string> {
	const [row] = await rowsOf<{ onHand: number; reserved: number }>(
		shop,
		"SELECT onHand, reserved FROM stockLevels WHERE businessId = ? AND productId = ? AND storeId = ?",
		shop.businessId,
		id,
		shop.storeId,
	);
	return `${row?.onHand} of which ${row?.reserved}`;
}

/** The kinds of fact of an order, oldest first. */
export async function facts(shop: Shop, orderId: string): Promise<string[]> {
	const rows = await rowsOf<{ type: string }>(
		shop,
		"SELECT type FROM events WHERE businessId = ? AND subjectId = ? ORDER BY id",
		shop.businessId,
		orderId,
	);
	return rows.map(({ type }) => type);
}
