import { localeOf } from "#app/i18n.ts";
import { byteOrderMark, csvLines } from "#app/platform/csv.ts";
import { decimalString } from "#app/platform/money.ts";
import { isoInstant } from "#app/platform/time.ts";
import { dayJournal, type JournalRow } from "#app/sales/journal.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/journal-csv.ts";
import { shopOf } from "./at-counter.server.ts";

const columns = ["at", "type", "number", "who", "detail", "amount", "currency", "id", "handedInAt", "madeAt"];
/** Two hundred acts each; a day of more is asked for through the API. */
const mostPages = 200;

/** A day's journal as a file. */
export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const viewer = await tenant.principal();
		const store = shopOf(request, viewer);
		const day = url.searchParams.get("day") || undefined;
		const rows: JournalRow[] = [];
		let cursor: string | undefined;
		let shown = "";
		for (let pages = 0; pages < mostPages; pages++) {
			const journal = await dayJournal(tenant, { storeId: store.id, limit: 200, ...(day && { day }), ...(cursor && { cursor }) });
			rows.push(...journal.items);
			shown = journal.day;
			cursor = journal.nextCursor ?? undefined;
			if (!cursor) break;
		}
		const cells = rows.map((row) => [
			isoInstant(row.at),
			row.type,
			row.number,
			row.actorName,
			row.detail,
			row.amount === null || row.currency === null ? null : { decimal: decimalString(row.amount, row.currency) },
			row.currency,
			row.id,
			row.handedInAt === null ? null : isoInstant(row.handedInAt),
			row.madeAt === null ? null : isoInstant(row.madeAt),
		]);
		return new Response(byteOrderMark + csvLines([columns, ...cells], localeOf(request)), {
			headers: {
				"Content-Type": "text/csv; charset=utf-8",
				"Content-Disposition": `attachment; filename="${viewer.business.slug}-${store.slug}-journal-${shown}.csv"`,
			},
		});
	});
}
