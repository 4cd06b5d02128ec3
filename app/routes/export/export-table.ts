import { data } from "react-router";
import { requestContext } from "#app/platform/context.ts";
import { slugOf } from "#app/identity/rules.ts";
import { calendarDay } from "#app/platform/time.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/export-table.ts";
import { byteOrderMark, csvLines } from "#app/platform/csv.ts";
import { isExportName } from "./export-names.ts";
import { exportTables } from "./tables.server.ts";

/** Pages of one download: a worker may ask its database a thousand times. Whoever has more than fits asks for fewer days at a time. */
const mostPages = 900;

/** A table as CSV, a page in memory at a time. What is refused is refused before the first byte; what breaks later breaks the download. */
export async function loader({ params, request, context, url }: Route.LoaderArgs) {
	const { table: name } = params;
	if (!isExportName(name)) throw data(null, { status: 404 });
	const table = exportTables[name];
	const ours = ["cursor", "limit"];
	const filters = Object.fromEntries([...url.searchParams].filter(([key, value]) => value !== "" && !ours.includes(key)));
	return page({ request, context }, async (tenant) => {
		const first = await table.page(tenant, filters, undefined);
		const { business } = await tenant.principal();
		let next: string | null | undefined = first.nextCursor;
		let pages = 1;
		const encoder = new TextEncoder();
		const body = new ReadableStream<Uint8Array>({
			start(controller) {
				controller.enqueue(encoder.encode(byteOrderMark + csvLines([table.columns, ...first.rows])));
				if (!next) controller.close();
			},
			async pull(controller) {
				if (!next) return;
				if (++pages > mostPages) return controller.error(new Error("more rows than one download carries"));
				const more = await table.page(tenant, filters, next);
				if (more.rows.length > 0) controller.enqueue(encoder.encode(csvLines(more.rows)));
				// A page may be empty and still not be the last; then the stream asks again by itself.
				next = more.nextCursor;
				if (!next) controller.close();
			},
		});
		const day = calendarDay(context.get(requestContext).now, business.timeZone);
		return new Response(body, {
			headers: {
				"Content-Type": "text/csv; charset=utf-8",
				"Content-Disposition": `attachment; filename="${slugOf(business.name)}-${name}-${day}.csv"`,
			},
		});
	});
}
