import { sql } from "drizzle-orm";
import { sha256 } from "#app/platform/digest.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { openTenant, type Principal, type Tenant } from "#app/platform/tenant.server.ts";
import { type BusinessRow, businessColumns, businessOf } from "./credentials.server.ts";
import type { Mandate } from "./mandates.server.ts";
import type { Permission, Role } from "./permissions.ts";
import { placeOf } from "./tokens.server.ts";
import type { BusinessFacts, StoreFacts } from "./viewer.server.ts";

/**
 * A device that hands in what it sold alone, in the name of whoever sold it. Also one that was revoked, or whose time ran out, is let in here and
 * nowhere else: what it sold would be lost otherwise. It is told apart by `standing`, and what it brings is held until somebody has looked at it.
 */
export type HandingIn = Principal & {
	device: { id: string; name: string };
	standing: boolean;
	store: StoreFacts;
	business: BusinessFacts;
	/** Whom its mandate names; null without one. */
	seller: { id: string; name: string; role: Role; active: boolean } | null;
	mandate: Mandate | null;
};

type Row = BusinessRow & {
	id: string;
	name: string;
	storeId: string;
	standing: 0 | 1;
	sellerId: string | null;
	sellerName: string | null;
	sellerRole: Role | null;
	sellerState: string | null;
};

const mayHandIn: ReadonlySet<Permission> = new Set<Permission>(["till:use"]);

/** This request's device, as somebody's till. @throws Refusal `unauthenticated / device_unknown` when its cookie names no device there ever was */
export async function handingIn(scope: Scope, mandate: Mandate | null): Promise<Tenant<HandingIn>> {
	const { enrolled } = scope.device;
	const place = enrolled && placeOf(enrolled);
	if (!enrolled || !place) refuse("unauthenticated", "device_unknown");
	const { businessId, shard } = place;
	const named = mandate?.businessId === businessId ? mandate.userId : "";
	return openTenant<HandingIn>(scope, {
		businessId,
		shard,
		proof: sql`SELECT d.id, d.name, d.storeId, d.revokedAt IS NULL AND d.expiresAt > ${scope.now} AS standing,
				u.id AS sellerId, u.name AS sellerName, u.role AS sellerRole, u.state AS sellerState, ${businessColumns}
			FROM devices d JOIN businesses b ON b.businessId = d.businessId AND b.state = 'active'
			LEFT JOIN users u ON u.businessId = d.businessId AND u.id = ${named}
			WHERE d.businessId = ${businessId} AND d.tokenHash = ${await sha256(enrolled)}`,
		admit(rows) {
			const row = rows[0] as Row | undefined;
			if (!row) refuse("unauthenticated", "device_unknown");
			const { business, stores } = businessOf(businessId, row);
			const store = stores.find(({ id }) => id === row.storeId) ?? refuse("unauthenticated", "device_unknown");
			const device = { id: row.id, name: row.name };
			const { sellerId, sellerName, sellerRole, sellerState } = row;
			const seller =
				sellerId !== null && sellerName !== null && sellerRole !== null
					? { id: sellerId, name: sellerName, role: sellerRole, active: sellerState === "active" }
					: null;
			return {
				actor: seller ? { kind: "user", id: seller.id, name: seller.name } : { kind: "system", id: device.id, name: device.name },
				permissions: mayHandIn,
				device,
				standing: row.standing === 1,
				store,
				business,
				seller,
				mandate,
			};
		},
	});
}
