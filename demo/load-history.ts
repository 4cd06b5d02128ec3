import type { Viewer } from "#app/identity/viewer.server.ts";
import { completeOrderIn } from "#app/orders/complete-order.server.ts";
import { noteShelfIn } from "#app/orders/daily.server.ts";
import { refundOrderIn } from "#app/orders/refund-order.server.ts";
import { priceLine, totalsOf } from "#app/orders/rules.ts";
import { decidePayments, type PaidWith } from "#app/orders/tender.ts";
import { newId } from "#app/platform/ids.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { calendarDay, day } from "#app/platform/time.ts";
import type { Work } from "#app/platform/work.server.ts";
import { StockReceived } from "#app/stock/events.server.ts";
import { moveStockIn, openLevelsIn, sumMoves } from "#app/stock/ledger.server.ts";
import { lastMovementJson } from "#app/stock/shelf.server.ts";
import { buyerOf, type LoadedCustomer } from "./customers.ts";
import type { DemoHistory, DemoRefund, DemoSale } from "./history-shape.ts";
import { batch } from "./load.ts";

/** Somebody at the tills of a store. */
export type Seller = { id: string; name: string };
export type LoadedProduct = { id: string; name: string; sku: string; price: number };

/** What happened, in the order it did: at one instant goods come before they are sold, and are sold before they come back. */
type Step = { at: number; rank: number; write(work: Work): void };

/** Acts per batch: a thousand statements or so, a fraction of a second each. */
const chunk = 100;

/** What a refund must know of its sale. */
type SoldOrder = {
	id: string;
	storeId: string;
	actorId: string;
	placedAt: number;
	lines: { id: string; productId: string; sku: string; quantity: number; total: number; tax: number }[];
	paid: PaidWith[];
};

/** Writes ninety days in a few dozen batches. `sellers` are by store id; who opened the business did everything else. */
export async function writeHistory(
	tenant: Tenant<Viewer>,
	history: DemoHistory,
	products: ReadonlyMap<string, LoadedProduct>,
	storeIds: ReadonlyMap<string, string>,
	customers: readonly LoadedCustomer[],
	sellers: ReadonlyMap<string, readonly Seller[]>,
): Promise<{ sales: number; receipts: number; refunds: number }> {
	const viewer = await tenant.principal();
	const { actor, business } = viewer;
	const product = (sku: string) => products.get(sku) ?? missing(sku);
	const store = (key: string) => storeIds.get(key) ?? missing(key);
	const orders: SoldOrder[] = [];

	const opening = history.initial.map(
		({ storeKey, at, lines }): Step => ({
			at,
			rank: 0,
			write(work) {
				const storeId = store(storeKey);
				const levels = lines.map(({ sku, quantity, reorderPoint }) => ({ storeId, productId: product(sku).id, quantity, reorderPoint }));
				openLevelsIn(work, levels);
				moveStockIn(
					work,
					levels.filter(({ quantity }) => quantity > 0).map(({ productId, quantity }) => ({ storeId, productId, delta: quantity })),
					{ reason: "initial", actor },
				);
			},
		}),
	);

	const receipts = history.receipts.map(
		({ storeKey, at, vendor, reference, lines }): Step => ({
			at,
			rank: 1,
			write(work) {
				const storeId = store(storeKey);
				const goods = lines.map(({ sku, quantity }) => ({ storeId, productId: product(sku).id, delta: quantity }));
				moveStockIn(work, sumMoves(goods), { reason: "receipt", actor, note: `${vendor}, ${reference}` });
				const productIds = goods.map(({ productId }) => productId);
				noteShelfIn(work, { storeId, day: calendarDay(at, history.timeZone) }, productIds, at + 1);
				for (const productId of productIds)
					work.record(
						{ ...StockReceived, relayed: false },
						{ subject: { type: "product", id: productId }, storeId, data: lastMovementJson(work.businessId, productId, storeId) },
					);
			},
		}),
	);

	const sell = ({ storeKey, at, lines }: DemoSale, index: number): Step => ({
		at,
		rank: 2,
		write(work) {
			const storeId = store(storeKey);
			const here = sellers.get(storeId) ?? [];
			// Everybody has days on and days off.
			const seller = here[(Math.floor(at / day) + (index % 3 === 0 ? 1 : 0)) % here.length] ?? actor;
			const id = newId<"order">(at);
			const ids = lines.map(() => newId<"sale">(at)).sort();
			const priced = lines.map((line, place) => {
				const { id: productId, name, sku, price } = product(line.sku);
				return {
					id: ids[place] ?? "",
					...priceLine(
						{ productId, name, sku, quantity: line.quantity, unitPrice: line.unitPrice ?? price, taxRate: business.taxRate },
						business.taxIncluded,
					),
				};
			});
			// Every fourth of them pays in cash.
			const method = index % 4 === 3 ? "cash" : "card";
			const paid = decidePayments(totalsOf(priced, business.taxIncluded).total, [{ method }], business.currency);
			moveStockIn(work, sumMoves(priced.map(({ productId, quantity }) => ({ storeId, productId, delta: -quantity }))), {
				reason: "sale",
				actor: seller,
				reference: { type: "order", id },
			});
			completeOrderIn(work, {
				id,
				store: { id: storeId, timeZone: history.timeZone },
				channel: "counter",
				currency: business.currency,
				taxIncluded: business.taxIncluded,
				note: "",
				actor: seller,
				lines: priced,
				payments: paid,
				customer: buyerOf(index, customers),
			});
			orders[index] = { id, storeId, actorId: seller.id, placedAt: at, lines: priced, paid };
		},
	});

	const refund = ({ saleIndex, at, restock, lines }: DemoRefund): Step => ({
		at,
		rank: 3,
		write(work) {
			const order = orders[saleIndex] ?? missing(`sale ${saleIndex}`);
			refundOrderIn(work, viewer, {
				order: {
					...order,
					status: "COMPLETED",
					currency: business.currency,
					taxIncluded: Number(business.taxIncluded),
					timeZone: history.timeZone,
					extraLeft: 0,
					owed: 0,
					over: 0,
				},
				paid: order.paid,
				lines: order.lines.map((line) => ({ ...line, refundedQuantity: 0 })),
				wishes: lines.map(({ sku, quantity }) => ({ lineId: order.lines.find((line) => line.sku === sku)?.id ?? missing(sku), quantity })),
				restock,
				reason: "",
			});
		},
	});

	const steps = [...opening, ...receipts, ...history.sales.map(sell), ...history.refunds.map(refund)].sort(
		(a, b) => a.at - b.at || a.rank - b.rank,
	);
	for (let from = 0; from < steps.length; from += chunk) {
		const part = steps.slice(from, from + chunk);
		await batch("demo.load-history", (work) => {
			for (const step of part) step.write(work.at(step.at));
		})(tenant, {});
	}
	return { sales: history.sales.length, receipts: history.receipts.length, refunds: history.refunds.length };
}

function missing(what: string): never {
	throw new Error(`the demo has no ${what}`);
}
