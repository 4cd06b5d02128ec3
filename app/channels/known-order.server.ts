import { sql } from "drizzle-orm";
import { z } from "zod";
import { paymentStatusOf } from "#app/orders/payment-status.server.ts";
import type { OrderStatus, PaymentStatus } from "#app/orders/rules.ts";
import { command, known, query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { AnyId } from "#app/platform/input.ts";
import type { PlatformOrder, UnreadOrder } from "./contract.ts";
import { goodsAsks, goodsIn } from "./goods-of-lines.server.ts";
import type { BackThere } from "./restocks.ts";
import { type SeenOrder, said } from "./rules.ts";

/** What we know of a platform's order before it is taken. */
export type Known = {
	seen: SeenOrder | undefined;
	/** By the platform's line id: the product a line is of, where that is certain. */
	products: Map<string, string>;
	fulfilledAt: number | null;
	/** What was back on the shelf there with the refunds that are taken; null where that was not noted. */
	backThere: BackThere | null;
	/** Whether a person was to say if pieces are back, and has not yet. */
	asksForRestock: boolean;
	/** What may still be given back beside pieces, in minor units: shipping, a tip, what is no goods, what was paid too much. */
	extraLeft: number;
	/** Whether a platform's line is one of ours, however much of it is left. */
	isOurs(lineId: string): boolean;
	/** Which product of ours a platform's line is, or was when it was taken. */
	productOf(lineId: string): string | null;
	/** Pieces of a platform's line as pieces of ours: a line that did not divide became two. */
	piecesOf(lineId: string, quantity: number): { lineId: string; quantity: number }[];
};

type Mirror = {
	orderId: string | null;
	state: string;
	modifiedAt: number;
	hash: string;
	linesHash: string;
	refunds: string;
	asksForRestock: number;
	backThere: string | null;
};
type Ours = {
	id: string;
	status: OrderStatus;
	paymentStatus: PaymentStatus;
	owed: number;
	fulfilledAt: number | null;
	extraLeft: number;
};
type Line = { id: string; productId: string; position: number; platformLineId: string; left: number };

const Which = z.object({ connectionId: AnyId, order: z.custom<PlatformOrder>(), orderId: AnyId.or(z.literal("")).optional() });

/** One read, of a handful of rows, however long the history is. */
export const knownOrder = query<typeof Which, Known>({
	name: "channels.known-order",
	needs: "channels:read",
	input: Which,
	async run({ db }, { connectionId, order }) {
		const { businessId } = db;
		const goods = order.lines.filter(({ kind }) => kind === "goods");
		const lines = goods.map(({ id, variantId, sku }) => ({ id, connectionId, variantId: variantId ?? "", codes: [sku] }));
		const mine = sql`businessId = ${businessId} AND connectionId = ${connectionId} AND platformOrderId = ${order.id}`;
		const found = await db.read({
			mirror: first<Mirror>(
				sql`SELECT orderId, state, modifiedAt, hash, linesHash, refunds, backThere,
					state = 'look' AND (said = 'restock_unknown' OR COALESCE(details ->> 'asksForRestock', 0)) AS asksForRestock FROM channelOrders WHERE ${mine}`,
			),
			ours: first<Ours>(
				sql`SELECT o.id, o.status, ${paymentStatusOf} AS paymentStatus, max(o.owed, 0) AS owed, o.fulfilledAt, o.shipping + o.tip + o.looseTotal - o.refundedExtra + max(-o.owed, 0) AS extraLeft FROM orders AS o INDEXED BY orders_of_platform WHERE ${mine} AND platformOrderId IS NOT NULL`,
			),
			lines:
				many<Line>(sql`SELECT l.id, l.productId, l.position, l.platformLineId, l.quantity - l.refundedQuantity AS left FROM orders AS o INDEXED BY orders_of_platform
				CROSS JOIN orderLines AS l ON l.businessId = o.businessId AND l.orderId = o.id
				WHERE o.businessId = ${businessId} AND o.connectionId = ${connectionId} AND o.platformOrderId = ${order.id} AND o.platformOrderId IS NOT NULL ORDER BY l.position, l.id`),
			...goodsAsks(businessId, lines),
		});
		const { mirror, ours } = found;
		const stand = { status: ours?.status ?? null, paymentStatus: ours?.paymentStatus ?? null, fulfilledAt: ours?.fulfilledAt ?? null };
		// Placed and not yet noted (killed in between): it is ours all the same, and nothing of it counts as seen.
		const unseen = { modifiedAt: 0, hash: "", linesHash: "", refunds: "[]", state: "look" };
		const row = mirror ?? (ours && unseen);
		const products = goodsIn(found);
		// What was written down before lines were told apart stands where theirs stands, unless another product stands there by now.
		const isOf = (line: Line, lineId: string) =>
			line.platformLineId === ""
				? line.position === order.lines.findIndex(({ id }) => id === lineId) && (products.get(lineId) ?? line.productId) === line.productId
				: line.platformLineId === lineId;
		return {
			seen: row && {
				modifiedAt: row.modifiedAt,
				hash: row.hash,
				linesHash: row.linesHash,
				orderId: ours?.id ?? null,
				refunds: JSON.parse(row.refunds),
				owed: ours?.owed ?? 0,
				isSettled: row.state !== "look",
				...stand,
			},
			products,
			fulfilledAt: stand.fulfilledAt,
			backThere: mirror?.backThere ? JSON.parse(mirror.backThere) : null,
			asksForRestock: mirror?.asksForRestock === 1,
			extraLeft: ours?.extraLeft ?? 0,
			isOurs: (lineId) => found.lines.some((line) => isOf(line, lineId)),
			productOf: (lineId) => found.lines.find((line) => isOf(line, lineId))?.productId ?? null,
			piecesOf(lineId, quantity) {
				let wantedLeft = quantity;
				return found.lines
					.filter((line) => isOf(line, lineId))
					.flatMap(({ id, left }) => {
						const taken = Math.min(left, wantedLeft);
						wantedLeft -= taken;
						return taken > 0 ? [{ lineId: id, quantity: taken }] : [];
					});
			},
		};
	},
});

const Note = z.object({
	connectionId: AnyId,
	platformOrderId: z.string().min(1).max(120),
	number: z.string().max(60),
	orderId: AnyId.nullable(),
	modifiedAt: z.int(),
	hash: z.string(),
	linesHash: z.string(),
	refunds: z.array(z.string()),
	state: z.enum(["taken", "passed", "look"]),
	said: z.string().max(100),
	details: z.record(z.string(), z.unknown()),
	/** What the shop took off its shelf for it, by variant; null: as noted before. */
	off: z.record(z.string(), z.int()).nullable(),
	/** What is back on the shelf there, by line; null: as noted before, as not all its refunds are taken. */
	back: z.record(z.string(), z.int()).nullable(),
	/** Whether the number we know there may be of before that. */
	isCounted: z.boolean(),
});

/** Writes down how an order was there and what came of it, unless something newer is known by now. */
export const noteOrder = command<typeof Note, { noted: boolean }>({
	name: "channels.note-order",
	needs: "channels:write",
	input: Note,
	async run({ work, now }, note) {
		const { businessId } = work;
		const {
			connectionId,
			platformOrderId,
			number,
			orderId,
			modifiedAt,
			hash,
			linesHash,
			refunds,
			state,
			said: word,
			off,
			back,
			isCounted,
		} = note;
		const isNew = sql`NOT EXISTS (SELECT 1 FROM channelOrders WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND platformOrderId = ${platformOrderId} AND orderId IS NOT NULL)`;
		const offNow = off && JSON.stringify(off);
		const backNow = back && JSON.stringify(back);
		if (orderId !== null)
			work.add(
				sql`UPDATE connections SET orderCount = orderCount + 1 WHERE businessId = ${businessId} AND id = ${connectionId} AND ${isNew}`,
			);
		// By what it took off since this was noted, the number there is another one than we knew, until that is known anew.
		if (orderId !== null && offNow !== null && isCounted)
			work.add(sql`WITH was AS MATERIALIZED (SELECT orderId, modifiedAt, offThere FROM channelOrders
					WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND platformOrderId = ${platformOrderId}),
				o AS MATERIALIZED (SELECT ${businessId} AS businessId, ${connectionId} AS connectionId, variantId, sum(quantity) AS quantity
					FROM (SELECT key AS variantId, value AS quantity FROM json_each(${offNow})
						UNION ALL SELECT key, -value FROM json_each(COALESCE((SELECT offThere FROM was), '{}')))
					GROUP BY variantId)
				UPDATE listings SET soldThere = soldThere + o.quantity FROM o
				WHERE listings.businessId = o.businessId AND listings.connectionId = o.connectionId AND listings.variantId = o.variantId AND o.quantity <> 0
					AND NOT EXISTS (SELECT 1 FROM was WHERE modifiedAt > CAST(${modifiedAt} AS INTEGER) OR (offThere IS NULL AND orderId IS NOT NULL))`);
		work.add(sql`INSERT INTO channelOrders (businessId, connectionId, platformOrderId, number, orderId, modifiedAt, hash, linesHash, refunds, state, said, details, updatedAt, offThere, backThere)
			VALUES (${businessId}, ${connectionId}, ${platformOrderId}, ${number}, ${orderId}, ${modifiedAt}, ${hash}, ${linesHash}, ${JSON.stringify(refunds)}, ${state}, ${word},
				${JSON.stringify(note.details)}, ${now}, COALESCE(${offNow}, '{}'), ${backNow})
			ON CONFLICT (businessId, connectionId, platformOrderId) DO UPDATE SET number = excluded.number, orderId = COALESCE(excluded.orderId, channelOrders.orderId),
				modifiedAt = excluded.modifiedAt, hash = excluded.hash, linesHash = excluded.linesHash, refunds = excluded.refunds, state = excluded.state, said = excluded.said,
				details = excluded.details, updatedAt = excluded.updatedAt, offThere = COALESCE(${offNow}, channelOrders.offThere),
				backThere = COALESCE(${backNow}, channelOrders.backThere) WHERE excluded.modifiedAt >= channelOrders.modifiedAt`);
		return known({ noted: true });
	},
});

const Unread = z.object({ connectionId: AnyId, order: z.custom<UnreadOrder>() });

/** Writes down that an order is there which nobody can read: a person looks. What was known of it stays, so that reading it later goes on from there. */
export const noteUnread = command<typeof Unread, { noted: boolean }>({
	name: "channels.note-unread",
	needs: "channels:write",
	input: Unread,
	async run({ work, now }, { connectionId, order }) {
		const details = JSON.stringify({ part: order.unreadable });
		// Whether goods are back is for a person to say, whatever else is told meanwhile.
		const asks = sql`channelOrders.state = 'look' AND (channelOrders.said = 'restock_unknown' OR COALESCE(channelOrders.details ->> 'asksForRestock', 0))`;
		work.add(sql`INSERT INTO channelOrders (businessId, connectionId, platformOrderId, number, modifiedAt, hash, linesHash, state, said, details, updatedAt)
			VALUES (${work.businessId}, ${connectionId}, ${order.id.slice(0, 120)}, ${said(order.number, 60)}, 0, '', '', 'look', 'unreadable', ${details}, ${now})
			ON CONFLICT (businessId, connectionId, platformOrderId) DO UPDATE SET state = 'look', said = 'unreadable',
				details = iif(${asks}, json_set(excluded.details, '$.asksForRestock', json('true')), excluded.details), updatedAt = excluded.updatedAt
				WHERE channelOrders.modifiedAt < CAST(${order.modifiedAt} AS INTEGER) AND channelOrders.said <> 'unreadable'`);
		return known({ noted: true });
	},
});

const Platforms = z.object({ connectionId: AnyId, platformOrderId: z.string() });

/** Our order of a platform's, by its number there, and how it stands; null where it was never taken. */
export const orderOf = query({
	name: "channels.order-of",
	needs: "channels:read",
	input: Platforms,
	async run({ db }, { connectionId, platformOrderId }) {
		const { row } = await db.read({
			row: first<{
				id: string;
				status: OrderStatus;
			}>(sql`SELECT id, status FROM orders INDEXED BY orders_of_platform WHERE businessId = ${db.businessId} AND connectionId = ${connectionId}
				AND platformOrderId = ${platformOrderId} AND platformOrderId IS NOT NULL`),
		});
		return row ?? null;
	},
});
