import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { newId } from "#app/platform/ids.ts";
import { AnyId } from "#app/platform/input.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import type { Adapter, Said, Shop } from "./contract.ts";
import { bodyOf, type Receipt } from "./receipts.server.ts";

/** News of our own: an order of a list that a shop had no answer about is asked for by itself, like one it told of by a webhook that does not say the whole of it. */
const topic = "order";

const Again = z.object({ connectionId: AnyId, order: z.object({ id: z.string().min(1).max(120), modifiedAt: z.int() }) });

/** Has an order asked for, once for each change of it, unless it is already, as the shop told of it. */
export const askAgain = command<typeof Again, { noted: boolean }>({
	name: "channels.ask-again",
	needs: "channels:write",
	input: Again,
	async run({ work, now }, { connectionId, order: { id, modifiedAt } }) {
		const { businessId } = work;
		work.add(sql`INSERT INTO webhookReceipts (businessId, id, connectionId, dedupeKey, topic, resourceId, occurredAt, receivedAt, bytes, state, dueAt)
			SELECT ${businessId}, ${newId<"receipt">(now)}, ${connectionId}, ${`again:${id}:${modifiedAt}`}, ${topic}, ${id}, CAST(${modifiedAt} AS INTEGER), ${now}, 0, 'waiting', ${now}
			WHERE NOT EXISTS (SELECT 1 FROM webhookReceipts INDEXED BY webhookReceipts_waiting WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND state = 'waiting' AND resourceId = ${id} AND said = 'unanswered')
			ON CONFLICT (businessId, connectionId, dedupeKey) DO NOTHING`);
		return known({ noted: true });
	},
});

/** The body of a receipt as it came; "" for news of our own, which has none. @throws as `bodyOf` */
export async function bodyIn(tenant: Tenant, connectionId: string, { id, bytes }: Receipt): Promise<string> {
	return bytes === 0 ? "" : bodyOf(tenant, connectionId, id);
}

/** What a receipt says: news of our own that an order is to be asked for, anything else what its platform means by it. */
export function saidBy(adapter: Adapter, receipt: Receipt, body: string, shop: Shop): Said[] {
	if (receipt.bytes === 0 && receipt.topic === topic) return [{ kind: "order_changed", orderId: receipt.resourceId ?? "" }];
	return adapter.translate(receipt.topic, body, shop);
}
