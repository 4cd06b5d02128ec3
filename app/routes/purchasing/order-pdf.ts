import { localeOf } from "#app/i18n.ts";
import { orderPaper } from "#app/purchasing/order-paper.server.ts";
import { purchaseSheet } from "#app/purchasing/purchase-sheet.server.ts";
import { purchaseNumber } from "#app/purchasing/rules.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/order-pdf.ts";

/** The order as a PDF, to print or to send along. */
export async function loader({ params, request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const { order, terms } = await purchaseSheet(tenant, { purchaseOrderId: params.orderId });
		const { stores, business } = await tenant.principal();
		const store = stores.find(({ id }) => id === order.storeId);
		const paper = orderPaper(
			{ order, terms: terms.terms, store: store?.name ?? "", business: business.name, timeZone: store?.timeZone ?? "UTC" },
			localeOf(request),
		);
		return new Response(paper, {
			headers: {
				"Content-Type": "application/pdf",
				"Content-Disposition": `attachment; filename="${purchaseNumber(order.number)}.pdf"`,
				"Cache-Control": "private, no-store",
			},
		});
	});
}
