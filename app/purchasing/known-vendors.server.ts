import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { byName } from "#app/platform/sort-key.ts";

/** Names to order from: vendors with a catalog, and those somebody has said terms of; by name, at most five hundred. */
export const knownVendors = query<z.ZodObject, string[], Viewer>({
	name: "purchasing.known-vendors",
	needs: "purchasing:read",
	input: z.object({}),
	async run({ db }) {
		const { businessId } = db;
		const { rows } = await db.read({
			rows: many<{ name: string }>(sql`SELECT name FROM (SELECT name FROM vendors WHERE businessId = ${businessId}
				UNION SELECT name FROM vendorTerms WHERE businessId = ${businessId}) ORDER BY name COLLATE NOCASE LIMIT 500`),
		});
		const names = new Map(rows.map(({ name }) => [name.toLowerCase(), name]));
		return byName([...names.values()], (name) => name);
	},
});
