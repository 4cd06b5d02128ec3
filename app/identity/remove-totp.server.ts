import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { openDoorIn } from "./edit-store-door.server.ts";
import { StoreDoorEdited } from "./events.server.ts";
import { OneStore } from "./till-input.ts";
import { storeOf, type Viewer } from "./viewer.server.ts";

/** Codes come by mail again; a secret that is being set up is forgotten too. @throws Refusal `store_not_yours`, `not_found / totp_not_begun` */
export const removeTotp = command<typeof OneStore, { storeId: string }, Viewer>({
	name: "identity.remove-totp",
	needs: "devices:write",
	input: OneStore,
	async run({ db, work, principal, now }, { storeId }) {
		const { row } = await db.read({
			row: first<{ version: number; hasAny: number }>(sql`SELECT version, COALESCE(totpSecret, totpDraft) IS NOT NULL AS hasAny
				FROM storeDoors WHERE businessId = ${db.businessId} AND storeId = ${storeId}`),
		});
		storeOf(await principal(), storeId);
		if (!row?.hasAny) refuse("not_found", "totp_not_begun");
		openDoorIn(work, storeId, row.version);
		work.add(sql`UPDATE storeDoors SET totpSecret = NULL, totpDraft = NULL, version = version + 1, updatedAt = ${now}
			WHERE businessId = ${work.businessId} AND storeId = ${storeId}`);
		work.record(StoreDoorEdited, { subject: { type: "store", id: storeId }, storeId, data: { before: {}, after: { totp: "off" } } });
		return known({ storeId });
	},
});
