import { env } from "cloudflare:workers";
import { goOnLinking } from "#app/catalog/vendors/linking/go-on-linking.server.ts";
import { machineTenant } from "#app/identity/viewer.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { instant } from "#app/platform/time.ts";
import { rowsOf, type Shop, testScope } from "../world.ts";

/** Linking driven by hand: no queue delivers here but the test. */

const quietQueue = { send: async () => {}, sendBatch: async () => {} };

/** A scope whose queues deliver nothing. */
export function quietScope(): Scope {
	return { ...testScope().scope, env: { ...env, EVENTS: quietQueue, JOBS: quietQueue, SYNCS: quietQueue } as unknown as Env };
}

/** As the consumer does for one delivery; `pages` is where it is killed. */
export async function link(shop: Shop, runId: string, pages?: number): Promise<void> {
	await goOnLinking(() => machineTenant({ ...quietScope(), now: instant() }, shop, "catalog.go-on-linking"), runId, pages);
}

/** The newest going-through of a vendor's catalog, gone on with until nothing is left to do. */
export async function linkLast(shop: Shop): Promise<{ id: string; state: string; counts: Record<string, number> }> {
	const newest = async () =>
		(
			await rowsOf<{ id: string; state: string; counts: string }>(
				shop,
				"SELECT id, state, counts FROM vendorLinkRuns WHERE businessId = ? ORDER BY id DESC LIMIT 1",
				shop.businessId,
			)
		)[0]!;
	for (let run = await newest(); ; run = await newest()) {
		if (!["looking", "weighing", "deciding"].includes(run.state)) return { ...run, counts: JSON.parse(run.counts) };
		await link(shop, run.id);
	}
}

/** Links a vendor's items without asking first, and returns what came of it. */
export async function linkNow(shop: Shop, vendor: string, dryRun = false) {
	const { status, body } = await shop.call("POST", `/api/catalog/${vendor}/link-runs`, { body: { dryRun } });
	if (status !== 202) throw new Error(JSON.stringify(body));
	return linkLast(shop);
}
