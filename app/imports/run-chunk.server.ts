import { sql } from "drizzle-orm";
import { addCategoriesIn } from "#app/catalog/add-categories.server.ts";
import { addProductsIn, addStylesIn } from "#app/catalog/add-products.server.ts";
import { CategoriesAdded, ProductsAdded, StylesAdded } from "#app/catalog/events.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { newId } from "#app/platform/ids.ts";
import { sum } from "#app/platform/money.ts";
import type { Principal } from "#app/platform/tenant.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { ShelvesAdjusted } from "#app/stock/events.server.ts";
import { correctStockIn, moveStockIn, openLevelsIn } from "#app/stock/ledger.server.ts";
import { editIn } from "./edit-in.server.ts";
import { Chunk, countsAfter, factsAsks, isNext, judgeAll, planChunk } from "./chunk.server.ts";
import { keepErrorsIn } from "./errors.server.ts";
import { ImportFinished } from "./events.server.ts";
import { type ImportFacts, importAsk, moveImportIn } from "./import-row.server.ts";
import type { Plan } from "./plan.ts";

/**
 * Writes one piece of the file: products, their styles and categories, shelves and what stands on them, what it was before (for the undo), the
 * facts of it, and how far the import is, in one batch of some twenty statements whatever the number of rows. The piece is decided again on what
 * is there now; the preview was a promise about another moment.
 * @returns whether it was this piece's turn; a second delivery finds the import further on, and writes nothing
 */
export const runChunk = command<typeof Chunk, { wasNext: boolean }>({
	name: "imports.run-chunk",
	needs: "catalog:write",
	input: Chunk,
	async run({ db, work, principal }, { facts, rows, twins, next, isLast }) {
		const judged = judgeAll(rows, facts);
		const { found, ...read } = await db.read({ found: importAsk(db.businessId, facts.id), ...factsAsks(db.businessId, facts, judged) });
		if (!isNext(found, facts)) return known({ wasNext: false });
		const plan = planChunk(judged, found, read, { twins: new Map(twins), newId: () => newId(work.now) });
		const { actor } = await principal();
		productsIn(work, found, plan);
		shelvesIn(work, found, plan, actor);
		changesIn(work, found, plan);
		const counts = countsAfter(found.counts, plan);
		const wrong = plan.verdicts.filter(({ outcome }) => outcome === "wrong");
		keepErrorsIn(work, { importId: found.id, phase: "run", before: found.counts.wrong ?? 0 }, wrong);
		moveImportIn(work, found, { ...next, counts, ...(isLast && { state: "done", finishedAt: work.now }) });
		if (isLast) work.record(ImportFinished, { subject: { type: "import", id: found.id }, data: { fileName: found.fileName, counts } });
		return known({ wasNext: true });
	},
});

function productsIn(work: Work, { id, choices }: ImportFacts, { categories, styles, created, edited }: Plan): void {
	const subject = { type: "import", id };
	if (categories.length > 0) {
		addCategoriesIn(work, categories);
		work.record(CategoriesAdded, {
			subject,
			data: { categoryIds: categories.map((each) => each.id), names: categories.map(({ name }) => name) },
		});
	}
	if (styles.length > 0) {
		addStylesIn(work, styles);
		work.record(StylesAdded, { subject, data: { styleIds: styles.map((each) => each.id), names: styles.map(({ name }) => name) } });
	}
	if (created.length > 0) {
		addProductsIn(
			work,
			created.map(({ product }) => product),
		);
		const [productIds, names] = [created.map(({ product }) => product.id), created.map(({ product }) => product.name)];
		work.record(ProductsAdded, { subject, storeId: choices.storeId, data: { styleId: null, storeId: choices.storeId, productIds, names } });
	}
	editIn(work, subject, edited);
}

/** Opens shelves and puts on them what the file says; those that are open already are corrected to it, whatever moves meanwhile. */
function shelvesIn(work: Work, { id, choices }: ImportFacts, { opened, set, created }: Plan, actor: Principal["actor"]): void {
	const { storeId } = choices;
	const reference = { type: "import", id };
	const isNew = new Set(created.map(({ product }) => product.id));
	const tell = (reason: "initial" | "adjustment", productIds: string[], units: number) =>
		work.record(ShelvesAdjusted, { subject: reference, storeId, data: { storeId, storeIds: [storeId], productIds, units, reason } });
	if (opened.length > 0) {
		const others = JSON.stringify(opened.flatMap(({ productId }) => (isNew.has(productId) ? [] : [productId])));
		// Somebody who opened one since the read shows here, and not as a second opening count.
		if (others !== "[]")
			work.guard(sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM json_each(${others}) AS w CROSS JOIN stockLevels AS l
				ON l.businessId = ${work.businessId} AND l.productId = w.value AND l.storeId = ${storeId})`);
		openLevelsIn(
			work,
			opened.map(({ productId, reorderPoint }) => ({ storeId, productId, reorderPoint })),
		);
		const filled = opened.filter(({ quantity }) => quantity > 0);
		if (filled.length > 0) {
			moveStockIn(
				work,
				filled.map(({ productId, quantity }) => ({ storeId, productId, delta: quantity })),
				{ reason: "initial", actor, reference },
			);
			tell(
				"initial",
				filled.map(({ productId }) => productId),
				sum(filled.map(({ quantity }) => quantity)),
			);
		}
	}
	if (set.length > 0) {
		correctStockIn(
			work,
			storeId,
			set.map(({ productId, quantity }) => ({ productId, quantity, at: work.now })),
			{ reason: "adjustment", actor, reference },
		);
		tell(
			"adjustment",
			set.map(({ productId }) => productId),
			sum(set.map(({ quantity, was }) => Math.abs(quantity - was))),
		);
	}
}

/** What was made and what was changed, for whoever takes it back. */
function changesIn(work: Work, { id }: ImportFacts, { created, edited, styles, categories }: Plan): void {
	const made = (kind: "style" | "category") => (each: { id: string; name: string }, index: number) => ({
		...{ kind, subjectId: each.id, row: index, isNew: 1, before: { name: each.name }, after: {} },
	});
	const rows = [
		...created.map(({ row, product }) => ({
			...{ kind: "product", subjectId: product.id, row, isNew: 1, before: { name: product.name, sku: product.sku }, after: {} },
		})),
		...edited.map(({ row, known: { id: subjectId }, before, after }) => ({ kind: "product", subjectId, row, isNew: 0, before, after })),
		...styles.map(made("style")),
		...categories.map(made("category")),
	];
	if (rows.length === 0) return;
	work.add(sql`INSERT INTO importChanges (businessId, importId, kind, subjectId, row, isNew, before, after)
		SELECT ${work.businessId}, ${id}, value ->> 'kind', value ->> 'subjectId', value ->> 'row', value ->> 'isNew', value -> 'before', value -> 'after'
		FROM json_each(${JSON.stringify(rows)})`);
}
