import type { Reaction } from "#app/platform/reactions.server.ts";
import {
	CountApplied,
	DriftRepaired,
	GoodsReceived,
	ReorderPointSet,
	ReorderPointsSet,
	ReservationExpired,
	ShelvesAdjusted,
	StockAdjusted,
	StockReceived,
	TransferBroughtBack,
	TransferClosedShort,
	TransferReceived,
	TransferSent,
} from "./events.server.ts";
import { tellsOfShelves } from "./news.server.ts";

/** A new kind of event that changes a shelf stands here too. */
export const stockReactions: Reaction[] = [
	tellsOfShelves("stock.tell-open-pages", [
		StockReceived,
		StockAdjusted,
		ShelvesAdjusted,
		ReorderPointSet,
		ReorderPointsSet,
		TransferSent,
		TransferReceived,
		TransferBroughtBack,
		TransferClosedShort,
		CountApplied,
		DriftRepaired,
		GoodsReceived,
		ReservationExpired,
	]),
];
