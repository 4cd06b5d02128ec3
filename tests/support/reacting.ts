import { env } from "cloudflare:workers";
import { deliverEvents } from "../../workers/queues/deliver.ts";
import { rowsOf, type Shop, testScope } from "./world.ts";

/** Every event that is due has its reactions, as the queue would bring it (`at`, where that is later); nobody else is asked to. */
export async function react(shop: Shop, at?: number): Promise<void> {
	const { scope } = testScope(at);
	const quiet = { send: async () => {}, sendBatch: async () => {} } as unknown as Queue;
	const due = await rowsOf<{ id: string }>(
		shop,
		"SELECT id FROM events WHERE businessId = ? AND dueAt IS NOT NULL ORDER BY id",
		shop.businessId,
	);
	await deliverEvents(
		{ ...scope, env: { ...env, EVENTS: quiet, WAKES: quiet } },
		due.map(({ id }) => ({ shard: shop.shard, businessId: shop.businessId, eventId: id })),
	);
}
