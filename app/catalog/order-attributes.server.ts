import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { AttributesOrdered } from "./events.server.ts";
import { OrderAttributes } from "./input.ts";

/** Puts the business's attributes in order. All of them are named, so that an order made of an older list is noticed. @throws Refusal `attributes_changed` */
export const orderAttributes = command<typeof OrderAttributes, { names: string[] }>({
	name: "catalog.order-attributes",
	needs: "catalog:write",
	input: OrderAttributes,
	async run({ db, work }, { names }) {
		const { businessId } = db;
		const { there } = await db.read({
			there: many<{ name: string }>(sql`SELECT name FROM attributes WHERE businessId = ${businessId} ORDER BY position, name`),
		});
		const current = there.map(({ name }) => name);
		if (new Set(names).size !== names.length || [...names].sort().join("\n") !== [...current].sort().join("\n"))
			refuse("conflict", "attributes_changed", { current });
		if (names.join("\n") !== current.join("\n")) {
			const order = JSON.stringify(names);
			work.guard(sql`SELECT 1 WHERE (SELECT COUNT(*) FROM attributes WHERE businessId = ${businessId}) = ${names.length}`);
			work.add(sql`UPDATE attributes SET position = (SELECT key FROM json_each(${order}) WHERE value = attributes.name)
				WHERE businessId = ${businessId} AND name IN (SELECT value FROM json_each(${order}))`);
			work.record(AttributesOrdered, { subject: { type: "attribute", id: "all" }, data: { names } });
		}
		return known({ names });
	},
});
