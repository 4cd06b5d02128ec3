import { z } from "zod";
import { AnyId } from "#app/platform/input.ts";
import { keyOf, type Reaction } from "#app/platform/reactions.server.ts";
import { StockAdjusted, StockReceived } from "#app/stock/events.server.ts";
import { noteShelfAtClose } from "./note-shelf-at-close.server.ts";

const name = "orders.note-shelf-at-close";

/** Where it moved; how much does not matter, the ledger says what stands there. */
const Where = z.object({ storeId: AnyId, productId: AnyId });

export const ordersReactions: Reaction[] = [
	{
		name,
		on: [StockReceived, StockAdjusted],
		async run(tenant, event) {
			const { storeId, productId } = Where.parse(event.data);
			await noteShelfAtClose(tenant, { storeId, productIds: [productId], at: event.at }, { key: keyOf(event, name) });
		},
	},
];
