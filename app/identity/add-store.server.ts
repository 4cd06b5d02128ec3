import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { StoreAdded } from "./events.server.ts";
import { AddStore } from "./input.ts";
import { slugOf } from "./rules.ts";
import type { StoreFacts, Viewer } from "./viewer.server.ts";

/** Opens another store of the business. Currency and time zone are the business's unless named. @throws Refusal `conflict / store_taken` */
export const addStore = command<typeof AddStore, StoreFacts, Viewer>({
	name: "identity.add-store",
	needs: "settings:write",
	input: AddStore,
	async run({ db, work, now, principal }, input) {
		const slug = slugOf(input.name);
		const { taken } = await db.read({ taken: first(sql`SELECT 1 FROM stores WHERE businessId = ${db.businessId} AND slug = ${slug}`) });
		if (taken) refuse("conflict", "store_taken", { field: "name" });
		const { business } = await principal();
		const store: StoreFacts = {
			id: newId<"store">(now),
			slug,
			name: input.name,
			kind: input.kind,
			currency: input.currency ?? business.currency,
			timeZone: input.timeZone ?? business.timeZone,
			version: 1,
		};
		work.add(sql`INSERT INTO stores (businessId, id, name, slug, kind, currency, timeZone, position, createdAt, updatedAt)
			SELECT ${work.businessId}, ${store.id}, ${store.name}, ${slug}, ${store.kind}, ${store.currency}, ${store.timeZone},
				(SELECT COUNT(*) FROM stores WHERE businessId = ${work.businessId}), ${now}, ${now}`);
		work.record(StoreAdded, { subject: { type: "store", id: store.id }, storeId: store.id, data: { name: store.name, kind: store.kind } });
		return known(store);
	},
});
