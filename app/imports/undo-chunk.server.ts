import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { many, type Row } from "#app/platform/database.server.ts";
import { firstIdAt } from "#app/platform/ids.ts";
import { sum } from "#app/platform/money.ts";
import { ShelvesAdjusted } from "#app/stock/events.server.ts";
import { hasLived } from "#app/stock/has-lived.server.ts";
import { moveStockIn } from "#app/stock/ledger.server.ts";
import { takeBackProductsIn } from "#app/stock/take-back-products.server.ts";
import { chunkRows, isNext } from "./chunk.server.ts";
import { editIn } from "./edit-in.server.ts";
import { forgetErrorsIn, keepErrorsIn } from "./errors.server.ts";
import { type ImportFacts, importAsk, moveImportIn, type UndoCounts } from "./import-row.server.ts";
import type { Known } from "./plan.ts";
import { type Change, decideUndo } from "./undo.ts";

type Read = Row & { row: number; subjectId: string; isNew: number; before: string; after: string; moved: number };
type Changed = Change & { now: (Known & Row & { lived: number; onHand: number }) | null };

const Undoing = z.object({ facts: z.custom<ImportFacts>() });

/**
 * Takes back the next piece of an import, in the order of its rows.
 * @returns whether it was this piece's turn, and whether there was none left
 */
export const undoChunk = command<typeof Undoing, { wasNext: boolean; isOver: boolean }>({
	name: "imports.undo-chunk",
	needs: "catalog:write",
	input: Undoing,
	async run({ db, work, principal }, { facts }) {
		const { businessId } = db;
		const { storeId } = facts.choices;
		const piece = sql`SELECT row, subjectId, isNew, before, after FROM importChanges INDEXED BY importChanges_in_order
			WHERE businessId = ${businessId} AND importId = ${facts.id} AND kind = 'product' AND row > CAST(${facts.position} AS INTEGER)
			ORDER BY row LIMIT CAST(${chunkRows} AS INTEGER)`;
		const put = sql`COALESCE((SELECT SUM(m.delta) FROM stockMovements AS m INDEXED BY stockMovements_of_product
			WHERE m.businessId = ${businessId} AND m.productId = c.subjectId AND m.id >= ${firstIdAt(facts.startedAt ?? 0)} AND m.referenceType = 'import'
				AND m.referenceId = ${facts.id} AND m.storeId = ${storeId}), 0)`;
		const { found, changes, products, twins, styles, categories } = await db.read({
			found: importAsk(businessId, facts.id),
			changes: many<Read>(sql`SELECT c.*, ${put} AS moved FROM (${piece}) AS c ORDER BY c.row`),
			products: many<
				Known & Row & { lived: number; onHand: number }
			>(sql`SELECT p.*, COALESCE(l.onHand, 0) AS onHand, COALESCE(l.reserved, 0) AS reserved,
					EXISTS (${hasLived(businessId, sql`p.id`)}) AS lived
				FROM (${piece}) AS c CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = c.subjectId
				LEFT JOIN stockLevels AS l ON l.businessId = p.businessId AND l.productId = p.id AND l.storeId = ${storeId}`),
			twins: many<{ skuKey: string }>(sql`SELECT p.skuKey FROM (${piece}) AS c CROSS JOIN products AS p ON p.businessId = ${businessId}
				AND p.skuKey = c.before ->> 'skuKey' WHERE c.isNew = 0 AND p.id <> c.subjectId`),
			styles: many<{ id: string }>(
				sql`SELECT s.id FROM (${piece}) AS c CROSS JOIN styles AS s ON s.businessId = ${businessId} AND s.id = c.before ->> 'styleId'`,
			),
			categories: many<{ id: string }>(
				sql`SELECT s.id FROM (${piece}) AS c CROSS JOIN categories AS s ON s.businessId = ${businessId} AND s.id = c.before ->> 'categoryId'`,
			),
		});
		if (!isNext(found, facts)) return known({ wasNext: false, isOver: false });
		const { actor } = await principal();
		const before: UndoCounts = { deleted: 0, restored: 0, kept: 0, ...found.counts };
		const last = changes.at(-1);
		if (!last) return known({ wasNext: true, isOver: true });

		const byId = new Map(products.map((product) => [product.id, product]));
		const there = new Set([...styles, ...categories].map(({ id }) => id));
		const taken = new Set(twins.map(({ skuKey }) => skuKey));
		const undo = decideUndo<Changed>(
			changes.map(({ row, subjectId, isNew, moved, ...each }) => ({
				...{ row, moved, productId: subjectId, isNew: isNew === 1, now: byId.get(subjectId) ?? null },
				...{ before: JSON.parse(each.before), after: JSON.parse(each.after) },
			})),
			({ before }, column, value) => {
				if (column === "sku") return !taken.has(String(before.skuKey));
				return value === null || (column !== "styleId" && column !== "categoryId") || there.has(String(value));
			},
		);
		const subject = { type: "import", id: found.id };
		const doomed = undo.deleted.flatMap(({ now }) => now ?? []);
		takeBackProductsIn(work, subject, doomed);
		editIn(
			work,
			subject,
			undo.restored.flatMap(({ change: { now }, before, after }) => (now ? [{ known: now, before, after }] : [])),
		);
		if (undo.moves.length > 0) {
			moveStockIn(
				work,
				undo.moves.map((move) => ({ ...move, storeId })),
				{ reason: "adjustment", actor, reference: subject },
			);
			const units = sum(undo.moves.map(({ delta }) => Math.abs(delta)));
			const productIds = undo.moves.map(({ productId }) => productId);
			work.record(ShelvesAdjusted, { subject, storeId, data: { storeId, storeIds: [storeId], productIds, units, reason: "adjustment" } });
		}
		if (facts.position === 0) forgetErrorsIn(work, found.id, "undo");
		keepErrorsIn(work, { importId: found.id, phase: "undo", before: before.kept }, undo.kept);
		moveImportIn(work, found, {
			position: last.row,
			counts: {
				deleted: before.deleted + doomed.length,
				restored: before.restored + undo.touched,
				kept: before.kept + undo.kept.length,
			},
		});
		return known({ wasNext: true, isOver: false });
	},
});
