import { localeOf } from "#app/i18n.ts";
import { requestCsv } from "#app/purchasing/mail.server.ts";
import { onePurchaseOrder } from "#app/purchasing/purchase-orders.server.ts";
import { purchaseNumber } from "#app/purchasing/rules.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/order-csv.ts";

/** The order as the file a vendor is mailed, in the language of whoever downloads it. */
export async function loader({ params, request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const order = await onePurchaseOrder(tenant, { purchaseOrderId: params.orderId });
		return new Response(requestCsv(order, localeOf(request)), {
			headers: {
				"Content-Type": "text/csv; charset=utf-8",
				"Content-Disposition": `attachment; filename="${purchaseNumber(order.number)}.csv"`,
				"Cache-Control": "private, no-store",
			},
		});
	});
}
