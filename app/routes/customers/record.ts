import { customerRecord } from "#app/orders/customer-record.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/record.ts";

/** Everything that is known of one person, as a file to hand to them. */
export async function loader({ params, request, context }: Route.LoaderArgs) {
	const { sheet, ...record } = await page({ request, context }, (tenant) => customerRecord(tenant, params));
	return new Response(JSON.stringify({ ...record, customer: sheet }, null, "\t"), {
		headers: {
			"Content-Type": "application/json; charset=utf-8",
			"Content-Disposition": `attachment; filename="customer-${params.customerId.slice(-12)}.json"`,
		},
	});
}
