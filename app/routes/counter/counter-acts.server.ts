import { redirect } from "react-router";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { sum } from "#app/platform/money.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { exchange } from "#app/sales/exchange.server.ts";
import { parkBasket, resumeBasket } from "#app/sales/parked.server.ts";
import { tillLookup } from "#app/sales/queries.server.ts";
import type { Sold } from "#app/sales/sell-basket.server.ts";
import { sell } from "#app/sales/sell.server.ts";
import { undoSale } from "#app/sales/undo.server.ts";
import { field } from "../door.server.ts";
import { counterPath, readLines, shownIn } from "./form-basket.ts";

/** What the till's forms do. `live` is a till with scripts, which is told; others are sent to a page that says so. */
export async function counterAct(tenant: Tenant<Viewer>, fields: FormData, at: { storeId: string; till: string }) {
	const live = fields.has("live");
	const undo = field(fields, "undo");
	if (undo !== undefined) {
		const asked = { orderId: undo, till: at.till, approvalId: field(fields, "approvalId") };
		const done = await undoSale(tenant, asked, { key: `till-${undo}` });
		if (!live) throw redirect(counterPath(done.storeId, [], { sold: done.orderId }), 303);
		const { orderId, units, total, currency } = done;
		return { ok: true as const, did: "undone" as const, orderId, units, total, currency };
	}
	const key = field(fields, "key") ?? null;
	const parking = field(fields, "park");
	if (parking !== undefined) return { ok: true as const, did: "parked" as const, ...(await parkBasket(tenant, json(parking), { key })) };
	const resuming = field(fields, "resume");
	if (resuming !== undefined) {
		const { storeId, basket } = await resumeBasket(tenant, { basketId: resuming }, { key });
		const { products } = await tillLookup(tenant, { storeId, products: basket.lines.map(({ productId }) => productId) });
		return { ok: true as const, did: "resumed" as const, basket, products };
	}
	const exchanging = field(fields, "exchange");
	if (exchanging !== undefined) {
		const { refund, sale } = await exchange(tenant, json(exchanging), { key });
		return told(sale, sum(refund.payments.filter(({ method }) => method !== "exchange").map(({ amount }) => -amount)));
	}
	const basket = field(fields, "basket");
	if (basket !== undefined) return told(await sell(tenant, json(basket), { key }), 0);

	const sold = await sell(tenant, typedBasket(fields, at), { key: field(fields, "sell") ?? null });
	if (!live) throw redirect(counterPath(sold.storeId, [], { sold: sold.orderId }), 303);
	return told(sold, 0);
}

/** `back`: money given back for goods that were worth more. */
function told({ orderId, units, total, currency, change, receiptNumber: number }: Sold, back: number) {
	return { ok: true as const, did: "sold" as const, orderId, units, total, currency, change, number, back };
}

/** The basket of a plain form: quantities as typed, the prices it showed, one way to pay. */
function typedBasket(fields: FormData, { storeId, till }: { storeId: string; till: string }): object {
	const shown = shownIn(fields);
	const lines = readLines(fields).filter(({ typed }) => typed !== "0");
	const method = field(fields, "method");
	return {
		storeId,
		till,
		lines: lines.map(({ productId, typed }) => ({
			productId,
			quantity: /^-?\d{1,15}$/.test(typed) ? Number(typed) : typed,
			...(shown.has(productId) && { expectedPrice: shown.get(productId) }),
		})),
		...(method && { payments: [{ method }] }),
	};
}

/** What a script of ours wrote; what it says the command's own input judges. @throws Refusal `invalid_json` */
function json(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		refuse("invalid", "invalid_json");
	}
}
