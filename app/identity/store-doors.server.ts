import { sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { open } from "#app/platform/keyring.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { doorColumns } from "./at-device.server.ts";
import { OneStore } from "./till-input.ts";
import { totpAddress } from "./totp.server.ts";
import type { Viewer } from "./viewer.server.ts";

/** How a store's tills sign in and lock. Version 0: nobody has said anything about it yet. */
export type StoreDoor = {
	storeId: string;
	storeName: string;
	/** The store's own login; null while only an owner's opens its tills. */
	email: string | null;
	pinLength: number;
	lockMinutes: number;
	/** Codes come from an authenticator app; `draft` while one is being set up. */
	totp: "off" | "draft" | "on";
	version: number;
};

/** The doors of every store, in the stores' order. */
export function storeDoorsOf(businessId: string): Ask<StoreDoor[]> {
	return many<StoreDoor>(sql`SELECT s.id AS storeId, s.name AS storeName, o.email, ${doorColumns}, COALESCE(o.version, 0) AS version,
			CASE WHEN o.totpSecret IS NOT NULL THEN 'on' WHEN o.totpDraft IS NOT NULL THEN 'draft' ELSE 'off' END AS totp
		FROM stores s LEFT JOIN storeDoors o ON o.businessId = s.businessId AND o.storeId = s.id
		WHERE s.businessId = ${businessId} ORDER BY s.position, s.id`);
}

export const listStoreDoors = query({
	name: "identity.list-store-doors",
	needs: "devices:read",
	input: z.object({}),
	async run({ db }) {
		return (await db.read({ doors: storeDoorsOf(db.businessId) })).doors;
	},
});

export type TotpDraft = { storeId: string; secret: string; address: string };

/** Where a store's app secret is sealed to. */
export function totpPlace(businessId: string, storeId: string, column: "totpSecret" | "totpDraft") {
	return { businessId, table: "storeDoors", rowId: storeId, column };
}

/** The secret that is being set up, for the app to read; until a code of it was typed, and never again. @throws Refusal `not_found / totp_not_begun` */
export const totpDraft = query<typeof OneStore, TotpDraft, Viewer>({
	name: "identity.totp-draft",
	needs: "devices:write",
	input: OneStore,
	async run({ tenant, db }, { storeId }) {
		const { row } = await db.read({
			row: first<{ totpDraft: string | null; name: string }>(sql`SELECT o.totpDraft, s.name FROM storeDoors o
				JOIN stores s ON s.businessId = o.businessId AND s.id = o.storeId WHERE o.businessId = ${db.businessId} AND o.storeId = ${storeId}`),
		});
		if (!row?.totpDraft) refuse("not_found", "totp_not_begun");
		const secret = await openDraft(tenant.scope, db.businessId, storeId, row.totpDraft);
		const { business } = await tenant.principal();
		return { storeId, secret, address: totpAddress(secret, `${business.name} ${row.name}`, "Storekeep") };
	},
});

export function openDraft(scope: Scope, businessId: string, storeId: string, sealed: string): Promise<string> {
	return open(scope.cfg.ENCRYPTION_KEYS, totpPlace(businessId, storeId, "totpDraft"), sealed);
}
