import { type SQL, sql } from "drizzle-orm";
import { sha256 } from "#app/platform/digest.server.ts";
import { Refusal, refuse } from "#app/platform/errors.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { type Credential, openTenant, type Principal, type Tenant } from "#app/platform/tenant.server.ts";
import { type BusinessRow, businessColumns, businessOf, seenDevice, standingDevice, touch } from "./credentials.server.ts";
import type { Permission } from "./permissions.ts";
import { defaultLockMinutes, defaultPinLength } from "./rules.ts";
import { placeOf } from "./tokens.server.ts";
import type { BusinessFacts, StoreFacts } from "./viewer.server.ts";

/** An enrolled device with nobody at it: it may ask who works here, and be signed in at. */
export type AtDevice = Principal & {
	device: { id: string; name: string; expiresAt: number };
	store: StoreFacts;
	business: BusinessFacts;
	/** How its store's tills behave. */
	door: { pinLength: number; lockMinutes: number };
};

type DeviceRow = BusinessRow & {
	id: string;
	name: string;
	storeId: string;
	seenAt: number;
	expiresAt: number;
	pinLength: number;
	lockMinutes: number;
};

const mayAtDevice: ReadonlySet<Permission> = new Set<Permission>(["till:use"]);

/** How tills of a store behave where it has not said otherwise; of a row `o` that may not be there. */
export const doorColumns: SQL = sql`COALESCE(o.pinLength, ${defaultPinLength}) AS pinLength, COALESCE(o.lockMinutes, ${defaultLockMinutes}) AS lockMinutes`;

/** The claim of a device's cookie; null when the request carries none of ours. */
export async function deviceCredential(scope: Scope): Promise<(Credential<AtDevice> & { deviceHash: string }) | null> {
	const { enrolled } = scope.device;
	const place = enrolled && placeOf(enrolled);
	if (!enrolled || !place) return null;
	const { businessId, shard } = place;
	const deviceHash = await sha256(enrolled);
	return {
		businessId,
		shard,
		deviceHash,
		proof: sql`SELECT d.id, d.name, d.storeId, d.seenAt, d.expiresAt, ${doorColumns}, ${businessColumns}
			FROM devices d JOIN businesses b ON b.businessId = d.businessId AND b.state = 'active'
			LEFT JOIN storeDoors o ON o.businessId = d.businessId AND o.storeId = d.storeId
			WHERE d.businessId = ${businessId} AND ${standingDevice(deviceHash, scope.now)}`,
		admit(rows, now) {
			const row = rows[0] as DeviceRow | undefined;
			if (!row) refuse("unauthenticated", "device_unknown");
			const { id, name, expiresAt, pinLength, lockMinutes } = row;
			const { business, stores } = businessOf(businessId, row);
			const store = stores.find((each) => each.id === row.storeId) ?? refuse("unauthenticated", "device_unknown");
			touch(scope, shard, seenDevice(businessId, id, row.seenAt, now));
			return {
				actor: { kind: "system", id, name },
				permissions: mayAtDevice,
				device: { id, name, expiresAt },
				store,
				business,
				door: { pinLength, lockMinutes },
			};
		},
	};
}

/** This request's device, whoever is at it. @throws Refusal `unauthenticated / device_unknown` when it is no till, or not any more */
export async function atDevice(scope: Scope): Promise<Tenant<AtDevice>> {
	const credential = (await deviceCredential(scope)) ?? refuse("unauthenticated", "device_unknown");
	return openTenant(scope, credential);
}

/** The same, or null; for doors that greet both. */
export async function deviceOf(scope: Scope): Promise<AtDevice | null> {
	try {
		return await (await atDevice(scope)).principal();
	} catch (error) {
		if (error instanceof Refusal && error.kind === "unauthenticated") return null;
		throw error;
	}
}
