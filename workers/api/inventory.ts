import { z } from "zod";
import { isoInstant } from "#app/platform/time.ts";
import { adjustStock } from "#app/stock/adjust.server.ts";
import {
	AdjustFields,
	ListInventory,
	ProductMovements,
	ReceiveStock,
	SetReorderPoint,
	SetReorderPoints,
	WriteOff,
} from "#app/stock/input.ts";
import { listInventory, type Movement, productMovements } from "#app/stock/queries.server.ts";
import { movementReasons } from "#app/stock/rules.ts";
import { receiveStock } from "#app/stock/receive.server.ts";
import { setReorderPoint } from "#app/stock/set-reorder-point.server.ts";
import { setReorderPoints } from "#app/stock/set-reorder-points.server.ts";
import type { Changed } from "#app/stock/shelf.server.ts";
import { undoReorderPoints } from "#app/stock/undo-reorder-points.server.ts";
import { writeOff } from "#app/stock/write-off.server.ts";
import { type Api, type Call, endpoint } from "./endpoint.ts";
import { ProductBody, productBody } from "./products.ts";

const Step = {
	qtyBefore: z.int(),
	delta: z.int(),
	qtyAfter: z.int(),
	reason: z.enum(movementReasons),
	note: z.string(),
	productId: z.string(),
	storeId: z.string(),
};

export const ChangedBody = ProductBody.extend({
	movement: z.object(Step).nullable().describe("What it took; null when the shelf held that already"),
}).meta({ id: "ProductChanged" });
export const MovementBody = z
	.object({
		id: z.string(),
		...Step,
		seq: z.int().describe("The how-manieth of this shelf"),
		at: z.iso.datetime(),
		actorId: z.string(),
		actorName: z.string(),
		referenceType: z.string().nullable(),
		referenceId: z.string().nullable(),
	})
	.meta({ id: "StockMovement" });
const ShelfBody = z
	.object({
		productId: z.string(),
		storeId: z.string(),
		name: z.string(),
		sku: z.string(),
		quantity: z.int(),
		reserved: z.int(),
		available: z.int(),
		incoming: z.int(),
		reorderPoint: z.int(),
		updatedAt: z.iso.datetime(),
	})
	.meta({ id: "StockLevel" });

const Points = z.object({ productId: z.string(), reorderPoint: z.int(), reorderTo: z.int() });
const ReorderPointsBody = z.object({
	changed: z.int(),
	before: z.array(Points).describe("What those that changed were"),
	changeId: z.string().nullable().describe("Takes it back; null when nothing changed"),
});
const ReorderUndoneBody = z.object({
	changed: z.int(),
	kept: z.int().describe("Set by somebody since, or so already"),
	changeId: z.string().nullable().describe("Takes the undo back; null when nothing changed"),
});

const tag = "Stock";

export function mountInventory(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "patch",
			path: "/products/{id}/stock",
			tag,
			summary: "Correct a shelf: to a quantity, or by a difference",
			description:
				"`expectedQuantity` is what was seen before; if something else stands there by now, nothing is changed and 409 says what does.",
			body: AdjustFields.omit({ productId: true }),
			answers: { 200: ChangedBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => ({ body: changedBody(await adjustStock(await call.tenant(), ofProduct(call), { key: call.key })) }),
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/products/{id}/receive",
			tag,
			summary: "Put what came in on a shelf",
			body: ReceiveStock.omit({ productId: true }),
			answers: { 201: ChangedBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => ({ status: 201, body: changedBody(await receiveStock(await call.tenant(), ofProduct(call), { key: call.key })) }),
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/products/{id}/write-off",
			tag,
			summary: "Take goods off a shelf for good, and say why",
			body: WriteOff.omit({ productId: true }),
			answers: { 201: ChangedBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => ({ status: 201, body: changedBody(await writeOff(await call.tenant(), ofProduct(call), { key: call.key })) }),
	);

	endpoint(
		api,
		base,
		{
			method: "put",
			path: "/inventory/reorder-points",
			tag,
			summary: "Say for many shelves of a store at how few each is low, and up to how many to order",
			body: SetReorderPoints,
			answers: { 200: ReorderPointsBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => ({ body: await setReorderPoints(await call.tenant(), call.body, { key: call.key }) }),
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/inventory/reorder-points/{id}/undo",
			tag,
			summary: "Take back that many reorder points were set",
			description: "Each is again what it was, unless somebody has set it since.",
			answers: { 200: ReorderUndoneBody },
			refusals: [404, 409],
		},
		async (call) => ({ body: await undoReorderPoints(await call.tenant(), { changeId: call.params.id }, { key: call.key }) }),
	);

	endpoint(
		api,
		base,
		{
			method: "put",
			path: "/products/{id}/reorder-point",
			tag,
			summary: "Say at how few a shelf counts as low",
			body: SetReorderPoint.omit({ productId: true }),
			answers: { 200: ChangedBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => ({ body: changedBody(await setReorderPoint(await call.tenant(), ofProduct(call), { key: call.key })) }),
	);

	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/products/{id}/movements",
			tag,
			summary: "The ledger of a product, newest first",
			query: ProductMovements.omit({ productId: true }),
			answers: { 200: z.object({ items: z.array(MovementBody), nextCursor: z.string().nullable() }) },
			refusals: [400, 404],
		},
		async (call) => {
			const { items, nextCursor } = await productMovements(await call.tenant(), { ...call.query, productId: call.params.id ?? "" });
			return { body: { items: items.map(movementBody), nextCursor } };
		},
	);

	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/inventory",
			tag,
			summary: "Every shelf, by name: at most 800 at a time",
			query: ListInventory,
			answers: { 200: z.object({ items: z.array(ShelfBody), nextCursor: z.string().nullable() }) },
			refusals: [400],
		},
		async (call) => {
			const { items, nextCursor } = await listInventory(await call.tenant(), call.query);
			return {
				body: {
					items: items.map(({ onHand, updatedAt, ...row }) => ({ ...row, quantity: onHand, updatedAt: isoInstant(updatedAt) })),
					nextCursor,
				},
			};
		},
	);
}

function ofProduct(call: Call): Record<string, unknown> {
	return { ...call.body, productId: call.params.id };
}

export function changedBody({ product, movement }: Changed): z.output<typeof ChangedBody> {
	return { ...productBody(product), movement };
}

export function movementBody<M extends Movement>({ at, ...movement }: M) {
	return { ...movement, at: isoInstant(at) };
}
