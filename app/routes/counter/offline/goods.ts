import { mandateFor } from "#app/identity/mandates.server.ts";
import { requestContext } from "#app/platform/context.ts";
import { tillGoods } from "#app/sales/offline/goods.server.ts";
import { page } from "../../door.server.ts";
import type { Route } from "./+types/goods.ts";

/** What a till keeps for the time it may be alone: `?store=&after=`. JSON; for an enrolled device in its own store also who is at it, and their mandate. */
export async function loader({ request, context, url }: Route.LoaderArgs) {
	const storeId = url.searchParams.get("store") ?? "";
	return Response.json(
		await page({ request, context }, async (tenant) => {
			const goods = await tillGoods(tenant, { storeId, after: url.searchParams.get("after") ?? "" });
			const viewer = await tenant.principal();
			const mandate = await mandateFor(context.get(requestContext), viewer);
			const { device, user, business, kind, lockMinutes } = viewer;
			const atTill = kind === "employee" ? { lockMinutes } : null;
			return {
				...goods,
				at: tenant.now,
				till: device?.storeId === storeId ? { deviceId: device.id, mandate, seller: user.name, businessId: business.id, atTill } : null,
			};
		}),
	);
}
