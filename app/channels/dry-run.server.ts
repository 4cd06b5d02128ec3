import { Refusal } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { adapterOf, talkAdapterOf } from "./adapters/registry.server.ts";
import { bodyIn, saidBy } from "./ask-again.server.ts";
import { accountOf, type Connection, isShop, isTalk, type ShopConnection } from "./connection.server.ts";
import type { PlatformOrder, Said } from "./contract.ts";
import { linkOf } from "./link.server.ts";
import type { Receipt } from "./receipts.server.ts";
import type { OrderStep } from "./rules.ts";
import { planOrder } from "./take-order.server.ts";
import type { TalkSaid } from "./talk.ts";
import { PlatformTrouble } from "./trouble.ts";

/** What would follow from a receipt if it were worked on now; nothing does. */
export type DryRun = { kind: string; about: string; steps: { step: string; why: string | null }[] }[];

export async function dryRun(tenant: Tenant, connection: Connection, receipt: Receipt): Promise<DryRun> {
	const body = await bodyIn(tenant, connection.id, receipt);
	if (isTalk(connection)) return drySaid(talkAdapterOf(connection.platform).translate(receipt.topic, body, accountOf(connection)));
	if (!isShop(connection)) return [];
	const { currency, locationId } = connection;
	const all: DryRun = [];
	const adapter = adapterOf(connection.platform);
	for (const said of saidBy(adapter, receipt, body, { currency, locationId })) {
		if (said.kind === "order") all.push(await dryOrder(tenant, connection, said.order));
		else if (said.kind === "order_changed") all.push(await dryFetched(tenant, connection, said));
		else all.push({ kind: said.kind, about: aboutOf(said), steps: [] });
	}
	return all;
}

/** The order is asked for, as it would be; where the shop has no answer about it, that is all there is to say. */
async function dryFetched(tenant: Tenant, connection: ShopConnection, { kind, orderId }: Extract<Said, { kind: "order_changed" }>) {
	try {
		const order = await adapterOf(connection.platform).fetchOrder(await linkOf(tenant, connection), orderId);
		if (order === null) return { kind, about: orderId, steps: [{ step: "pass", why: "order_not_there" }] };
		return "unreadable" in order
			? { kind, about: orderId, steps: [{ step: "look", why: "unreadable" }] }
			: await dryOrder(tenant, connection, order);
	} catch (error) {
		if (!(error instanceof PlatformTrouble) && !(error instanceof Refusal && error.code === "connection_closed")) throw error;
		return { kind, about: orderId, steps: [] };
	}
}

function aboutOf(said: Said): string {
	if ("orderId" in said) return said.orderId;
	if ("productId" in said) return said.productId;
	return "reason" in said ? said.reason : "inventoryId" in said ? said.inventoryId : "";
}

/** What people wrote becomes messages in any case: what is told is what it says. */
function drySaid(said: TalkSaid[]): DryRun {
	return said.map((each) => ({ kind: each.kind, about: "reason" in each ? each.reason : "", steps: [] }));
}

async function dryOrder(tenant: Tenant, connection: ShopConnection, order: PlatformOrder): Promise<DryRun[number]> {
	const { steps } = await planOrder(tenant, connection, order);
	const why = (step: OrderStep) => ("why" in step ? step.why : null);
	return { kind: "order", about: order.number, steps: steps.map((step) => ({ step: step.step, why: why(step) })) };
}
