import { appealOf } from "./appeal.ts";
import { basketCategories, basketPrice, basketQuantity, type Draw, drawOf, pick } from "./baskets.ts";
import type { Catalog } from "./catalog-shape.ts";
import { LATE } from "./droughts.ts";
import type { DemoHistory, DemoReceipt, DemoRefund, DemoSale } from "./history-shape.ts";
import { type DemoProduct, demoProducts } from "./products.ts";
import { between, poisson, randomStream } from "./random.ts";
import { canSell, openShelf, type Shelf, sell, settleDrought } from "./shelf.ts";
import { PACES, type StorePace, TIME_ZONE } from "./stores.ts";
import { addDays, dayOf, weekday, zonedTime } from "./zoned-time.ts";

const HOUR = 3600;
const CATEGORIES = ["Frames", "Sunglasses", "Lenses", "Contacts", "Accessories"];

/**
 * Opening stock, goods receipts, sales and refunds of the `days` days that end with the day of `now` (ms UTC), in the shop's zone.
 * The same for the same catalog and calendar day; a later `now` on the same day only shows more of it. Stock is never negative
 * when everything is replayed in time order. Touches no clock and no database.
 */
export function demoHistory({ catalog, now, days = 90 }: { catalog: Catalog; now: number; days?: number }): DemoHistory {
	const today = dayOf(now, TIME_ZONE);
	const first = addDays(today, 1 - days);
	const products = demoProducts(catalog).filter((product) => product.status !== "draft");
	const played = PACES.map((pace) =>
		playStore(pace, products, days, (day, seconds) => zonedTime(addDays(first, day), seconds, TIME_ZONE), weekday(first)),
	);

	const sales = played
		.flatMap((store) => store.sales)
		.filter((sale) => sale.at <= now)
		.sort((a, b) => a.at - b.at);
	const indexOf = new Map(sales.map((sale, index) => [sale, index]));
	const refunds = played
		.flatMap((store) => store.refunds)
		.flatMap(({ sale, ...refund }) => {
			const saleIndex = indexOf.get(sale);
			return saleIndex === undefined || refund.at > now ? [] : [{ saleIndex, ...refund }];
		});
	return {
		timeZone: TIME_ZONE,
		from: zonedTime(first, 0, TIME_ZONE),
		to: now,
		initial: played.map((store) => store.opening),
		receipts: played
			.flatMap((store) => store.receipts)
			.filter((receipt) => receipt.at <= now)
			.sort((a, b) => a.at - b.at),
		sales,
		refunds: refunds.sort((a, b) => a.at - b.at),
	};
}

type TimeOf = (day: number, secondsAfterMidnight: number) => number;
type RefundPlan = Omit<DemoRefund, "saleIndex"> & { sale: DemoSale };

function playStore(pace: StorePace, products: DemoProduct[], days: number, timeOf: TimeOf, firstWeekday: number) {
	const { shelves, draws } = stockStore(pace, products);
	const sales: DemoSale[] = [];
	const refunds: RefundPlan[] = [];
	const deliveries: { day: number; shelf: Shelf; quantity: number }[] = [];
	const isOpen = (day: number) => pace.hours[(firstWeekday + day) % 7] ?? null;

	for (let day = 0; day < days; day += 1) {
		const daysBack = days - 1 - day;
		const random = randomStream("day", pace.key, daysBack);
		const sunday = (firstWeekday + day) % 7 === 0;
		const coming = [...shelves.values()].filter((shelf) => arrives(shelf, day, daysBack, sunday));
		const unpackBy = (second: number) => {
			for (const shelf of coming.filter((one) => deliveryAt(pace, day, one.product.vendor) <= second)) {
				coming.splice(coming.indexOf(shelf), 1);
				const quantity = unpack(shelf, daysBack);
				if (quantity > 0) deliveries.push({ day, shelf, quantity });
			}
		};
		const hours = isOpen(day);
		if (hours) {
			const due = refunds.filter((refund) => refund.restock && refund.at >= timeOf(day, 0) && refund.at < timeOf(day + 1, 0));
			const lastOnes = [...shelves.values()].filter(
				({ drought }) => drought && daysBack > drought.from && daysBack <= drought.from + drought.lastOne,
			);
			for (const second of momentsOf(pace, hours, day, days, firstWeekday, random)) {
				const at = timeOf(day, second);
				unpackBy(second);
				giveBack(due, at, shelves);
				const sale = oneSale({ pace, draws, shelves, at, day, daysBack, days, random }, lastOnes);
				if (!sale) continue;
				sales.push(sale);
				const refund = planRefund(sale, shelves, day, days, isOpen, timeOf, random);
				if (refund) refunds.push(refund);
				if (refund?.restock && refund.at < timeOf(day + 1, 0)) due.push(refund);
			}
			unpackBy(24 * HOUR);
			giveBack(due, Number.POSITIVE_INFINITY, shelves);
		}
		unpackBy(24 * HOUR);
		for (const shelf of shelves.values()) reorder(shelf, day, daysBack, firstWeekday);
	}

	for (const shelf of shelves.values()) {
		const delivery = shelf.drought && settleDrought(shelf, pace.key !== "web");
		if (delivery) deliveries.push({ ...delivery, shelf });
	}
	const lines = [...shelves.values()].map(({ product, initial, reorderPoint, reorderTo }) => ({
		sku: product.sku,
		quantity: initial,
		reorderPoint,
		reorderTo,
	}));
	return {
		opening: { storeKey: pace.key, at: timeOf(-1, 20 * HOUR), lines },
		receipts: receiptsOf(pace, deliveries, timeOf),
		sales,
		refunds,
	};
}

function stockStore(pace: StorePace, products: DemoProduct[]) {
	const seen = new Map<string, number>();
	const appeal = new Map<string, number>();
	const carried = products.filter((product) => {
		const place = seen.get(product.styleHandle) ?? 0;
		seen.set(product.styleHandle, place + 1);
		appeal.set(product.sku, appealOf(product, place));
		if (product.status === "archived") return pace.key === "norrebro" && place % 2 === 0;
		return (appeal.get(product.sku) ?? 0) > 0.5 || randomStream("carries", pace.key, product.sku)() < pace.carries;
	});
	const weight = (product: DemoProduct) => appeal.get(product.sku) ?? 0;
	const draws = new Map<string, Draw>(
		CATEGORIES.map((category) => [
			category,
			drawOf(
				carried.filter((product) => product.category === category),
				weight,
			),
		]),
	);
	const shelves = new Map<string, Shelf>();
	for (const product of carried)
		shelves.set(product.sku, openShelf(product, pace, weight(product) / (draws.get(product.category)?.total || 1)));
	return { shelves, draws };
}

function arrives(shelf: Shelf, day: number, daysBack: number, sunday: boolean): boolean {
	const ended = shelf.drought !== null && !shelf.resupplied && daysBack < shelf.drought.to;
	return (ended && !sunday) || shelf.arrives === day;
}

function unpack(shelf: Shelf, daysBack: number): number {
	shelf.arrives = null;
	if (shelf.drought && daysBack < shelf.drought.to) shelf.resupplied = true;
	const quantity = Math.max(0, shelf.reorderTo - shelf.onHand);
	shelf.onHand += quantity;
	return quantity;
}

/** Orders what has reached its reorder point; it comes on the first Tuesday or Friday that is two days off. */
function reorder(shelf: Shelf, day: number, daysBack: number, firstWeekday: number): void {
	const { drought, product } = shelf;
	if (shelf.arrives !== null || shelf.onHand > shelf.reorderPoint || product.status === "archived" || (drought && daysBack >= drought.to))
		return;
	let delivery = day + 2;
	while (![2, 5].includes((firstWeekday + delivery) % 7)) delivery += 1;
	const late = product.vendor === LATE.vendor && product.category !== LATE.except && daysBack - (delivery - day) < LATE.sinceDaysBack;
	shelf.arrives = late ? Number.POSITIVE_INFINITY : delivery;
}

/** The seconds after midnight at which a store sells on one day, in order: weekday shape and mild growth over the period. */
function momentsOf(
	pace: StorePace,
	[opens, closes]: [number, number],
	day: number,
	days: number,
	firstWeekday: number,
	random: () => number,
): number[] {
	const growth = 0.86 + (0.28 * day) / Math.max(1, days - 1);
	const count = poisson(random, pace.salesPerDay * (pace.weekdays[(firstWeekday + day) % 7] ?? 1) * growth);
	const length = (closes - opens) * HOUR;
	const web = () => (random() < 0.25 ? random() : random() < 0.35 ? 0.38 + random() * 0.25 : 0.68 + random() * 0.29);
	const shop = () => (random() + random() + random()) / 3;
	return Array.from(
		{ length: count },
		() => opens * HOUR + Math.min(length - 1, Math.floor((pace.key === "web" ? web() : shop()) * length)),
	).sort((a, b) => a - b);
}

type Moment = {
	pace: StorePace;
	draws: Map<string, Draw>;
	shelves: Map<string, Shelf>;
	at: number;
	day: number;
	daysBack: number;
	days: number;
	random: () => number;
};

/** One basket. What is not on the shelf is looked for in another product a few times, then done without. */
function oneSale({ pace, draws, shelves, at, day, daysBack, days, random }: Moment, lastOnes: Shelf[]): DemoSale | null {
	const lines: DemoSale["lines"] = [];
	const lastOne = lastOnes.shift();
	if (lastOne) {
		sell(lastOne, 1, day, daysBack);
		lines.push({ sku: lastOne.product.sku, quantity: 1 });
	}
	for (const category of basketCategories(random, daysBack / days)) {
		for (let tries = 0; tries < 4; tries += 1) {
			const product = pick(draws.get(category), random);
			const shelf = product && shelves.get(product.sku);
			if (!shelf || lines.some((line) => line.sku === shelf.product.sku)) continue;
			const quantity = basketQuantity(random, category);
			if (!canSell(shelf, quantity, daysBack)) continue;
			sell(shelf, quantity, day, daysBack);
			lines.push({ sku: shelf.product.sku, quantity, ...basketPrice(random, shelf.product.price) });
			break;
		}
	}
	return lines.length === 0 ? null : { storeKey: pace.key, at, channel: "counter", lines };
}

/** About two sales in a hundred come back within three weeks, mostly whole and mostly fit to sell again. */
function planRefund(
	sale: DemoSale,
	shelves: Map<string, Shelf>,
	day: number,
	days: number,
	isOpen: (day: number) => [number, number] | null,
	timeOf: TimeOf,
	random: () => number,
): RefundPlan | null {
	const [chance, later, part, condition, moment] = [random(), between(random, 0, 20), random(), random(), random()];
	if (chance >= 0.0225) return null;
	const back = day + later;
	const hours = isOpen(back);
	if (!hours || back >= days) return null;
	const at = timeOf(back, hours[0] * HOUR + Math.floor(moment * (hours[1] - hours[0]) * HOUR));
	if (at <= sale.at) return null;
	const lines = (part < 0.6 ? sale.lines : sale.lines.slice(0, 1)).map(({ sku, quantity }) => ({ sku, quantity }));
	// A drought's stock is worked out from its sales alone, so nothing comes back onto such a shelf.
	const restock = condition < 0.8 && !lines.some((line) => shelves.get(line.sku)?.drought);
	return { sale, at, restock, lines };
}

function giveBack(due: RefundPlan[], upTo: number, shelves: Map<string, Shelf>): void {
	for (const refund of due.filter((one) => one.at < upTo)) {
		for (const line of refund.lines) {
			const shelf = shelves.get(line.sku);
			if (shelf) shelf.onHand += line.quantity;
		}
		due.splice(due.indexOf(refund), 1);
	}
}

/** Deliveries of one morning and vendor become one receipt, before the doors open. */
function receiptsOf(pace: StorePace, deliveries: { day: number; shelf: Shelf; quantity: number }[], timeOf: TimeOf): DemoReceipt[] {
	const receipts = new Map<string, DemoReceipt>();
	for (const { day, shelf, quantity } of deliveries.sort((a, b) => a.day - b.day)) {
		const { vendor, sku } = shelf.product;
		const key = `${day} ${vendor}`;
		const reference = `PO-${pace.key.slice(0, 1).toUpperCase()}${String(1001 + receipts.size)}`;
		const receipt = receipts.get(key) ?? {
			storeKey: pace.key,
			at: timeOf(day, deliveryAt(pace, day, vendor)),
			vendor,
			reference,
			lines: [],
		};
		receipt.lines.push({ sku, quantity });
		receipts.set(key, receipt);
	}
	return [...receipts.values()];
}

/** Everybody unpacks between a quarter past eight and a quarter to ten; the web store sells meanwhile. */
function deliveryAt(pace: StorePace, day: number, vendor: string): number {
	return 8.25 * HOUR + between(randomStream("delivery", pace.key, day, vendor), 0, 90 * 60);
}
