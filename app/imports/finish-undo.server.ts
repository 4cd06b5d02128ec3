import { sql } from "drizzle-orm";
import { z } from "zod";
import { CategoriesRemoved, StylesRemoved } from "#app/catalog/events.server.ts";
import { emptyCategories, removeMadeIn, unusedStyles } from "#app/catalog/remove-made.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { readerFor, type Tenant } from "#app/platform/tenant.server.ts";
import { isNext } from "./chunk.server.ts";
import { ImportUndone } from "./events.server.ts";
import { type ImportFacts, importAsk, moveImportIn, type UndoCounts } from "./import-row.server.ts";

const Finishing = z.object({ facts: z.custom<ImportFacts>(), styleIds: z.string(), categoryIds: z.string() });

/** Ends an undo: the styles and categories the import made go as far as nothing has come into them. @returns whether nobody went on meanwhile */
export async function finishUndo(tenant: Tenant, facts: ImportFacts): Promise<boolean> {
	const db = readerFor(tenant, "catalog:write");
	const { made } = await db.read({
		made: many<{ kind: string; subjectId: string }>(sql`SELECT kind, subjectId FROM importChanges INDEXED BY importChanges_in_order
			WHERE businessId = ${tenant.businessId} AND importId = ${facts.id} AND kind IN ('style', 'category')`),
	});
	const ids = (kind: string) => JSON.stringify(made.filter((each) => each.kind === kind).map(({ subjectId }) => subjectId));
	return (await endUndo(tenant, { facts, styleIds: ids("style"), categoryIds: ids("category") })).wasNext;
}

const endUndo = command<typeof Finishing, { wasNext: boolean }>({
	name: "imports.end-undo",
	needs: "catalog:write",
	input: Finishing,
	async run({ db, work }, { facts, styleIds, categoryIds }) {
		const { found, styles, categories } = await db.read({
			found: importAsk(db.businessId, facts.id),
			styles: unusedStyles(db.businessId, styleIds),
			categories: emptyCategories(db.businessId, categoryIds),
		});
		if (!isNext(found, facts)) return known({ wasNext: false });
		const goneStyles = new Set(styles.map(({ id }) => id));
		const goneCategories = removable(categories, goneStyles);
		removeMadeIn(
			work,
			[...goneStyles],
			goneCategories.map(({ id }) => id),
		);
		const subject = { type: "import", id: found.id };
		const namesOf = (gone: { name: string }[]) => gone.map(({ name }) => name);
		if (styles.length > 0) work.record(StylesRemoved, { subject, data: { styleIds: [...goneStyles], names: namesOf(styles) } });
		if (goneCategories.length > 0)
			work.record(CategoriesRemoved, {
				subject,
				data: { categoryIds: goneCategories.map(({ id }) => id), names: namesOf(goneCategories) },
			});
		const counts: UndoCounts = { deleted: 0, restored: 0, kept: 0, ...found.counts };
		moveImportIn(work, found, { state: "undone", finishedAt: work.now });
		work.record(ImportUndone, { subject, data: { fileName: found.fileName, counts } });
		return known({ wasNext: true });
	},
});

type Empty = { id: string; name: string; children: string; styles: string };

/** Those in which nothing stays: no style, and no category that is not going too. */
function removable(categories: readonly Empty[], goneStyles: ReadonlySet<string>): Empty[] {
	let left = categories.filter(({ styles }) => idsOf(styles).every((id) => goneStyles.has(id)));
	for (;;) {
		const going = new Set(left.map(({ id }) => id));
		const next = left.filter(({ children }) => idsOf(children).every((id) => going.has(id)));
		if (next.length === left.length) return next;
		left = next;
	}
}

function idsOf(json: string): string[] {
	return JSON.parse(json);
}
