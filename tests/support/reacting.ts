import { env } from "cloudflare:workers";
import { deliverEvent } from "../../workers/queues/deliver.ts";
import { rowsOf, type Shop, testScope } from "./world.ts";

/** Every event that is due has its reactions, as the queue would bring it; nobody else is asked to. */
export async function react(shop: Shop): Promise<void> {
	const { scope } = testScope();
	const quiet = { send: async () => {}, sendBatch: async () => {} } as unknown as Queue;
	const due = await rowsOf<{ id: string }>(
		shop,
		"SELECT id FROM events WHERE businessId = ? AND dueAt IS NOT NULL ORDER BY id",
		shop.businessId,
	);
	for (const { id } of due)
		await deliverEvent({ ...scope, env: { ...env, EVENTS: quiet } }, { shard: shop.shard, businessId: shop.businessId, eventId: id });
}
