import { newGate } from "#app/channels/gate.ts";
import { type FakeProkip, fakeProkip } from "./fakes/prokip.ts";
import { standIns } from "./woo.ts";
import { rowsOf, type Shop } from "./world.ts";

/** A Prokip account of its own, in the shop's currency; it answers until the next one does. */
export function openErp(): FakeProkip {
	const erp = fakeProkip({ currency: "DKK", timeZone: "Europe/Copenhagen" });
	standIns.set("http://prokip.test", (request) => erp.fetch(request));
	return erp;
}

/** A business whose first store is connected to location 7 of it; nobody wakes its driver but the test. */
export async function withErp(shop: Shop, erp = openErp()) {
	const answered = await shop.call("POST", "/connections/prokip", { body: { token: erp.token, locationId: "7", storeId: shop.storeId } });
	if (answered.status !== 200) throw new Error(JSON.stringify(answered.body));
	const [row] = await rowsOf<{ id: string }>(
		shop,
		"SELECT id FROM connections WHERE businessId = ? AND platform = 'prokip'",
		shop.businessId,
	);
	return { erp, connectionId: row?.id ?? "", gates: { gate: newGate } };
}
