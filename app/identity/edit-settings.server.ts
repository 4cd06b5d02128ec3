import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { SettingsEdited } from "./events.server.ts";
import { EditSettings } from "./input.ts";

type SettingsRow = {
	name: string;
	locale: string;
	currency: string;
	timeZone: string;
	taxIncluded: number;
	taxRate: number;
	version: number;
};

/** Changes the business's settings; what is not named stays. Stores keep their own currency and zone, past orders what they were made with. @throws Refusal `version_changed` */
export const editSettings = command({
	name: "identity.edit-settings",
	needs: "settings:write",
	input: EditSettings,
	async run({ db, work, now }, { version, ...change }) {
		const { row } = await db.read({
			row: first<SettingsRow>(
				sql`SELECT name, locale, currency, timeZone, taxIncluded, taxRate, version FROM businesses WHERE businessId = ${db.businessId}`,
			),
		});
		if (!row) refuse("not_found", "not_found");
		const { version: current, ...before } = row;
		if (version !== undefined && version !== current) refuse("conflict", "version_changed", { current });
		const after = {
			name: change.name ?? before.name,
			locale: change.locale ?? before.locale,
			currency: change.currency ?? before.currency,
			timeZone: change.timeZone ?? before.timeZone,
			taxIncluded: Number(change.taxIncluded ?? before.taxIncluded),
			taxRate: change.taxRate === undefined ? before.taxRate : Math.round(change.taxRate * 100),
		};
		work.guard(sql`SELECT 1 FROM businesses WHERE businessId = ${work.businessId} AND version = ${current}`);
		work.add(sql`UPDATE businesses SET name = ${after.name}, locale = ${after.locale}, currency = ${after.currency}, timeZone = ${after.timeZone}, taxIncluded = ${after.taxIncluded},
			taxRate = ${after.taxRate}, version = version + 1, updatedAt = ${now} WHERE businessId = ${work.businessId}`);
		work.record(SettingsEdited, { subject: { type: "business", id: work.businessId }, data: { before, after } });
		return known({ version: current + 1 });
	},
});
