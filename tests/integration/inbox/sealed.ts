import { env } from "cloudflare:workers";
import { inboxDesk } from "#app/inbox/keep-settings.server.ts";
import { goOnSealing } from "#app/inbox/seal-messages.server.ts";
import { setSealing } from "#app/inbox/set-sealing.server.ts";
import { showChat } from "#app/inbox/show-chat.server.ts";
import { rowsOf, type Shop, type testScope } from "../../support/world.ts";
import { machine } from "./inbox.ts";

/** A business whose conversations are sealed, with the key ring there is, or another. */

export type Ring = [string, string][];
const nowhere = { send: async () => undefined, sendBatch: async () => undefined };
/** A scope whose queues deliver nothing, with the ring there is, or another. */
export const quietScope = (scope: ReturnType<typeof testScope>["scope"], ring?: Ring) => ({
	...scope,
	cfg: { ...scope.cfg, ...(ring && { ENCRYPTION_KEYS: ring }) } as typeof scope.cfg,
	env: { ...env, EVENTS: nowhere, WAKES: nowhere, JOBS: nowhere } as unknown as Env,
});
export async function owner(shop: Shop, ring?: Ring) {
	const tenant = await shop.tenant();
	return { ...tenant, scope: quietScope(tenant.scope, ring) };
}
export const worker = (shop: Shop, ring?: Ring) => () => {
	const tenant = machine(shop);
	return { ...tenant, scope: quietScope(tenant.scope, ring) };
};
export const sealingOf = async (shop: Shop) => (await inboxDesk(await shop.tenant(), {})).sealing;
export const roundOf = async (shop: Shop) =>
	Number((await rowsOf(shop, "SELECT round FROM messageSealing WHERE businessId = ?", shop.businessId))[0]?.round);

/** The round there is, to its end. */
export async function through(shop: Shop, ring?: Ring): Promise<void> {
	for (let turns = 0; turns < 20; turns++) {
		if ((await sealingOf(shop)).state === "done") return;
		await goOnSealing(worker(shop, ring), await roundOf(shop));
	}
	throw new Error("it does not end");
}

export async function sealed(shop: Shop): Promise<void> {
	await setSealing(await owner(shop), { isSealed: true });
	await through(shop);
}

export const shown = async (shop: Shop, chatId = "", ring?: Ring) => (await showChat(await owner(shop, ring), { chatId })).messages;

/** Everything a shard holds, as text: tables, and what the search made of words. */
export async function everythingOf(shop: Shop): Promise<string> {
	const database = shop.shard === 0 ? env.SHARD_0 : env.SHARD_1;
	const { results: tables } = await database
		.prepare(
			"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%' AND name NOT LIKE 'd1_%' AND sql NOT LIKE 'CREATE VIRTUAL%'",
		)
		.all<{ name: string }>();
	const all: string[] = [];
	for (const { name } of tables) {
		const { results } = await database.prepare(`SELECT * FROM "${name}"`).all();
		for (const row of results)
			for (const value of Object.values(row))
				all.push(Array.isArray(value) ? new TextDecoder("latin1").decode(new Uint8Array(value)) : String(value));
	}
	return all.join("\n").toLowerCase();
}
