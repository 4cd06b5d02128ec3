import { sql } from "drizzle-orm";
import { storeOf, type StoreFacts, type Viewer } from "#app/identity/viewer.server.ts";
import { command, known, query } from "#app/platform/command.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { TillSettingsEdited } from "./events.server.ts";
import { EditTillSettings, StoreTills } from "./input.ts";
import { settingsOf, type TillSettings, untouched } from "./settings.server.ts";

/** How the counter of a store works. @throws Refusal `store_not_yours` */
export const tillSettings = query<typeof StoreTills, TillSettings & { store: StoreFacts }, Viewer>({
	name: "sales.till-settings",
	needs: "settings:read",
	input: StoreTills,
	async run({ tenant, db }, { storeId }) {
		const { settings } = await db.read({ settings: settingsOf(db.businessId, storeId) });
		return { ...(settings ?? untouched), store: storeOf(await tenant.principal(), storeId) };
	},
});

/** Changes what is named of how a store's counter works; receipts that were given stay as they are stored. @throws Refusal `store_not_yours`, `version_changed` */
export const editTillSettings = command<typeof EditTillSettings, TillSettings, Viewer>({
	name: "sales.edit-till-settings",
	needs: "settings:write",
	input: EditTillSettings,
	async run({ db, work, principal, now }, { storeId, version, ...change }) {
		const { businessId } = db;
		const { settings } = await db.read({ settings: settingsOf(businessId, storeId) });
		storeOf(await principal(), storeId);
		const { version: current, ...before } = settings ?? untouched;
		if (version !== undefined && version !== current) refuse("conflict", "version_changed", { current });
		const { taxIncluded = before.taxIncluded, employeeDiscount, agentDiscount, ...rest } = change;
		const points = (percent: number | undefined, otherwise: number) => (percent === undefined ? otherwise : Math.round(percent * 100));
		const after: Omit<TillSettings, "version"> = {
			legalName: rest.legalName ?? before.legalName,
			address: rest.address ?? before.address,
			vatNumber: rest.vatNumber ?? before.vatNumber,
			phone: rest.phone ?? before.phone,
			receiptText: rest.receiptText ?? before.receiptText,
			paper: rest.paper ?? before.paper,
			taxIncluded: taxIncluded === null ? null : Number(taxIncluded) === 1 ? 1 : 0,
			employeeDiscount: points(employeeDiscount, before.employeeDiscount),
			agentDiscount: points(agentDiscount, before.agentDiscount),
			leaseUnits: rest.leaseUnits ?? before.leaseUnits,
			leaseHours: rest.leaseHours ?? before.leaseHours,
			beyondLease: rest.beyondLease ?? before.beyondLease,
		};
		const here = sql`FROM tillSettings WHERE businessId = ${businessId} AND storeId = ${storeId}`;
		work.guard(
			current === 0 ? sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 ${here})` : sql`SELECT 1 ${here} AND version = CAST(${current} AS INTEGER)`,
		);
		work.add(sql`INSERT INTO tillSettings (businessId, storeId, legalName, address, vatNumber, phone, receiptText, paper, taxIncluded, employeeDiscount, agentDiscount,
				leaseUnits, leaseHours, beyondLease, updatedAt)
			VALUES (${businessId}, ${storeId}, ${after.legalName}, ${after.address}, ${after.vatNumber}, ${after.phone}, ${after.receiptText}, ${after.paper}, ${after.taxIncluded},
				${after.employeeDiscount}, ${after.agentDiscount}, CAST(${after.leaseUnits} AS INTEGER), CAST(${after.leaseHours} AS INTEGER), ${after.beyondLease}, ${now})
			ON CONFLICT (businessId, storeId) DO UPDATE SET legalName = excluded.legalName, address = excluded.address, vatNumber = excluded.vatNumber, phone = excluded.phone,
				receiptText = excluded.receiptText, paper = excluded.paper, taxIncluded = excluded.taxIncluded, employeeDiscount = excluded.employeeDiscount,
				agentDiscount = excluded.agentDiscount, leaseUnits = excluded.leaseUnits, leaseHours = excluded.leaseHours, beyondLease = excluded.beyondLease, version = version + 1, updatedAt = excluded.updatedAt`);
		work.record(TillSettingsEdited, { subject: { type: "store", id: storeId }, storeId, data: { before, after } });
		return known<TillSettings>({ ...after, version: current + 1 });
	},
});
