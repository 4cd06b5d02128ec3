import { refuse } from "#app/platform/errors.ts";

/** What may be done with a purchase order, and what its lines still wait for. Pure, and the same in the browser. */

export const purchaseStatuses = ["draft", "sent", "part_received", "received", "cancelled"] as const;
export type PurchaseStatus = (typeof purchaseStatuses)[number];
export type PurchaseAct = "edit" | "send" | "receive" | "mail" | "charge" | "close" | "cancel";

/** The only table of it. What bringing the goods cost is often known last. Once something arrived an order is not cancelled but closed: what has not come is given up. */
export const purchaseActs: Record<PurchaseStatus, readonly PurchaseAct[]> = {
	draft: ["edit", "send", "cancel"],
	sent: ["receive", "mail", "charge", "close", "cancel"],
	part_received: ["receive", "mail", "charge", "close"],
	received: ["charge"],
	cancelled: [],
};

/** @throws Refusal `conflict / act_not_possible` with the status and what it allows */
export function mustAllow(status: PurchaseStatus, act: PurchaseAct): void {
	const allowed = purchaseActs[status];
	if (!allowed.includes(act)) refuse("conflict", "act_not_possible", { status, act, allowed });
}

/** How many lines a purchase order may have. */
export const mostPurchaseLines = 500;

/** A vendor by its name: capitals, spaces and the form of letters do not tell two apart. */
export function vendorKeyOf(name: string): string {
	return name.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
}

/** What holds for a vendor nobody has said anything about. Days; a pack of one; any amount. */
export const usualTerms = { leadDays: 14, coverDays: 30, packSize: 1, minimum: 0 };

export type OrderedLine = { quantity: number; received: number; damaged: number; givenUp: number };

/** Units that are still expected. */
export function outstanding({ quantity, received, damaged, givenUp }: OrderedLine): number {
	return Math.max(0, quantity - received - damaged - givenUp);
}

/** What somebody found of one product in the boxes. */
export type Arrived = { productId: string; received: number; damaged: number };

/**
 * What is to be taken in: what was found, or all that is outstanding. A product is named once.
 * @param over whether more may be taken in than is outstanding
 * @throws Refusal `not_found / purchase_line_not_found`, `conflict / more_than_ordered` with the product and how many are outstanding, `conflict / nothing_to_receive`
 */
export function decideArrival(lines: (OrderedLine & { productId: string })[], wished: Arrived[] | undefined, over: boolean): Arrived[] {
	const wanted = wished ?? lines.map((line) => ({ productId: line.productId, received: outstanding(line), damaged: 0 }));
	const sums = new Map<string, Arrived>();
	for (const { productId, received, damaged } of wanted) {
		const known = sums.get(productId) ?? { productId, received: 0, damaged: 0 };
		sums.set(productId, { productId, received: known.received + received, damaged: known.damaged + damaged });
	}
	const arrived = [...sums.values()].filter(({ received, damaged }) => received + damaged > 0);
	if (arrived.length === 0) refuse("conflict", "nothing_to_receive");
	for (const { productId, received, damaged } of arrived) {
		const line = lines.find((each) => each.productId === productId) ?? refuse("not_found", "purchase_line_not_found", { productId });
		const left = outstanding(line);
		if (!over && received + damaged > left)
			refuse("conflict", "more_than_ordered", { productId, outstanding: left, found: received + damaged });
	}
	return arrived;
}

/** By how much what is on its way shrinks: never by more than was. */
export function noLongerExpected(lines: (OrderedLine & { productId: string })[], arrived: Arrived[]): Map<string, number> {
	return new Map(
		arrived.flatMap(({ productId, received, damaged }) => {
			const line = lines.find((each) => each.productId === productId);
			const less = line ? Math.min(outstanding(line), received + damaged) : 0;
			return less > 0 ? [[productId, -less] as const] : [];
		}),
	);
}

/** How a purchase order is called. */
export const purchaseNumber = (number: number): string => `PO-${number}`;
