import { sql } from "drizzle-orm";
import { z } from "zod";
import { matchLine } from "#app/orders/edit-order.server.ts";
import { query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { Refusal } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { goodsAsks, goodsIn, type NamedLine } from "./goods-of-lines.server.ts";

/** Orders of one look, the newest with such a line; and lines of them. */
const mostOrders = 200;
const mostLines = 500;

type Row = { id: string; orderId: string; connectionId: string; variantId: string; sku: string; barcode: string };

/** Lines of orders still to be sent whose product nobody knew. */
const waitingLines = query({
	name: "channels.waiting-lines",
	needs: "channels:read",
	input: z.object({}),
	async run({ db }) {
		const { businessId } = db;
		const { rows } = await db.read({
			rows: many<Row>(sql`SELECT l.id, l.orderId, COALESCE(o.connectionId, '') AS connectionId, l.externalId AS variantId, l.sku, l.barcode
				FROM (SELECT DISTINCT orderId FROM looseLines INDEXED BY looseLines_unmatched WHERE businessId = ${businessId} AND kind = 'unmatched'
					ORDER BY orderId DESC LIMIT CAST(${mostOrders} AS INTEGER)) AS w
				CROSS JOIN orders AS o ON o.businessId = ${businessId} AND o.id = w.orderId AND o.status IN ('PENDING', 'PROCESSING') AND o.archivedAt IS NULL
				CROSS JOIN looseLines AS l ON l.businessId = ${businessId} AND l.orderId = w.orderId AND l.kind = 'unmatched'
				ORDER BY l.orderId, l.id LIMIT CAST(${mostLines} AS INTEGER)`),
		});
		return rows;
	},
});

const Lines = z.object({ lines: z.custom<NamedLine[]>() });

const goodsOfLines = query<typeof Lines, Map<string, string>>({
	name: "channels.goods-of-lines",
	needs: "channels:read",
	input: Lines,
	async run({ db }, { lines }) {
		return goodsIn(await db.read(goodsAsks(db.businessId, lines)));
	},
});

/**
 * Lines that waited for somebody to say which product they are, and are one by now: a variant was linked, or a product has their code. Their goods are
 * held like any other's. Nothing is left to do when it is asked again.
 * @returns how many were matched
 * @throws Refusal `stale_write` when the world moved too often under one of them; the others are matched by then
 */
export async function matchWaiting(tenant: Tenant): Promise<number> {
	const rows = await waitingLines(tenant, {});
	if (rows.length === 0) return 0;
	const lines = rows.map(({ id, connectionId, variantId, sku, barcode }) => ({ id, connectionId, variantId, codes: [sku, barcode] }));
	const products = await goodsOfLines(tenant, { lines });
	let matched = 0;
	let stale: Refusal | null = null;
	for (const { id: lineId, orderId } of rows) {
		const productId = products.get(lineId);
		if (productId === undefined) continue;
		try {
			await matchLine(tenant, { orderId, lineId, productId });
			matched += 1;
		} catch (error) {
			if (!(error instanceof Refusal) || error.kind === "unavailable") throw error;
			// One line keeps no other back. Of any other refusal nothing is to be done: somebody was quicker, or it was called off meanwhile.
			if (error.code === "stale_write") stale = error;
		}
	}
	if (stale) throw stale;
	return matched;
}
