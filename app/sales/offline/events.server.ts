import { defineEvent } from "#app/platform/events.server.ts";

/** A till handed in a sale it made alone. `seq`: its number there; `soldAt` in ms UTC. */
export const OfflineSaleBooked = defineEvent<{
	seq: number;
	orderId: string;
	total: number;
	currency: string;
	soldAt: number;
	notes: string[];
}>("till.sale_handed_in");
export const OfflineSaleHeld = defineEvent<{ seq: number; problem: string; total: number; currency: string; soldAt: number }>(
	"till.sale_held",
);
export const OfflineSaleAccepted = defineEvent<{
	seq: number;
	problem: string;
	orderId: string;
	total: number;
	currency: string;
	reason: string;
}>("till.sale_accepted");
export const OfflineSaleRefused = defineEvent<{ seq: number; problem: string; total: number; currency: string; reason: string }>(
	"till.sale_refused",
);
/** A till that kept nothing keeps goods for the time it may be alone; `until` in ms UTC, unless it is heard again before. */
export const LeaseTaken = defineEvent<{ products: number; units: number; until: number }>("till.lease_taken");
export const GapExplained = defineEvent<{ seq: number; until: number; reason: string }>("till.gap_explained");
export const OversoldSettled = defineEvent<{
	productId: string;
	short: number;
	outcome: "counted" | "taken" | "corrected";
	counted: number | null;
	fromStoreId: string | null;
	reason: string;
}>("stock.oversold_settled");
