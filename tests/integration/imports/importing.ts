import { env } from "cloudflare:workers";
import { addImport, type Wanted } from "#app/imports/add-import.server.ts";
import { goOn } from "#app/imports/go-on.server.ts";
import { type Import, oneImport } from "#app/imports/queries.server.ts";
import { startImport } from "#app/imports/start-import.server.ts";
import { onBehalfOf } from "#app/identity/viewer.server.ts";
import { instant } from "#app/platform/time.ts";
import { rowsOf, type Shop, testScope } from "../../support/world.ts";

/** Files on their way in, driven by hand: no queue delivers here but the test. */

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** A scope whose queues deliver nothing. */
function quietScope() {
	const { scope } = testScope();
	const nowhere = { send: async () => undefined, sendBatch: async () => undefined };
	return { ...scope, env: { ...env, EVENTS: nowhere, JOBS: nowhere } as unknown as Env };
}

/** As the consumer does for one delivery; `pieces` is where it is killed. */
export async function work(shop: Shop, importId: string, pieces?: number): Promise<void> {
	const owner = { actorKind: "user", actorId: shop.userId, actorName: "Owner" };
	await goOn(() => onBehalfOf({ ...quietScope(), now: instant() }, shop, owner), importId, pieces);
}

/** Works until nothing is left to do. */
export async function workAll(shop: Shop, importId: string): Promise<Import> {
	for (let turns = 0; turns < 50; turns++) {
		const now = await one(shop, importId);
		if (!["uploaded", "previewing", "running", "undoing"].includes(now.state)) return now;
		await work(shop, importId);
	}
	throw new Error("it does not end");
}

export async function one(shop: Shop, importId: string): Promise<Import> {
	return oneImport(await shop.tenant(), { importId });
}

/** Sends a file, and waits for its preview. */
export async function previewed(shop: Shop, csv: string | Uint8Array<ArrayBuffer>, wanted: Wanted = {}): Promise<Import> {
	const bytes = typeof csv === "string" ? bytesOf(csv) : csv;
	const { id } = await addImport(await quiet(shop), { bytes, fileName: "products.csv" }, wanted);
	return workAll(shop, id);
}

/** The owner, on a scope whose queues deliver nothing. */
export async function quiet(shop: Shop) {
	const tenant = await shop.tenant();
	return { ...tenant, scope: { ...tenant.scope, env: quietScope().env } };
}

/** Sends a file and lets it in. */
export async function imported(shop: Shop, csv: string | Uint8Array<ArrayBuffer>, wanted: Wanted = {}): Promise<Import> {
	const { id } = await previewed(shop, csv, wanted);
	await startImport(await quiet(shop), { importId: id });
	return workAll(shop, id);
}

export const productsOf = (shop: Shop) =>
	rowsOf<Record<string, string | number | null>>(shop, "SELECT * FROM products WHERE businessId = ? ORDER BY name, id", shop.businessId);

export const countsOf = ({ counts: { created, updated, unchanged, skipped, wrong } }: Import) => ({
	created,
	updated,
	unchanged,
	skipped,
	wrong,
});
