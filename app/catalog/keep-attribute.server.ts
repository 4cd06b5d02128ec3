import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { AttributeDropped, AttributeKept } from "./events.server.ts";
import { AttributeRef, KeepAttribute } from "./input.ts";

/** How many attributes a business may keep: a product form has a field for each. */
export const mostAttributes = 40;

type Kept = { name: string; position: number };

/** Adds an attribute to those every product is asked for: at the end, or where it is told. @throws Refusal `attribute_taken`, `too_many_attributes` */
export const keepAttribute = command<typeof KeepAttribute, { name: string }>({
	name: "catalog.keep-attribute",
	needs: "catalog:write",
	input: KeepAttribute,
	async run({ db, work, now }, { name, position }) {
		const { businessId } = db;
		const { twin, count } = await db.read({
			twin: first<{ name: string }>(sql`SELECT name FROM attributes WHERE businessId = ${businessId} AND name = ${name}`),
			count: first<{ kept: number; next: number }>(
				sql`SELECT COUNT(*) AS kept, COALESCE(MAX(position) + 1, 0) AS next FROM attributes WHERE businessId = ${businessId}`,
			),
		});
		if (twin) refuse("conflict", "attribute_taken", { name: twin.name });
		if ((count?.kept ?? 0) >= mostAttributes) refuse("conflict", "too_many_attributes", { most: mostAttributes });
		work.add(sql`INSERT INTO attributes (businessId, name, position, createdAt)
			VALUES (${businessId}, ${name}, CAST(${position ?? count?.next ?? 0} AS INTEGER), ${now})`);
		work.record(AttributeKept, { subject: { type: "attribute", id: name }, data: { name } });
		return known({ name });
	},
});

/** No longer asks products for an attribute. What they say of it stays. @throws Refusal `attribute_not_found` */
export const dropAttribute = command<typeof AttributeRef, Kept>({
	name: "catalog.drop-attribute",
	needs: "catalog:write",
	input: AttributeRef,
	async run({ db, work }, { name }) {
		const { businessId } = db;
		const { kept } = await db.read({
			kept: first<Kept>(sql`SELECT name, position FROM attributes WHERE businessId = ${businessId} AND name = ${name}`),
		});
		if (!kept) refuse("not_found", "attribute_not_found");
		work.add(sql`DELETE FROM attributes WHERE businessId = ${businessId} AND name = ${name}`);
		work.record(AttributeDropped, { subject: { type: "attribute", id: kept.name }, data: { name: kept.name } });
		return known(kept);
	},
});
