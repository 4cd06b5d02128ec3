import { sql } from "drizzle-orm";
import { z } from "zod";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { many } from "#app/platform/database.server.ts";
import { widestGap } from "./rules.ts";
import { ListHeldSales, ListOversold, ListTillQueues } from "./input.ts";

/** What a till was heard to say of itself, and what is missing of its sequence. Times in ms UTC. */
export type TillQueue = {
	deviceId: string;
	name: string;
	storeId: string;
	storeName: string;
	revoked: 0 | 1;
	/** When it ceased to be a till: revoked, or run out; null while it is one. */
	endedAt: number | null;
	heardAt: number;
	highest: number;
	waiting: number;
	waitingSince: number | null;
	/** How far its clock was before ours, in ms; 0 for near enough. */
	clockAhead: number;
	held: number;
	/** Pieces it keeps for the time it may be alone, and until when; null where it keeps none. */
	leased: number;
	leasedUntil: number | null;
	missing: number[];
};

/** A sale that waits for somebody to accept or refuse it. `total` in minor units. */
export type HeldSale = {
	id: string;
	deviceId: string;
	deviceName: string;
	seq: number;
	storeId: string;
	storeName: string;
	problem: string;
	soldAt: number;
	arrivedAt: number;
	actorName: string;
	units: number;
	total: number;
	currency: string;
};

/** A sale that was booked, and what is worth knowing of it (`notesOn`). `total` in minor units. */
export type NotedSale = {
	id: string;
	orderId: string;
	deviceName: string;
	seq: number;
	storeName: string;
	soldAt: number;
	actorName: string;
	notes: string[];
	total: number;
	currency: string;
};

export type Oversold = {
	id: string;
	storeId: string;
	storeName: string;
	productId: string;
	productName: string;
	sku: string;
	orderId: string;
	deviceId: string;
	deviceName: string;
	seq: number;
	short: number;
	soldAt: number;
	noticedAt: number;
	actorName: string;
	onHand: number;
	reserved: number;
	outcome: "counted" | "taken" | "corrected" | null;
	fromStoreId: string | null;
	reason: string;
	settledByName: string | null;
	settledAt: number | null;
	/** Where there are as many to spare. */
	elsewhere: { storeId: string; name: string; available: number }[];
};

/** The tills that ever sold alone or said that they could, the one heard last first. At most 200. */
export const tillQueues = query<typeof ListTillQueues, TillQueue[], Viewer>({
	name: "sales.till-queues",
	needs: "devices:read",
	input: ListTillQueues,
	async run({ tenant, db, now }, { storeId }) {
		const { rows } = await db.read({
			rows: many<
				Omit<TillQueue, "missing"> & { missing: string }
			>(sql`SELECT q.deviceId, d.name, q.storeId, s.name AS storeName, d.revokedAt IS NOT NULL AS revoked,
					COALESCE(d.revokedAt, iif(d.expiresAt <= ${now}, d.expiresAt, NULL)) AS endedAt,
					q.heardAt, q.highest, q.waiting, q.waitingSince, q.clockAhead,
					(SELECT count(*) FROM offlineSales AS o INDEXED BY offlineSales_held WHERE o.businessId = q.businessId AND o.state = 'held' AND o.deviceId = q.deviceId) AS held,
					(SELECT COALESCE(sum(quantity - taken), 0) FROM reservations WHERE businessId = q.businessId AND holderKind = 'lease' AND holderId = q.deviceId AND state = 'held') AS leased,
					(SELECT expiresAt FROM reservationHolders WHERE businessId = q.businessId AND holderKind = 'lease' AND holderId = q.deviceId) AS leasedUntil,
					(SELECT json_group_array(seq) FROM (SELECT seq FROM tillGaps INDEXED BY tillGaps_open
						WHERE businessId = q.businessId AND deviceId = q.deviceId AND explainedAt IS NULL ORDER BY seq LIMIT ${widestGap})) AS missing
				FROM tillQueues AS q CROSS JOIN devices AS d ON d.businessId = q.businessId AND d.id = q.deviceId
				CROSS JOIN stores AS s ON s.businessId = q.businessId AND s.id = q.storeId
				WHERE q.businessId = ${db.businessId} ${storeId === undefined ? sql`` : sql`AND q.storeId = ${storeId}`} ORDER BY q.heardAt DESC, q.deviceId LIMIT 200`),
		});
		const viewer = await tenant.principal();
		if (storeId !== undefined) storeOf(viewer, storeId);
		return rows.map(({ missing, ...row }) => ({ ...row, missing: JSON.parse(missing) }));
	},
});

/** Sales that are held, oldest first. */
export const heldSales = query<typeof ListHeldSales, { items: HeldSale[]; nextCursor: string | null }, Viewer>({
	name: "sales.held-sales",
	needs: "devices:read",
	input: ListHeldSales,
	async run({ db }, { limit, cursor }) {
		const after = readCursor(cursor, 1)?.[0] ?? "";
		const { rows } = await db.read({
			rows: many<HeldSale>(sql`SELECT o.id, o.deviceId, d.name AS deviceName, o.seq, o.storeId, s.name AS storeName, o.problem, o.soldAt, o.arrivedAt, o.actorName, o.units, o.total, o.currency
				FROM offlineSales AS o INDEXED BY offlineSales_held CROSS JOIN devices AS d ON d.businessId = o.businessId AND d.id = o.deviceId
				CROSS JOIN stores AS s ON s.businessId = o.businessId AND s.id = o.storeId
				WHERE o.businessId = ${db.businessId} AND o.state = 'held' AND o.id > ${after} ORDER BY o.id LIMIT CAST(${limit + 1} AS INTEGER)`),
		});
		return pageOf(rows, limit, ({ id }) => [id]);
	},
});

/** The last sales made alone with something to know of them, newest first. At most 50. */
export const notedSales = query<z.ZodObject, NotedSale[], Viewer>({
	name: "sales.noted-sales",
	needs: "devices:read",
	input: z.object({}),
	async run({ db }) {
		const { rows } = await db.read({
			rows: many<
				Omit<NotedSale, "notes"> & { notes: string }
			>(sql`SELECT o.id, o.orderId, d.name AS deviceName, o.seq, s.name AS storeName, o.soldAt, o.actorName, o.notes, o.total, o.currency
				FROM offlineSales AS o INDEXED BY offlineSales_noted CROSS JOIN devices AS d ON d.businessId = o.businessId AND d.id = o.deviceId
				CROSS JOIN stores AS s ON s.businessId = o.businessId AND s.id = o.storeId
				WHERE o.businessId = ${db.businessId} AND o.notes <> '[]' AND o.orderId IS NOT NULL ORDER BY o.id DESC LIMIT 50`),
		});
		return rows.map(({ notes, ...row }) => ({ ...row, notes: JSON.parse(notes) }));
	},
});

/** Pieces that were handed over and no shelf had, newest first: those nobody has settled, or all of them. */
export const listOversold = query<typeof ListOversold, { items: Oversold[]; nextCursor: string | null }, Viewer>({
	name: "sales.oversold",
	needs: "stock:read",
	input: ListOversold,
	async run({ tenant, db }, { limit, cursor, storeId, settled }) {
		const before = readCursor(cursor, 1)?.[0];
		const { rows } = await db.read({
			rows: many<
				Omit<Oversold, "elsewhere"> & { elsewhere: string }
			>(sql`SELECT g.id, g.storeId, s.name AS storeName, g.productId, p.name AS productName, p.sku, g.orderId, g.deviceId, d.name AS deviceName,
					g.seq, g.short, g.soldAt, g.noticedAt, g.actorName, l.onHand, l.reserved, g.outcome, g.fromStoreId, g.reason, g.settledByName, g.settledAt,
					(SELECT json_group_array(json_object('storeId', o.id, 'name', o.name, 'available', v.onHand - v.reserved)) FROM stockLevels AS v
						CROSS JOIN stores AS o ON o.businessId = v.businessId AND o.id = v.storeId
						WHERE v.businessId = g.businessId AND v.productId = g.productId AND v.storeId <> g.storeId AND v.onHand - v.reserved >= g.short) AS elsewhere
				FROM oversoldGoods AS g ${settled === "true" ? sql`` : sql`INDEXED BY oversoldGoods_open`}
				CROSS JOIN products AS p ON p.businessId = g.businessId AND p.id = g.productId
				CROSS JOIN stores AS s ON s.businessId = g.businessId AND s.id = g.storeId
				CROSS JOIN stockLevels AS l ON l.businessId = g.businessId AND l.productId = g.productId AND l.storeId = g.storeId
				CROSS JOIN devices AS d ON d.businessId = g.businessId AND d.id = g.deviceId
				WHERE g.businessId = ${db.businessId} ${settled === "true" ? sql`` : sql`AND g.settledAt IS NULL`}
					${storeId === undefined ? sql`` : sql`AND g.storeId = ${storeId}`} ${before === undefined ? sql`` : sql`AND g.id < ${before}`}
				ORDER BY g.id DESC LIMIT CAST(${limit + 1} AS INTEGER)`),
		});
		const viewer = await tenant.principal();
		if (storeId !== undefined) storeOf(viewer, storeId);
		return pageOf(
			rows.map(({ elsewhere, ...row }) => ({ ...row, elsewhere: JSON.parse(elsewhere) })),
			limit,
			({ id }) => [id],
		);
	},
});
