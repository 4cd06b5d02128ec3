import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { PutOnTransfer } from "./input.ts";
import { mostTransferLines, mustAllow, transferActs } from "./rules.ts";
import { mustBeOne, type NamedProduct, scannedProduct } from "./scanned.server.ts";
import { mustBeThere, transferAsks } from "./transfers.server.ts";

/** `quantity` after the change; 0 when the line was taken out. */
export type Put = { product: NamedProduct; quantity: number };

/**
 * Puts a product on a draft, changes how many, or takes it out (`quantity` 0). A draft is nothing that happened yet, so it records no event.
 * @throws Refusal `transfer_not_found`, `act_not_possible`, `product_not_found`, `code_unknown`, `code_of_several`, `too_many_lines`
 */
export const putOnTransfer = command<typeof PutOnTransfer, Put, Viewer>({
	name: "stock.put-on-transfer",
	needs: "stock:transfer",
	input: PutOnTransfer,
	async run({ db, work, now }, { transferId, productId, code, quantity, add = 0 }) {
		const { businessId } = db;
		const { head, found, lines } = await db.read({
			head: transferAsks(businessId, transferId).head,
			found: scannedProduct(businessId, { productId, code }),
			lines: many<{ productId: string }>(
				sql`SELECT productId FROM transferLines WHERE businessId = ${businessId} AND transferId = ${transferId}`,
			),
		});
		mustAllow(transferActs, mustBeThere(head).status, "edit");
		const product = mustBeOne(found, code);
		const isNew = !lines.some((each) => each.productId === product.id);
		if (isNew && lines.length >= mostTransferLines && quantity !== 0) refuse("conflict", "too_many_lines", { most: mostTransferLines });
		const line = sql`businessId = ${businessId} AND transferId = ${transferId} AND productId = ${product.id}`;
		work.guard(sql`SELECT 1 FROM transfers WHERE businessId = ${businessId} AND id = ${transferId} AND status = 'draft'`);
		const stands = sql`COALESCE((SELECT quantity FROM transferLines WHERE ${line}), 0)`;
		if (quantity === 0) work.add(sql`DELETE FROM transferLines WHERE ${line}`);
		else {
			const put = quantity ?? add;
			work.add(sql`INSERT INTO transferLines (businessId, transferId, productId, quantity, addedAt) VALUES (${businessId}, ${transferId}, ${product.id}, ${put}, ${now})
				ON CONFLICT (businessId, transferId, productId) DO UPDATE SET quantity = ${quantity === undefined ? sql`quantity + excluded.quantity` : sql`excluded.quantity`}`);
		}
		work.add(sql`UPDATE transfers SET version = version + 1 WHERE businessId = ${businessId} AND id = ${transferId}`);
		return answer<Put>(sql`json_object('product', json(${JSON.stringify(product)}), 'quantity', ${stands})`);
	},
});
