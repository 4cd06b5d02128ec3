import { type SQL, sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { StoreEdited } from "./events.server.ts";
import { EditStore } from "./input.ts";
import { slugOf } from "./rules.ts";
import type { StoreFacts, Viewer } from "./viewer.server.ts";

/** Why a store's money must stay what it is: a SELECT of one column `code`, a refusal's; no row where nothing stands in the way. Higher rooms know. */
type CurrencyHeld = (businessId: string, storeId: string) => SQL;

/**
 * How a store is changed, given what higher rooms have on record in its money.
 *
 * A changed zone holds from now on: days are counted as they end, so those that are over keep what was counted in them, and the day of the
 * change is longer or shorter by the difference.
 */
export function storeEditing(held: CurrencyHeld) {
	/** Changes what is named of a store. @throws Refusal `store_not_yours`, `version_changed`, `store_taken`, and the `code`s of `held` */
	return command<typeof EditStore, StoreFacts, Viewer>({
		name: "identity.edit-store",
		needs: "settings:write",
		input: EditStore,
		async run({ db, work, now }, { storeId, version, ...change }) {
			const { businessId } = db;
			const here = sql`businessId = ${businessId} AND id = ${storeId}`;
			const slug = slugOf(change.name ?? "");
			const { store, taken, keeps } = await db.read({
				store: first<StoreFacts>(sql`SELECT id, name, slug, kind, currency, timeZone, version FROM stores WHERE ${here}`),
				taken: first(sql`SELECT 1 FROM stores WHERE businessId = ${businessId} AND slug = ${slug} AND id <> ${storeId}`),
				keeps: first<{ code: string }>(held(businessId, storeId)),
			});
			if (!store) refuse("forbidden", "store_not_yours", { storeId });
			if (version !== undefined && version !== store.version) refuse("conflict", "version_changed", { current: store.version });
			if (change.name !== undefined && taken) refuse("conflict", "store_taken", { field: "name" });
			const { name = store.name, currency = store.currency, timeZone = store.timeZone } = change;
			if (currency !== store.currency && keeps) refuse("conflict", keeps.code, { field: "currency", current: store.currency });
			const before = { name: store.name, currency: store.currency, timeZone: store.timeZone };
			const after = { name, currency, timeZone };
			if (JSON.stringify(before) === JSON.stringify(after)) return known(store);

			if (currency !== store.currency) work.guard(sql`SELECT 1 WHERE NOT EXISTS (${held(businessId, storeId)})`);
			work.guard(sql`SELECT 1 FROM stores WHERE ${here} AND version = CAST(${store.version} AS INTEGER)`);
			const changed: StoreFacts = { ...store, ...after, slug: change.name === undefined ? store.slug : slug, version: store.version + 1 };
			work.add(sql`UPDATE stores SET name = ${name}, slug = ${changed.slug}, currency = ${currency}, timeZone = ${timeZone},
				version = version + 1, updatedAt = ${now} WHERE ${here}`);
			work.record(StoreEdited, { subject: { type: "store", id: storeId }, storeId, data: { before, after } });
			return known(changed);
		},
	});
}
