import { sql } from "drizzle-orm";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import type { Contents } from "./events.server.ts";

/** What removing, merging and restoring a category share: everything that stands in it goes somewhere else. */

/** What a removal or merge answers. `changeId` takes it back (`restoreCategory`); null when more stood in it than can be named. */
export type Dissolved = {
	removed: string;
	into: string | null;
	products: number;
	styles: number;
	categories: number;
	changeId: string | null;
};

export type CategoryUse = {
	name: string;
	parentId: string | null;
	position: number;
	version: number;
	categories: number;
	products: number;
	styles: number;
};

/** A category and how much stands in it, archived products too. */
export function useOf(businessId: string, categoryId: string): Ask<CategoryUse | undefined> {
	return first(sql`SELECT name, parentId, position, version,
			(SELECT COUNT(*) FROM categories AS u WHERE u.businessId = c.businessId AND u.parentId = c.id) AS categories,
			(SELECT COUNT(*) FROM products AS u WHERE u.businessId = c.businessId AND u.categoryId = c.id) AS products,
			(SELECT COUNT(*) FROM styles AS u WHERE u.businessId = c.businessId AND u.categoryId = c.id) AS styles
		FROM categories AS c WHERE c.businessId = ${businessId} AND c.id = ${categoryId}`);
}

/** More than this is moved without being named, and cannot be taken back. */
const mostNamed = 2000;

/** The ids of what stands in a category, one more of each than can be named. */
export function contentsOf(businessId: string, categoryId: string): Ask<{ kind: keyof Contents; id: string }[]> {
	const here = sql`businessId = ${businessId}`;
	return many(sql`SELECT * FROM (SELECT 'productIds' AS kind, id FROM products WHERE ${here} AND categoryId = ${categoryId} LIMIT ${mostNamed + 1})
		UNION ALL SELECT * FROM (SELECT 'styleIds', id FROM styles WHERE ${here} AND categoryId = ${categoryId} LIMIT ${mostNamed + 1})
		UNION ALL SELECT 'categoryIds', id FROM categories WHERE ${here} AND parentId = ${categoryId}`);
}

/** Names of categories that stand both under one category and under another (null: at the top). */
export function sameNames(businessId: string, under: string, andUnder: string | null): Ask<{ name: string }[]> {
	return many(sql`SELECT c.name FROM categories AS c CROSS JOIN categories AS t ON t.businessId = c.businessId AND t.parentId IS ${andUnder} AND t.id <> c.id
			AND t.id <> ${under} AND t.name = c.name COLLATE NOCASE
		WHERE c.businessId = ${businessId} AND c.parentId = ${under} LIMIT 20`);
}

/** What can be named of it, or null when that is too much. */
export function named(contents: { kind: keyof Contents; id: string }[]): Contents | null {
	const of = (kind: keyof Contents) => contents.filter((each) => each.kind === kind).map(({ id }) => id);
	const all = { productIds: of("productIds"), styleIds: of("styleIds"), categoryIds: of("categoryIds") };
	return all.productIds.length > mostNamed || all.styleIds.length > mostNamed ? null : all;
}

/**
 * Moves what stands in a category into another (null: out of any) and removes it. What `moved` does not name is not moved either: anything
 * that came in since the read keeps the category from going, and the command decides again.
 */
export function dissolveIn(work: Work, categoryId: string, into: string | null, moved: Contents | null): void {
	const { businessId, now } = work;
	const only = (ids: string[] | undefined) => (ids ? sql` AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))` : sql``);
	const last = sql`COALESCE((SELECT MAX(position) + 1 FROM categories WHERE businessId = ${businessId} AND parentId IS ${into}), 0)`;
	// It gives its name away first: what stands in it may be called the same.
	work.add(sql`UPDATE categories SET name = id WHERE businessId = ${businessId} AND id = ${categoryId}`);
	for (const [table, ids] of [
		[sql`products`, moved?.productIds],
		[sql`styles`, moved?.styleIds],
	] as const)
		work.add(sql`UPDATE ${table} SET categoryId = ${into}, version = version + 1, updatedAt = ${now}
			WHERE businessId = ${businessId} AND categoryId = ${categoryId}${only(ids)}`);
	work.add(sql`UPDATE categories SET parentId = ${into}, position = position + ${last}, version = version + 1, updatedAt = ${now}
		WHERE businessId = ${businessId} AND parentId = ${categoryId}${only(moved?.categoryIds)}`);
	work.add(sql`DELETE FROM categories WHERE businessId = ${businessId} AND id = ${categoryId}`);
}
