import type { Viewer } from "#app/identity/viewer.server.ts";
import { refuseField } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { bringBackTransfer } from "#app/stock/bring-back-transfer.server.ts";
import { cancelTransfer } from "#app/stock/cancel-transfer.server.ts";
import { closeTransfer } from "#app/stock/close-transfer.server.ts";
import { putOnTransfer } from "#app/stock/put-on-transfer.server.ts";
import { receiveTransfer } from "#app/stock/receive-transfer.server.ts";
import { sendTransfer } from "#app/stock/send-transfer.server.ts";
import { field, numberField } from "../door.server.ts";

type Act = { tenant: Tenant<Viewer>; transferId: string; fields: FormData };

/** What was done, as `transfers.said` names it. */
type Said = "put" | "sent" | "received" | "returned" | "closed" | "cancelled";

/** Does what a form of the transfer's page asks for. @throws Refusal as the command it names */
export async function actOn(act: Act): Promise<Said> {
	const intent = field(act.fields, "intent") ?? "";
	const known = Object.hasOwn(acts, intent) ? acts[intent] : undefined;
	return known ? known(act) : refuseField("intent", "unknown", "an act of this page");
}

const acts: Record<string, (act: Act) => Promise<Said>> = {
	async scan({ tenant, transferId, fields }) {
		await putOnTransfer(tenant, { transferId, code: field(fields, "code") ?? "", add: 1 }, keyOf(fields));
		return "put";
	},
	async put({ tenant, transferId, fields }) {
		await putOnTransfer(tenant, { transferId, productId: field(fields, "productId"), quantity: numberField(fields, "quantity") });
		return "put";
	},
	async send({ tenant, transferId, fields }) {
		await sendTransfer(tenant, { transferId }, keyOf(fields));
		return "sent";
	},
	async receive({ tenant, transferId, fields }) {
		await receiveTransfer(tenant, { transferId, lines: filledIn(fields) }, keyOf(fields));
		return "received";
	},
	async "receive-all"({ tenant, transferId, fields }) {
		await receiveTransfer(tenant, { transferId }, keyOf(fields));
		return "received";
	},
	async "bring-back"({ tenant, transferId, fields }) {
		await bringBackTransfer(tenant, { transferId, lines: filledIn(fields) }, keyOf(fields));
		return "returned";
	},
	async close({ tenant, transferId, fields }) {
		await closeTransfer(tenant, { transferId, reason: field(fields, "reason"), note: field(fields, "note") }, keyOf(fields));
		return "closed";
	},
	async cancel({ tenant, transferId, fields }) {
		await cancelTransfer(tenant, { transferId }, keyOf(fields));
		return "cancelled";
	},
};

const prefix = "n.";

/** The lines somebody filled in: `n.<product>`. Empty fields and zeros are none. */
function filledIn(fields: FormData): { productId: string; quantity: number | string }[] {
	return [...fields.keys()].flatMap((name) => {
		const quantity = name.startsWith(prefix) ? numberField(fields, name) : undefined;
		return quantity === undefined || quantity === 0 ? [] : [{ productId: name.slice(prefix.length), quantity }];
	});
}

/** A form's key and what it does are one act: a page has several buttons, and one key. */
function keyOf(fields: FormData): { key: string | undefined } {
	return { key: field(fields, "commandId")?.slice(0, 64) };
}
