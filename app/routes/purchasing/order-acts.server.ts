import type { Viewer } from "#app/identity/viewer.server.ts";
import { refuseField } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { cancelPurchaseOrder } from "#app/purchasing/cancel-purchase-order.server.ts";
import { chargePurchaseOrder } from "#app/purchasing/charge-purchase-order.server.ts";
import { closePurchaseOrder } from "#app/purchasing/close-purchase-order.server.ts";
import { chargeKinds } from "#app/purchasing/landed-cost.ts";
import { mailRequestAgain } from "#app/purchasing/mail-request-again.server.ts";
import { putOnPurchaseOrder } from "#app/purchasing/put-on-purchase-order.server.ts";
import { receivePurchaseOrder } from "#app/purchasing/receive-purchase-order.server.ts";
import { sendPurchaseOrder } from "#app/purchasing/send-purchase-order.server.ts";
import { field, numberField } from "../door.server.ts";
import { typedCost } from "./typed-cost.server.ts";

type Act = { tenant: Tenant<Viewer>; purchaseOrderId: string; fields: FormData; request: Request };

/** What was done, as `purchasing.said` names it. */
type Said = "put" | "sent" | "mailed" | "ordered" | "received" | "charged" | "closed" | "cancelled";

/** Does what a form of the order's page asks for. @throws Refusal as the command it names */
export async function actOnOrder(act: Act): Promise<Said> {
	const intent = field(act.fields, "intent") ?? "";
	const known = Object.hasOwn(acts, intent) ? acts[intent] : undefined;
	return known ? known(act) : refuseField("intent", "unknown", "an act of this page");
}

const acts: Record<string, (act: Act) => Promise<Said>> = {
	async scan({ tenant, purchaseOrderId, fields }) {
		await putOnPurchaseOrder(tenant, { purchaseOrderId, code: field(fields, "code") ?? "", add: 1 }, keyOf(fields));
		return "put";
	},
	async put({ tenant, purchaseOrderId, fields, request }) {
		await putOnPurchaseOrder(tenant, {
			...{ purchaseOrderId, productId: field(fields, "productId"), quantity: numberField(fields, "quantity") },
			unitCost: typedCost(request, fields, "unitCost", field(fields, "currency") ?? ""),
		});
		return "put";
	},
	async mail({ tenant, purchaseOrderId, fields }) {
		const version = Number(field(fields, "version"));
		await sendPurchaseOrder(
			tenant,
			{ purchaseOrderId, version, to: field(fields, "to"), message: field(fields, "message") ?? "" },
			keyOf(fields),
		);
		return "sent";
	},
	async "mail-again"({ tenant, purchaseOrderId, fields }) {
		await mailRequestAgain(tenant, { purchaseOrderId, to: field(fields, "to"), message: field(fields, "message") ?? "" }, keyOf(fields));
		return "mailed";
	},
	async ordered({ tenant, purchaseOrderId, fields }) {
		await sendPurchaseOrder(tenant, { purchaseOrderId, version: Number(field(fields, "version")), mail: false }, keyOf(fields));
		return "ordered";
	},
	async receive({ tenant, purchaseOrderId, fields }) {
		const damaged = new Map(filledIn(fields, "d."));
		const received = new Map(filledIn(fields, "n."));
		const lines = [...new Set([...received.keys(), ...damaged.keys()])].map((productId) => ({
			productId,
			received: received.get(productId) ?? 0,
			damaged: damaged.get(productId) ?? 0,
		}));
		if (lines.length === 0) refuseField("lines", "nothing", "at least one unit");
		await receivePurchaseOrder(
			tenant,
			{ purchaseOrderId, lines, over: fields.has("over"), note: field(fields, "note") ?? "" },
			keyOf(fields),
		);
		return "received";
	},
	async "receive-all"({ tenant, purchaseOrderId, fields }) {
		await receivePurchaseOrder(tenant, { purchaseOrderId, note: field(fields, "note") ?? "" }, keyOf(fields));
		return "received";
	},
	async charge({ tenant, purchaseOrderId, fields, request }) {
		const charges = chargeKinds.flatMap((kind) => {
			const amount = typedCost(request, fields, `amount.${kind}`, field(fields, "currency") ?? "");
			return amount === undefined ? [] : [{ kind, amount, spread: field(fields, `spread.${kind}`) }];
		});
		await chargePurchaseOrder(
			tenant,
			{ purchaseOrderId, charges, keepCosts: fields.has("keepCosts"), version: Number(field(fields, "version")) },
			keyOf(fields),
		);
		return "charged";
	},
	async close({ tenant, purchaseOrderId, fields }) {
		await closePurchaseOrder(tenant, { purchaseOrderId, note: field(fields, "note") ?? "" }, keyOf(fields));
		return "closed";
	},
	async cancel({ tenant, purchaseOrderId, fields }) {
		await cancelPurchaseOrder(tenant, { purchaseOrderId }, keyOf(fields));
		return "cancelled";
	},
};

/** The numbers somebody filled in under `<prefix><product>`. Empty fields and zeros are none. */
export function filledIn(fields: FormData, prefix: string): [productId: string, quantity: number | string][] {
	return [...fields.keys()].flatMap((name) => {
		const quantity = name.startsWith(prefix) ? numberField(fields, name) : undefined;
		return quantity === undefined || quantity === 0 ? [] : [[name.slice(prefix.length), quantity]];
	});
}

/** A page has several buttons and one key: each act has its own of it. */
function keyOf(fields: FormData): { key: string } {
	return { key: `${field(fields, "commandId")?.slice(0, 64)} ${field(fields, "intent")}` };
}
