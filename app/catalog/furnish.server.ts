import { sql } from "drizzle-orm";
import { newId } from "#app/platform/ids.ts";
import type { Work } from "#app/platform/work.server.ts";

/** The categories a new optical business begins with. Names are data from then on, and the owner's to change. */
export const firstCategories = ["Frames", "Sunglasses", "Lenses", "Contacts", "Accessories"] as const;

/** What it describes its frames by, to begin with. */
export const firstAttributes = ["model", "colour", "size", "bridge", "temple", "lens"] as const;

export function furnishCatalogIn(work: Work): void {
	const rows = firstCategories.map((name, position) => ({ id: newId<"category">(work.now), name, position }));
	work.add(sql`INSERT INTO categories (businessId, id, name, position, createdAt, updatedAt)
		SELECT ${work.businessId}, value ->> 'id', value ->> 'name', value ->> 'position', ${work.now}, ${work.now} FROM json_each(${JSON.stringify(rows)})`);
	work.add(sql`INSERT INTO attributes (businessId, name, position, createdAt)
		SELECT ${work.businessId}, value, key, ${work.now} FROM json_each(${JSON.stringify(firstAttributes)})`);
}
