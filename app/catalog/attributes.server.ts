import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { type Ask, many } from "#app/platform/database.server.ts";

/** What products are described by. `isKept`: one of the business's own, in its order; others are on some product all the same. */
export type Attribute = { name: string; isKept: boolean; values: string[] };

/** How many values of all attributes are looked at, and how many names beyond the business's own. */
const mostValues = 600;
const mostNames = 60;

/** The business's own names in their order, then those that products carry beside them: steps from name to name along the index. */
function namesOf(businessId: string): SQL {
	return sql`WITH RECURSIVE used (name) AS (
			SELECT MIN(name) FROM productAttributes WHERE businessId = ${businessId}
			UNION ALL SELECT (SELECT MIN(name) FROM productAttributes WHERE businessId = ${businessId} AND name > used.name) FROM used WHERE used.name IS NOT NULL LIMIT ${mostNames})
		SELECT name, position, 1 AS isKept FROM attributes WHERE businessId = ${businessId}
		UNION ALL SELECT name, 1000000, 0 FROM used WHERE name IS NOT NULL AND name COLLATE NOCASE NOT IN (SELECT name FROM attributes WHERE businessId = ${businessId})`;
}

/** Names and values along the index: every attribute's first value, then every one's second …, so that none is left out for another's many. */
function valuesOf(businessId: string): Ask<{ name: string; isKept: 0 | 1; value: string | null }[]> {
	return many(sql`WITH RECURSIVE names (name, position, isKept) AS (SELECT * FROM (${namesOf(businessId)})),
		v (name, value) AS (
			SELECT name, (SELECT MIN(value) FROM productAttributes AS f WHERE f.businessId = ${businessId} AND f.name = names.name) FROM names
			UNION ALL SELECT name, (SELECT MIN(value) FROM productAttributes AS n WHERE n.businessId = ${businessId} AND n.name = v.name AND n.value > v.value)
				FROM v WHERE v.value IS NOT NULL LIMIT ${mostValues})
		SELECT names.name, names.isKept, v.value FROM names LEFT JOIN v ON v.name = names.name AND v.value IS NOT NULL
		ORDER BY names.position, names.name, v.value`);
}

/** Every attribute with its values (of all together some six hundred, shared out). Costs as many rows as there are values, not products. */
export const listAttributes = query({
	name: "catalog.attributes",
	needs: "catalog:read",
	input: z.object({}),
	async run({ db }) {
		const { rows } = await db.read({ rows: valuesOf(db.businessId) });
		const attributes = new Map<string, Attribute>();
		for (const { name, isKept, value } of rows) {
			const known = attributes.get(name) ?? { name, isKept: isKept === 1, values: [] };
			attributes.set(name, known);
			if (value !== null) known.values.push(value);
		}
		return [...attributes.values()];
	},
});

/** Products an attribute is counted on, at most. */
export const mostCounted = 1000;

/** The attributes with how many products carry each (`mostCounted` stands for that many or more). */
export const attributeUse = query({
	name: "catalog.attribute-use",
	needs: "catalog:read",
	input: z.object({}),
	async run({ db }) {
		const { rows } = await db.read({
			rows: many<{
				name: string;
				isKept: 0 | 1;
				products: number;
			}>(sql`WITH names (name, position, isKept) AS (SELECT * FROM (${namesOf(db.businessId)}))
				SELECT name, isKept, (SELECT COUNT(*) FROM (SELECT 1 FROM productAttributes AS u
						WHERE u.businessId = ${db.businessId} AND u.name = names.name LIMIT ${mostCounted})) AS products
				FROM names ORDER BY position, name`),
		});
		return rows.map(({ isKept, ...row }) => ({ ...row, isKept: isKept === 1 }));
	},
});
