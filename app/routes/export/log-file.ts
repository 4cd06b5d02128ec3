import { data } from "react-router";
import { requestContext } from "#app/platform/context.ts";
import { slugOf } from "#app/identity/rules.ts";
import { calendarDay } from "#app/platform/time.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/log-file.ts";
import { logLines } from "./log-file.server.ts";

/** The log of any search, or the seals alone (`events`, `seals`), a page in memory at a time. What is refused is refused before the first byte. */
export async function loader({ params, request, context, url }: Route.LoaderArgs) {
	const { file } = params;
	if (file !== "events" && file !== "seals") throw data(null, { status: 404 });
	const filters = Object.fromEntries([...url.searchParams].filter(([key, value]) => value !== "" && !["cursor", "limit"].includes(key)));
	return page({ request, context }, async (tenant) => {
		const lines = logLines(tenant, filters, file === "seals" ? "seals" : "all");
		const first = [await lines.next(), await lines.next()];
		const { business } = await tenant.principal();
		const encoder = new TextEncoder();
		const body = new ReadableStream<Uint8Array>({
			async pull(controller) {
				const { done, value } = first.shift() ?? (await lines.next());
				if (done) controller.close();
				else controller.enqueue(encoder.encode(value));
			},
		});
		const day = calendarDay(context.get(requestContext).now, business.timeZone);
		return new Response(body, {
			headers: {
				"Content-Type": "text/jsonl; charset=utf-8",
				"Content-Disposition": `attachment; filename="${slugOf(business.name)}-${file}-${day}.jsonl"`,
			},
		});
	});
}
