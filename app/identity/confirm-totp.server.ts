import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { directoryOf, first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { seal } from "#app/platform/keyring.server.ts";
import { judgeAttempt, reserveAttempt } from "./attempts.server.ts";
import { openDoorIn } from "./edit-store-door.server.ts";
import { StoreDoorEdited } from "./events.server.ts";
import { openDraft, totpPlace } from "./store-doors.server.ts";
import { ConfirmTotp } from "./till-input.ts";
import { totpStepOf } from "./totp.server.ts";
import { storeOf, type Viewer } from "./viewer.server.ts";

type Row = { totpDraft: string | null; totpStep: number; version: number };

/** Codes of the app count from now on, after one of them was typed. @throws Refusal `not_found / totp_not_begun`, `invalid / wrong_app_code`, `too_many_attempts` */
export const confirmTotp = command<typeof ConfirmTotp, { storeId: string }, Viewer>({
	name: "identity.confirm-totp",
	needs: "devices:write",
	input: ConfirmTotp,
	async run({ tenant, db, work, principal, now }, { storeId, code }) {
		const { row } = await db.read({
			row: first<Row>(
				sql`SELECT totpDraft, totpStep, version FROM storeDoors WHERE businessId = ${db.businessId} AND storeId = ${storeId}`,
			),
		});
		storeOf(await principal(), storeId);
		if (!row?.totpDraft) refuse("not_found", "totp_not_begun");
		const { scope } = tenant;
		const [counted] = await directoryOf(scope).write([reserveAttempt(scope, "storeGuessesPerAccount", storeId)]);
		judgeAttempt(scope, "storeGuessesPerAccount", counted);
		const secret = await openDraft(scope, db.businessId, storeId, row.totpDraft);
		const step = await totpStepOf(secret, code, now, row.totpStep);
		if (step === null) refuse("invalid", "wrong_app_code", { field: "code" });
		const sealed = await seal(scope.cfg.ENCRYPTION_KEYS, totpPlace(work.businessId, storeId, "totpSecret"), secret);
		openDoorIn(work, storeId, row.version);
		work.add(sql`UPDATE storeDoors SET totpSecret = ${sealed}, totpDraft = NULL, totpStep = ${step}, version = version + 1, updatedAt = ${now}
			WHERE businessId = ${work.businessId} AND storeId = ${storeId}`);
		work.record(StoreDoorEdited, { subject: { type: "store", id: storeId }, storeId, data: { before: {}, after: { totp: "on" } } });
		return known({ storeId });
	},
});
