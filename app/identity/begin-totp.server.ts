import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { seal } from "#app/platform/keyring.server.ts";
import { openDoorIn } from "./edit-store-door.server.ts";
import { StoreDoorEdited } from "./events.server.ts";
import { totpPlace } from "./store-doors.server.ts";
import { OneStore } from "./till-input.ts";
import { newTotpSecret } from "./totp.server.ts";
import { storeOf, type Viewer } from "./viewer.server.ts";

/** Begins to set up codes from an app: a new secret, which counts once a code of it was typed. `totpDraft` shows it. @throws Refusal `store_not_yours` */
export const beginTotp = command<typeof OneStore, { storeId: string }, Viewer>({
	name: "identity.begin-totp",
	needs: "devices:write",
	input: OneStore,
	async run({ tenant, db, work, principal, now }, { storeId }) {
		const { row } = await db.read({
			row: first<{ version: number }>(sql`SELECT version FROM storeDoors WHERE businessId = ${db.businessId} AND storeId = ${storeId}`),
		});
		storeOf(await principal(), storeId);
		const sealed = await seal(tenant.scope.cfg.ENCRYPTION_KEYS, totpPlace(work.businessId, storeId, "totpDraft"), newTotpSecret());
		openDoorIn(work, storeId, row?.version ?? 0);
		work.add(sql`UPDATE storeDoors SET totpDraft = ${sealed}, version = version + 1, updatedAt = ${now}
			WHERE businessId = ${work.businessId} AND storeId = ${storeId}`);
		work.record(StoreDoorEdited, { subject: { type: "store", id: storeId }, storeId, data: { before: {}, after: { totp: "draft" } } });
		return known({ storeId });
	},
});
