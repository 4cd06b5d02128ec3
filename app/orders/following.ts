import { refuse } from "#app/platform/errors.ts";
import { shareUpTo, sum } from "#app/platform/money.ts";
import { piecesOf } from "./pieces.ts";
import type { GoodsLine, LooseLine, PricedOrder } from "./placing.ts";

/** How the lines of an order become what a platform says they are by now. Pure. Amounts in minor units. */

/** A line of ours as it stands: `listPrice` is what its price was before anything was taken off. */
export type OwnGoods = GoodsLine & { id: string; refundedQuantity: number };
export type OwnLoose = LooseLine & { id: string };
type Own = { goods: OwnGoods[]; loose: OwnLoose[] };

/** A line as the platform has it: how many were ever ordered of it, and what they come to. */
type Told = {
	platformLineId: string;
	position: number;
	goods: GoodsLine[];
	loose: LooseLine[];
	quantity: number;
	total: number;
	tax: number;
};

/**
 * The lines as they are from now on, sorted by id: what is new comes last. A line that is the same there stays as it is, whatever was matched or swapped of it here; of one that changed, what was
 * given back keeps the price it went back at, and what was swapped its product. What is not there any more is kept as far as it was given back.
 * @param newId an id for a line that is new
 * @throws Refusal `conflict / lines_not_told_apart` where a line of ours is none of theirs, and nobody knows which it was; `conflict / less_than_given_back` where
 * less is left there than went back, or was swapped, here
 */
export function followLines(own: Own, priced: PricedOrder, newId: () => string): Own {
	const told = toldLines(priced);
	const isOf = (line: GoodsLine | LooseLine, there: Told) =>
		line.platformLineId === "" ? isProbably(line, there) : line.platformLineId === there.platformLineId;
	const after: Own = { goods: [], loose: [] };
	for (const there of told) {
		const goods = own.goods.filter((line) => isOf(line, there));
		const loose = own.loose.filter((line) => isOf(line, there));
		const { platformLineId, position } = there;
		const now = isSame([...goods, ...loose], there) ? { goods, loose } : becomes({ goods, loose }, there, newId);
		after.goods.push(...now.goods.map((line) => ({ ...line, platformLineId, position })));
		after.loose.push(...now.loose.map((line) => ({ ...line, platformLineId, position })));
	}
	const gone = (line: GoodsLine | LooseLine) => !told.some((there) => isOf(line, there));
	const unknown = [...own.goods, ...own.loose].filter((line) => line.platformLineId === "" && gone(line));
	if (unknown.length > 0) refuse("conflict", "lines_not_told_apart", { names: unknown.map(({ name }) => name) });
	after.goods.push(...own.goods.filter(gone).flatMap(givenBackOf));
	return { goods: after.goods.sort(byId), loose: after.loose.sort(byId) };
}

const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);

/** One that was written down before lines were told apart: it stands where the platform's stands, and is of the same product or called the same. */
function isProbably(line: GoodsLine | LooseLine, { position, goods, loose }: Told): boolean {
	if (line.position !== position) return false;
	return "productId" in line ? goods.some(({ productId }) => productId === line.productId) : loose.some(({ name }) => name === line.name);
}

function toldLines({ goods, loose }: PricedOrder): Told[] {
	const positions = [...new Set([...goods, ...loose].map(({ position }) => position))].sort((a, b) => a - b);
	return positions.map((position) => {
		const ofGoods = goods.filter((line) => line.position === position);
		const ofLoose = loose.filter((line) => line.position === position);
		const all = [...ofGoods, ...ofLoose];
		return { platformLineId: all[0]?.platformLineId ?? "", position, goods: ofGoods, loose: ofLoose, ...sumsOf(all) };
	});
}

type Sums = { quantity: number; total: number; tax: number };

function sumsOf(lines: readonly Sums[]): Sums {
	return {
		quantity: sum(lines.map(({ quantity }) => quantity)),
		total: sum(lines.map(({ total }) => total)),
		tax: sum(lines.map(({ tax }) => tax)),
	};
}

function isSame(lines: readonly Sums[], there: Told): boolean {
	const { quantity, total, tax } = sumsOf(lines);
	return lines.length > 0 && quantity === there.quantity && total === there.total && tax === there.tax;
}

/** What of a line went back, at the price it went back at. */
function givenBackOf(line: OwnGoods): OwnGoods[] {
	const { refundedQuantity: quantity, unitPrice } = line;
	return quantity === 0 ? [] : [{ ...line, quantity, total: quantity * unitPrice, tax: shareUpTo(line.tax, quantity, line.quantity) }];
}

function becomes({ goods, loose }: Own, there: Told, newId: () => string): Own {
	const known = goods.find(({ productId }) => productId === there.goods[0]?.productId) ?? goods[0];
	// Nobody knew the product, or it is new: it is what it is there. What somebody said is no product stays none.
	if (!known) {
		const ids = loose.map(({ id }) => id);
		const idOf = () => ids.shift() ?? newId();
		const isNone = loose.length > 0 && loose.every(({ kind }) => kind === "custom");
		return {
			goods: there.goods.map((line) => ({ ...line, id: newId(), refundedQuantity: 0 })),
			loose: there.loose.map((line) => ({ ...line, id: idOf(), ...(isNone && { kind: "custom" as const }) })),
		};
	}
	const mine = goods.filter(({ productId }) => productId === known.productId);
	const others = goods.filter(({ productId }) => productId !== known.productId);
	const back = mine.flatMap(givenBackOf);
	const kept = sumsOf([...others, ...loose, ...back]);
	const left = { quantity: there.quantity - kept.quantity, total: there.total - kept.total, tax: Math.max(0, there.tax - kept.tax) };
	if (left.quantity < 0 || left.total < 0 || (left.quantity === 0 && left.total > 0))
		refuse("conflict", "less_than_given_back", { name: known.name });
	const ids = mine.filter(({ refundedQuantity }) => refundedQuantity === 0).map(({ id }) => id);
	const pieces = left.quantity === 0 ? [] : piecesOf(left.total, left.tax, left.quantity);
	const goes = pieces.map(
		(piece): OwnGoods => ({
			...known,
			...piece,
			listPrice: Math.max(piece.unitPrice, known.listPrice),
			refundedQuantity: 0,
			id: ids.shift() ?? newId(),
		}),
	);
	return { goods: [...others, ...back, ...goes], loose };
}
