import type { Viewer } from "#app/identity/viewer.server.ts";
import { cancelOrder } from "#app/orders/cancel-order.server.ts";
import { matchLine } from "#app/orders/edit-order.server.ts";
import { completeOrder, deliverOrder, shipOrder } from "#app/orders/fulfil-order.server.ts";
import { goodsByCode } from "#app/orders/goods-by-code.server.ts";
import { payOrder, processOrder, reserveOrder } from "#app/orders/pay-order.server.ts";
import { backorderShortfall, refundShortfall, swapShortfall } from "#app/orders/settle-shortfall.server.ts";
import { tenders } from "#app/orders/tender.ts";
import { refuseField } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { field } from "../door.server.ts";
import { drawerSaid } from "./money-places.server.ts";

type Act = { tenant: Tenant<Viewer>; fields: FormData; of: { orderId: string; version: number | undefined }; options: { key: string } };

/** Does what a form of the order's page asks for. @returns the word of `desk.said` @throws Refusal as the command it names */
export async function actOnOrder(tenant: Tenant<Viewer>, orderId: string, fields: FormData): Promise<string> {
	const intent = field(fields, "intent") ?? "";
	const known = Object.hasOwn(acts, intent) ? acts[intent] : undefined;
	if (!known) return refuseField("intent", "unknown", "an act of this page");
	const version = Number(field(fields, "version"));
	// A page has many buttons and one key: each act, and each line's, has its own of it.
	const key = `${field(fields, "commandId")?.slice(0, 64)} ${intent} ${field(fields, "lineId") ?? ""}`;
	const of = { orderId, version: Number.isSafeInteger(version) && version > 0 ? version : undefined };
	return known({ tenant, fields, of, options: { key } });
}

const acts: Record<string, (act: Act) => Promise<string>> = {
	async pay({ tenant, fields, of, options }) {
		const method = tenders.find((each) => each === field(fields, "method"));
		await payOrder(tenant, { ...of, method, reference: field(fields, "reference") ?? "", ...drawerSaid(fields) }, options);
		return "paid";
	},
	async process({ tenant, of, options }) {
		await processOrder(tenant, of, options);
		return "processed";
	},
	async ship({ tenant, fields, of, options }) {
		await shipOrder(tenant, { ...of, carrier: field(fields, "carrier") ?? "", number: field(fields, "number") ?? "" }, options);
		return "shipped";
	},
	async deliver({ tenant, of, options }) {
		await deliverOrder(tenant, of, options);
		return "delivered";
	},
	async complete({ tenant, of, options }) {
		await completeOrder(tenant, of, options);
		return "completed";
	},
	async cancel({ tenant, fields, of, options }) {
		await cancelOrder(tenant, { ...of, reason: field(fields, "reason") ?? "", ...drawerSaid(fields) }, options);
		return "cancelled";
	},
	async reserve({ tenant, of, options }) {
		await reserveOrder(tenant, of, options);
		return "reserved";
	},
	async "short-refund"({ tenant, fields, of, options }) {
		await refundShortfall(tenant, { ...of, lineId: field(fields, "lineId") ?? "", ...drawerSaid(fields) }, options);
		return "settled";
	},
	async "short-wait"({ tenant, fields, of, options }) {
		await backorderShortfall(tenant, { ...of, lineId: field(fields, "lineId") ?? "" }, options);
		return "settled";
	},
	async "short-swap"({ tenant, fields, of, options }) {
		await swapShortfall(tenant, { ...of, lineId: field(fields, "lineId") ?? "", productId: await productOf(tenant, fields) }, options);
		return "settled";
	},
	async match({ tenant, fields, of, options }) {
		await matchLine(tenant, { ...of, lineId: field(fields, "lineId") ?? "", productId: await productOf(tenant, fields) }, options);
		return "matched";
	},
	async "no-product"({ tenant, fields, of, options }) {
		await matchLine(tenant, { ...of, lineId: field(fields, "lineId") ?? "", productId: null }, options);
		return "matched";
	},
};

async function productOf(tenant: Tenant<Viewer>, fields: FormData): Promise<string> {
	const code = field(fields, "code") ?? "";
	return (
		(await goodsByCode(tenant, { codes: [code] })).get(code.trim()) ?? refuseField("code", "unknownCode", "the SKU or barcode of a product")
	);
}
