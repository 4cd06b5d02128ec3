import { data } from "react-router";
import { requestContext } from "#app/platform/context.ts";
import { localeOf } from "#app/i18n.ts";
import { slugOf } from "#app/identity/rules.ts";
import { calendarDay } from "#app/platform/time.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { askedFor } from "../catalog/asked.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/export-table.ts";
import { byteOrderMark, csvLines } from "#app/platform/csv.ts";
import { isExportName } from "./export-names.ts";
import { exportTables } from "./tables.server.ts";

/** Pages of one download: a worker may ask its database a thousand times. Whoever has more than fits asks for fewer days at a time. */
const mostPages = 900;

/** A table as CSV as the spreadsheet of the reader's language opens it, a page in memory at a time. What is refused is refused before the first byte; what breaks later breaks the download. */
export async function loader({ params, request, context, url }: Route.LoaderArgs) {
	const { table: name } = params;
	if (!isExportName(name)) throw data(null, { status: 404 });
	const table = exportTables[name];
	const language = localeOf(request);
	const ours = ["cursor", "limit"];
	const given = Object.fromEntries([...url.searchParams].filter(([key, value]) => value !== "" && !ours.includes(key)));
	return page({ request, context }, async (tenant) => {
		const filters = name === "products" && url.searchParams.has("do") ? await selectedOf(tenant, request) : given;
		const first = await table.page(tenant, filters, undefined);
		const { business } = await tenant.principal();
		let next: string | null | undefined = first.nextCursor;
		let pages = 1;
		const encoder = new TextEncoder();
		const body = new ReadableStream<Uint8Array>({
			start(controller) {
				controller.enqueue(encoder.encode(byteOrderMark + csvLines([table.columns, ...first.rows], language)));
				if (!next) controller.close();
			},
			async pull(controller) {
				if (!next) return;
				if (++pages > mostPages) return controller.error(new Error("more rows than one download carries"));
				const more = await table.page(tenant, filters, next);
				if (more.rows.length > 0) controller.enqueue(encoder.encode(csvLines(more.rows, language)));
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

/** The products ticked in their list, or all that it matches, as the list's own query takes them. */
async function selectedOf(tenant: Tenant<Viewer>, request: Request): Promise<Record<string, string | undefined>> {
	const { searchParams } = new URL(request.url);
	if (searchParams.get("all") !== "1") return { ids: searchParams.getAll("ids").join(",") };
	const { cursor: _, attributes, ...asked } = askedFor(searchParams);
	const { stores } = await tenant.principal();
	const storeId = chosenStore(request, stores)?.id;
	const said = { ...asked, storeId, attributes: attributes && JSON.stringify(attributes) };
	// A list that names no status leaves the archived out, and a file that names none has everything: so what was ticked names it either way.
	return { ...Object.fromEntries(Object.entries(said).flatMap(([key, value]) => (value ? [[key, value]] : []))), status: asked.status };
}
