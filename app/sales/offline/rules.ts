import type { Payment } from "#app/orders/tender.ts";
import { decidePayments } from "#app/orders/tender.ts";
import { Refusal } from "#app/platform/errors.ts";
import { day, minute } from "#app/platform/time.ts";
import { amountOf } from "#app/platform/said-amount.ts";
import { type DecidedSale, decideSale, type Sellable, tenderWishes } from "../rules.ts";
import { OfflineSale, type SaleAsSaid } from "./input.ts";

/** What a sale made alone comes to, when it was, and why it may have to be looked at first. Pure. */

/** Clocks that disagree by less are the same. */
const sameClock = 2 * minute;
/** A till that was away longer than this is not believed about when it sold. */
const longestAway = 60 * day;
/**
 * How long the name of a sale is known: a till whose answer was lost comes back with it as long as it is believed, and what is held then waits for somebody
 * for another month. Forgotten sooner, the sale would be booked a second time.
 */
export const saleNamesKept = longestAway + 30 * day;
/** A jump in the sequence by more than this is no gap but a mistake. */
export const widestGap = 1000;
/** Held sales one till may have. */
export const mostHeld = 500;

/**
 * The instant of a sale by our clock: the till's, put right by how far its clock is from ours as it hands in, never in the future and never older
 * than a till can have been away.
 */
export function soldWhen({ soldAt, sentAt }: { soldAt: number; sentAt: number }, now: number): { at: number; ahead: number } {
	const ahead = sentAt - now;
	const right = Math.abs(ahead) > sameClock ? soldAt - ahead : soldAt;
	return { at: Math.max(now - longestAway, Math.min(now, right)), ahead: Math.abs(ahead) > sameClock ? ahead : 0 };
}

/**
 * A sale as it was said, read. One that cannot be read (of a page that is older or newer than we are, say) is still a sale somebody made: `isReadable` is
 * false, and of it there is what could be made out; no currency where it names none.
 */
export function readSale(said: SaleAsSaid, sentAt: number): { sale: OfflineSale; isReadable: boolean } {
	const read = OfflineSale.safeParse(said);
	if (read.success) return { sale: read.data, isReadable: true };
	const { id, seq, mandate } = said;
	const { soldAt, currency, expectedTotal } = OfflineSale.shape;
	const sale: OfflineSale = {
		id,
		seq,
		mandate,
		soldAt: soldAt.safeParse(said.soldAt).data ?? sentAt,
		till: "",
		currency: currency.safeParse(said.currency).data ?? "",
		taxIncluded: true,
		lines: [],
		note: "",
		expectedTotal: expectedTotal.safeParse(said.expectedTotal).data ?? "0",
	};
	return { sale, isReadable: false };
}

/** A shelf of the till's store: what is free on it, and what the till keeps of it. */
export type LeasableShelf = { productId: string; free: number; held: number };

/**
 * What a till keeps from now on: of each product as many as the shop says, never more than half of what it could have, so that the last piece is
 * everybody's. A till is told first that it may promise fewer (`may`); what it still believes to keep is not taken from it before it has heard so.
 */
export function decideLease(
	shelves: readonly LeasableShelf[],
	believes: Readonly<Record<string, number>>,
	{ units, products }: { units: number; products: number },
): { hold: { productId: string; quantity: number }[]; release: string[]; may: Record<string, number> } {
	const may: Record<string, number> = {};
	let kept = 0;
	const changes = shelves.flatMap(({ productId, free, held }) => {
		const half = Math.floor((free + held) / 2);
		const target = kept < products ? Math.min(units, half) : 0;
		if (target > 0) {
			kept++;
			may[productId] = target;
		}
		const quantity = Math.max(target, Math.min(believes[productId] ?? 0, held));
		return quantity === held ? [] : [{ productId, quantity }];
	});
	return {
		may,
		hold: changes.filter(({ quantity }) => quantity > 0),
		release: changes.filter(({ quantity }) => quantity === 0).map(({ productId }) => productId),
	};
}

export type HeldFor =
	| "till_revoked"
	| "another_till"
	| "no_mandate"
	| "mandate_over"
	| "sequence_taken"
	| "sequence_jump"
	| "currency_changed"
	| "over_limit"
	| "validation_failed"
	| (string & {});

type Judged = { decided: DecidedSale; payments: Payment[] } | { problem: string };

/**
 * The sale by what the till knew: its prices, its tax, its discounts. What does not add up is not refused, the goods are gone; it is told by its
 * code, to be held. `known` are the products as they are now, which only lend their names.
 */
export function judgeSale(sale: OfflineSale, storeId: string, known: readonly Sellable[], limit: number | null): Judged {
	const { currency, taxIncluded } = sale;
	try {
		const products = sale.lines.flatMap(({ productId, price, taxRate }, index): Sellable[] => {
			const product = known.find(({ id }) => id === productId);
			if (!product) return [];
			const asked = amountOf(price, currency, `lines.${index}.price`);
			return [{ ...product, price: asked, currency, taxRate, status: "published", available: Number.POSITIVE_INFINITY }];
		});
		const basket = {
			storeId,
			till: sale.till,
			note: sale.note,
			...(sale.discount && { discount: sale.discount }),
			expectedTotal: sale.expectedTotal,
			lines: sale.lines.map(({ productId, quantity, discount, note }, index) => ({
				productId,
				quantity,
				at: `lines.${index}.`,
				...(discount && { discount }),
				...(note && { note }),
			})),
		};
		const decided = decideSale(basket, products, { currency, taxRate: 0, taxIncluded, limit, mayReprice: true });
		return { decided, payments: decidePayments(decided.total, tenderWishes(sale.payments, currency), currency) };
	} catch (error) {
		// A rule's refusal is no answer here: whoever would hear it has left with the goods.
		if (error instanceof Refusal) return { problem: error.code };
		throw error;
	}
}

/** What somebody may want to know of a sale that was booked: nothing of it stands in its way. */
export function notesOn(
	sale: OfflineSale,
	known: readonly Sellable[],
	seen: { ahead: number; sellerActive: boolean; isClaimed: boolean; drawerClosed: boolean },
): string[] {
	const priced = sale.lines.map(({ productId, price }, index) => ({
		now: known.find(({ id }) => id === productId),
		asked: amountOf(price, sale.currency, `lines.${index}.price`),
	}));
	const notes: [string, boolean][] = [
		["price_changed", priced.some(({ now, asked }) => now !== undefined && now.price !== asked)],
		["archived", priced.some(({ now }) => now?.status === "archived")],
		["seller_gone", !seen.sellerActive],
		["seller_claimed", seen.isClaimed],
		["drawer_closed", seen.drawerClosed],
		["clock", seen.ahead !== 0],
	];
	return notes.filter(([, is]) => is).map(([note]) => note);
}
