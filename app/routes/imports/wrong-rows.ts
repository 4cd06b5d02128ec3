import { catalogOf, wordsOf } from "#app/catalogs.server.ts";
import { localeOf } from "#app/i18n.ts";
import { oneImport } from "#app/imports/queries.server.ts";
import { wrongRows } from "#app/imports/wrong-rows.server.ts";
import { page } from "../door.server.ts";
import { byteOrderMark, csvLines } from "#app/platform/csv.ts";
import { unguarded } from "#app/platform/formula-guard.ts";
import type { Route } from "./+types/wrong-rows.ts";
import { importWords } from "./issue-words.ts";

/** The wrong rows of an import as a file of the same columns and one more, to be mended and sent again. A piece in memory at a time. */
export async function loader({ params, request, context }: Route.LoaderArgs) {
	const locale = localeOf(request);
	const t = wordsOf(locale);
	const words = importWords((key, details) => t(`imports.${key}`, details), catalogOf(locale).imports);
	return page({ request, context }, async (tenant) => {
		const facts = await oneImport(tenant, { importId: params.importId });
		const pieces = wrongRows(tenant, facts);
		const encoder = new TextEncoder();
		const body = new ReadableStream<Uint8Array>({
			start: (controller) =>
				controller.enqueue(encoder.encode(byteOrderMark + csvLines([[...facts.headers, t("imports.wrong.problem")]], locale))),
			async pull(controller) {
				const piece = await pieces.next();
				if (piece.done) return controller.close();
				const lines = piece.value.map(({ cells, issues }) => [
					...facts.headers.map((_, column) => unguarded(cells[column] ?? "")),
					issues.map((issue) => `${words.field(issue.field)}: ${words.issue(issue)}`).join(" "),
				]);
				if (lines.length > 0) controller.enqueue(encoder.encode(csvLines(lines, locale)));
			},
		});
		const name = facts.fileName.replace(/\.[^.]*$/, "").replace(/[^\w.-]+/g, "-") || "products";
		return new Response(body, {
			headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="${name}-wrong.csv"` },
		});
	});
}
