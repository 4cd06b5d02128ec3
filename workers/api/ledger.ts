import { z } from "zod";
import { stockDrift } from "#app/stock/check-drift.server.ts";
import { ListMovements, RepairDrift } from "#app/stock/input.ts";
import { listMovements } from "#app/stock/movements.server.ts";
import { repairDrift } from "#app/stock/repair-drift.server.ts";
import { type Api, endpoint } from "./endpoint.ts";
import { ChangedBody, changedBody, MovementBody, movementBody } from "./inventory.ts";
import { pageBody } from "./shapes.ts";

const NamedMovementBody = MovementBody.extend({ name: z.string(), sku: z.string(), storeName: z.string() }).meta({
	id: "NamedStockMovement",
});
const DriftBody = z
	.object({
		productId: z.string(),
		storeId: z.string(),
		name: z.string(),
		sku: z.string(),
		onHand: z.int().describe("What the shelf says"),
		reserved: z.int(),
		leased: z.int(),
		ledger: z.int().describe("What the movements add up to"),
		version: z.int(),
		movements: z.int(),
		gaps: z.int(),
	})
	.meta({ id: "StockDrift" });

const tag = "Stock";

export function mountLedger(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/movements",
			tag,
			summary: "Every movement of stock, newest first, by product, store, reason, person and time",
			description:
				"A page may be shorter than `limit`, even empty, where what is asked for is rare; as long as there is a `nextCursor`, go on.",
			query: ListMovements,
			answers: { 200: pageBody(NamedMovementBody) },
			refusals: [400],
		},
		async (call) => {
			const { items, nextCursor } = await listMovements(await call.tenant(), { ...call.query });
			return { body: { items: items.map(movementBody), nextCursor } };
		},
	);

	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/inventory/drift",
			tag,
			summary: "Shelves that differ from what their movements add up to",
			answers: { 200: z.object({ items: z.array(DriftBody) }) },
		},
		async (call) => ({ body: { items: await stockDrift(await call.tenant(), {}) } }),
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/products/{id}/repair",
			tag,
			summary: "Bring a shelf and its ledger together again: at what the ledger says, or at what was found there",
			body: RepairDrift.omit({ productId: true }),
			answers: { 200: ChangedBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => ({
			body: changedBody(await repairDrift(await call.tenant(), { ...call.body, productId: call.params.id }, { key: call.key })),
		}),
	);
}
