import { ERP, ERP_GOODS } from "../../../demo/erp.ts";
import { fakeProkip } from "./prokip.ts";

/** The demo's account at Prokip: it knows what the business sells, counts a little of it, and sells what it has none of. */
export function demoProkip() {
	const erp = fakeProkip({ token: ERP.token, timeZone: "Europe/Copenhagen", currency: "DKK" });
	erp.overselling = true;
	for (const { sku, name, price, counted } of ERP_GOODS)
		erp.add(sku, counted ? 4 : 0, { name, price: (price / 100).toFixed(4), tracked: counted, location: ERP.location.id });
	return erp;
}
