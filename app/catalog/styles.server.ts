import { sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";

/** Styles to choose from, by name: at most 500. */
export const listStyles = query({
	name: "catalog.styles",
	needs: "catalog:read",
	input: z.object({}),
	async run({ db }) {
		const { styles } = await db.read({
			styles: many<{ id: string; name: string; vendor: string }>(
				sql`SELECT id, name, vendor FROM styles WHERE businessId = ${db.businessId} ORDER BY name COLLATE NOCASE, id LIMIT 500`,
			),
		});
		return styles;
	},
});
