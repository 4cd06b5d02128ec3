import { refuse, refuseField } from "#app/platform/errors.ts";

/** The rules of the shelf: pure, and the same in the browser. */

type StockStatus = "in" | "low" | "out";

/** Nothing left is `out`; at or under the reorder point is `low`. */
export function stockStatus(shelf: { available: number; reorderPoint: number }): StockStatus {
	if (shelf.available <= 0) return "out";
	return shelf.available <= shelf.reorderPoint ? "low" : "in";
}

/** Why a shelf changed: the words of the ledger. */
export const movementReasons = [
	"receipt",
	"sale",
	"return",
	"adjustment",
	"damage",
	"count",
	"transfer_out",
	"transfer_in",
	"channel_sync",
	"initial",
] as const;
export type MovementReason = (typeof movementReasons)[number];

/** Reasons somebody may give for a change by hand. Sales, returns, transfers and channels have acts of their own. */
export const adjustReasons = ["adjustment", "damage", "count", "receipt", "return"] as const;
type AdjustReason = (typeof adjustReasons)[number];

/** What stands on a shelf, what of it is promised, and what of that (`leased`) to tills, who give it back where the goods are not there. */
export type Held = { onHand: number; reserved: number; leased: number };

/** What a shelf that has never been opened holds. */
export const emptyShelf: Held = { onHand: 0, reserved: 0, leased: 0 };

/** What is promised to somebody who will not give it back. */
export function promisedOf({ reserved, leased }: Pick<Held, "reserved" | "leased">): number {
	return reserved - leased;
}

/** @throws Refusal `conflict / quantity_changed` with what is there now */
export function mustHold(shelf: Held, expected: number | undefined): void {
	if (expected !== undefined && shelf.onHand !== expected) refuse("conflict", "quantity_changed", { current: shelf.onHand, expected });
}

/**
 * A shelf may be set to anything that still covers what is promised.
 * @throws Refusal `conflict / would_go_below_reserved`
 */
export function mustCoverReserved(shelf: Held, wanted: number): void {
	const reserved = promisedOf(shelf);
	if (wanted < reserved) refuse("conflict", "would_go_below_reserved", { current: shelf.onHand, reserved, wanted });
}

/**
 * A shelf may be changed by what is not promised to somebody, and never below nothing.
 * @throws Refusal `conflict / stock_oversold`, `conflict / would_go_below_reserved`, with what is there now
 */
export function mustCoverChange(shelf: Held, delta: number): void {
	const wanted = shelf.onHand + delta;
	if (wanted < 0) refuse("conflict", "stock_oversold", { current: shelf.onHand, available: shelf.onHand - promisedOf(shelf) });
	mustCoverReserved(shelf, wanted);
}

/** Damage takes away, a receipt or a return adds. @throws Refusal `validation_failed` on `delta` */
export function mustFitReason(reason: AdjustReason, delta: number): void {
	if (reason === "damage" && delta > 0) refuseField("delta", "sign", "below zero: damage takes away");
	if ((reason === "receipt" || reason === "return") && delta < 0) refuseField("delta", "sign", `above zero: a ${reason} adds`);
}

export const transferStatuses = ["draft", "in_transit", "part_received", "received", "short", "cancelled"] as const;
export type TransferStatus = (typeof transferStatuses)[number];
type TransferAct = "edit" | "send" | "receive" | "bring_back" | "close" | "cancel";

/** What may be done with a transfer in each status: the only table of it. What was missing may still turn up, at either end. */
export const transferActs: Record<TransferStatus, readonly TransferAct[]> = {
	draft: ["edit", "send", "cancel"],
	in_transit: ["receive", "bring_back", "close", "cancel"],
	part_received: ["receive", "bring_back", "close"],
	received: [],
	short: ["receive", "bring_back"],
	cancelled: [],
};

/** Why units that were sent never arrived. */
export const shortReasons = ["lost", "damaged", "unknown"] as const;
export type ShortReason = (typeof shortReasons)[number];

export const reservationStates = ["held", "committed", "released", "expired"] as const;

/** To whom something can be promised. */
export type HolderKind = "order" | "lease";

export const countStatuses = ["counting", "applied", "cancelled"] as const;
export type CountStatus = (typeof countStatuses)[number];
type CountAct = "count" | "apply" | "cancel";

/** What may be done with a count in each status. */
export const countActs: Record<CountStatus, readonly CountAct[]> = { counting: ["count", "apply", "cancel"], applied: [], cancelled: [] };

export const countScopes = ["store", "category", "products"] as const;
export type CountScope = (typeof countScopes)[number];

/** What becomes of the products nobody counted: they stay as they are, or they are gone. */
export const uncountedChoices = ["leave", "zero"] as const;
export type Uncounted = (typeof uncountedChoices)[number];

/** Scarce shelves are counted up to here; more is said to be more. */
export const mostScarce = 1000;

/** How many lines a transfer, and a count, may have. */
export const mostTransferLines = 500;
export const mostCountLines = 20_000;

/** @throws Refusal `conflict / act_not_possible` with the status and what it allows */
export function mustAllow<Status extends string, Act extends string>(acts: Record<Status, readonly Act[]>, status: Status, act: Act): void {
	if (!acts[status].includes(act)) refuse("conflict", "act_not_possible", { status, act, allowed: acts[status] });
}

/** A line of a transfer: `quantity` left the source; the rest says what became of it. */
export type SentLine = { quantity: number; received: number; returned: number; missing: number };

/** Units that are still on their way. */
export function outstanding({ quantity, received, returned, missing }: SentLine): number {
	return quantity - received - returned - missing;
}

/** Units of each product of a list that may name one twice. */
export function unitsOf(lines: readonly { productId: string; quantity: number }[]): Map<string, number> {
	const units = new Map<string, number>();
	for (const { productId, quantity } of lines) units.set(productId, (units.get(productId) ?? 0) + quantity);
	return units;
}

type Sent = SentLine & { productId: string; name: string };

/**
 * The units meant: those named, or everything that can be had. `from` is where they are taken from: from what is on its way, or, once the
 * transfer was closed short, from what was missing.
 * @throws Refusal `not_found / transfer_line_not_found`, `conflict / not_on_its_way` with how many are
 */
export function unitsToSettle(
	lines: readonly Sent[],
	wished: readonly { productId: string; quantity: number }[] | undefined,
	from: "outstanding" | "missing",
): Map<string, number> {
	const left = (line: Sent) => (from === "missing" ? line.missing : outstanding(line));
	const units = unitsOf(
		wished ?? lines.map((line) => ({ productId: line.productId, quantity: left(line) })).filter(({ quantity }) => quantity > 0),
	);
	for (const [productId, quantity] of units) {
		const line = lines.find((each) => each.productId === productId) ?? refuse("not_found", "transfer_line_not_found", { productId });
		if (quantity > left(line)) refuse("conflict", "not_on_its_way", { productId, name: line.name, outstanding: left(line) });
	}
	return units;
}

type Shelved = { productId: string; name: string; sku: string; quantity: number } & Held;

/**
 * What is sent must stand there, and not be promised to somebody.
 * @throws Refusal `conflict / transfer_oversold` naming the first that does not; `lines` has them all
 */
export function mustStandThere(lines: readonly Shelved[]): void {
	const short = lines
		.map(({ productId, name, sku, quantity, onHand, ...held }) => ({
			productId,
			name,
			sku,
			wanted: quantity,
			available: onHand - promisedOf(held),
		}))
		.filter(({ wanted, available }) => wanted > available);
	const [line] = short;
	if (line) refuse("conflict", "transfer_oversold", { ...line, lines: short });
}

/** Where a shelf is wanted again and up to what: the second is not set (0), or not below the first. */
export function makesSense({ reorderPoint, reorderTo }: { reorderPoint: number; reorderTo: number }): boolean {
	return reorderTo === 0 || reorderTo >= reorderPoint;
}

/** A counted line as it meets its shelf: `moved` is what came and went after it was counted. */
type CountedShelf = { productId: string; name: string; sku: string; counted: number; moved: number } & Pick<Held, "reserved" | "leased">;

/** How many lines a refusal names. */
const namedAtMost = 20;

/**
 * What was found, with what came and went since, must cover what is promised: otherwise the count cannot be right.
 * @throws Refusal `conflict / recount_needed` naming the first that does not; `lines` has more of them
 */
export function mustFitShelves(lines: readonly CountedShelf[]): void {
	const wrong = lines
		.map(({ productId, name, sku, counted, moved, ...held }) => ({
			productId,
			name,
			sku,
			left: counted + moved,
			reserved: promisedOf(held),
		}))
		.filter(({ left, reserved }) => left < reserved);
	const [line] = wrong;
	if (line) refuse("conflict", "recount_needed", { ...line, lines: wrong.slice(0, namedAtMost) });
}
