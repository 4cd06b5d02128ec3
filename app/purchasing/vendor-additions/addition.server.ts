import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { Hash, VendorKey } from "#app/catalog/vendors/input.ts";
import { searchWords } from "#app/catalog/vendors/rules.ts";
import { idBy } from "#app/catalog/vendors/vendor.server.ts";
import { type Ask, first } from "#app/platform/database.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { AdditionAsked, PicturesAsked } from "../events.server.ts";
import { type PriceAs, priceMeanings } from "./plan.ts";

/** Where an adding of a vendor's items to our catalog stands. */

/** Items that are named one by one. */
export const mostChosen = 2000;

export const Which = z.union([
	z.object({ items: z.array(z.string().min(1).max(200)).min(1).max(mostChosen).describe("These items") }),
	z.object({ styleId: z.string().min(1).max(200).describe("Every item of a style of the vendor's") }),
	z.object({ q: z.string().max(200).describe("Every item whose title, SKU, barcode or attributes hold these words; empty: all") }),
	z.object({ from: Hash, to: Hash }).describe("Every item that is in the second of two snapshots and not in the first"),
]);
export type Which = z.output<typeof Which>;
/** What the items themselves tell; what two snapshots tell is read from those. */
type Told = Exclude<Which, { from: string }>;

export const StartAddition = z.object({
	vendor: VendorKey,
	which: Which.describe("Of the items that are no product of yours yet"),
	priceAs: z.enum(priceMeanings).default("price").describe("What the vendor's price is to be: your price, your cost, or neither"),
	rate: z
		.number()
		.positive()
		.max(1_000_000)
		.nullish()
		.describe("What one unit of the vendor's currency is in yours; without it prices in another currency are left out"),
});

export type AdditionRow = {
	id: string;
	vendorId: string;
	which: string;
	priceAs: PriceAs;
	rate: number | null;
	state: "adding" | "done" | "undoing" | "undone";
	position: string;
	items: number;
	added: number;
	passed: number;
	removed: number;
	kept: number;
	actorName: string;
	startedAt: number;
	finishedAt: number | null;
	/** Asked for, here, and not to be had. */
	pictures: number;
	picturesCopied: number;
	picturesMissing: number;
	/** The rest is left alone: somebody does not want it, or */
	isStopped: number;
	/** a snapshot that told what it is is kept no longer. */
	isSnapshotGone: number;
};
export type Addition = Omit<AdditionRow, "which" | "position" | "priceAs" | "rate" | "isStopped" | "isSnapshotGone"> & {
	isStopped: boolean;
	isSnapshotGone: boolean;
};

const columns = sql.raw(
	"id, vendorId, which, priceAs, rate, state, position, items, added, passed, removed, kept, actorName, startedAt, finishedAt, pictures, picturesCopied, picturesMissing, isStopped, isSnapshotGone",
);

export function additionBy(businessId: string, id: string): Ask<AdditionRow | undefined> {
	return first(sql`SELECT ${columns} FROM vendorAdditions WHERE businessId = ${businessId} AND id = ${id}`);
}

/** The newest of a vendor. */
export function lastAdditionBy(businessId: string, vendor: string): Ask<AdditionRow | undefined> {
	return first(sql`SELECT ${columns} FROM vendorAdditions INDEXED BY vendorAdditions_by_vendor
		WHERE businessId = ${businessId} AND vendorId = ${idBy(businessId, vendor)} ORDER BY id DESC LIMIT 1`);
}

export function openAdditionBy(businessId: string, vendor: string): Ask<AdditionRow | undefined> {
	return first(sql`SELECT ${columns} FROM vendorAdditions INDEXED BY vendorAdditions_one_at_a_time
		WHERE businessId = ${businessId} AND vendorId = ${idBy(businessId, vendor)} AND state IN ('adding', 'undoing')`);
}

/** The items asked for, as `FROM … WHERE …`: there at the vendor, and no product of ours. */
export function addableItems(businessId: string, vendorId: SQL | string, which: Told): SQL {
	const mine = sql`i.businessId = ${businessId} AND i.vendorId = ${vendorId} AND i.missingSince IS NULL`;
	const free = sql`NOT EXISTS (SELECT 1 FROM vendorLinks AS l WHERE l.businessId = i.businessId AND l.vendorId = i.vendorId AND l.catalogId = i.catalogId AND l.state <> 'unlinked')`;
	if ("items" in which)
		return sql`FROM json_each(${JSON.stringify(which.items)}) AS w CROSS JOIN vendorCatalogItems AS i ON i.catalogId = w.value AND ${mine} WHERE ${free}`;
	if ("styleId" in which)
		return sql`FROM vendorCatalogItems AS i INDEXED BY vendorCatalogItems_by_style WHERE ${mine} AND i.styleId = ${which.styleId} AND ${free}`;
	const words = searchWords(which.q).map((word) => sql`AND instr(i.searchText, ${word}) > 0`);
	return sql`FROM vendorCatalogItems AS i WHERE ${mine} ${sql.join(words, sql` `)} AND ${free}`;
}

type Moved = Partial<
	Pick<AdditionRow, "state" | "position" | "added" | "passed" | "removed" | "kept" | "finishedAt" | "pictures" | "items">
>;

/** Moves it on from where it was read; somebody who has moved it meanwhile fails the batch. */
export function moveAdditionIn(work: Work, { id, state, position }: AdditionRow, moved: Moved): void {
	const { businessId } = work;
	work.guard(
		sql`SELECT 1 FROM vendorAdditions WHERE businessId = ${businessId} AND id = ${id} AND state = ${state} AND position = ${position}`,
	);
	const set = Object.entries(moved).map(([column, value]) => sql`${sql.raw(column)} = ${value}`);
	work.add(sql`UPDATE vendorAdditions SET ${sql.join(set, sql`, `)} WHERE businessId = ${businessId} AND id = ${id}`);
}

/** Orders that somebody goes on with it. */
export function askToAddIn(work: Work, additionId: string): void {
	work.record(AdditionAsked, { subject: { type: "vendor-addition", id: additionId }, data: { additionId } });
}

/** Orders that its pictures are copied. */
export function askForPicturesIn(work: Work, additionId: string): void {
	work.record(PicturesAsked, { subject: { type: "vendor-addition", id: additionId }, data: { additionId } });
}

export function additionOf({
	which: _,
	position: __,
	priceAs: ___,
	rate: ____,
	isStopped,
	isSnapshotGone,
	...addition
}: AdditionRow): Addition {
	return { ...addition, isStopped: isStopped === 1, isSnapshotGone: isSnapshotGone === 1 };
}
