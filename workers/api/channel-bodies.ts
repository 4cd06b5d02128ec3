import { z } from "zod";
import type { ConnectionFacts, connectionSheet, Lag } from "#app/channels/queries.server.ts";
import type { Receipt } from "#app/channels/receipts.server.ts";
import { connectionStates, platforms, receiptStates } from "#app/channels/rules.ts";
import { isoInstant } from "#app/platform/time.ts";
import { orNull } from "./shapes.ts";

/** Connections, how they stand, and what came of them, as the API tells of them. */

const instantOr = (at: number | null) => (at === null ? null : isoInstant(at));

export const ConnectionBody = z.object({
	id: z.string(),
	platform: z.enum(platforms),
	name: z.string(),
	storeUrl: z.string(),
	storeId: z.string(),
	state: z.enum(connectionStates).describe("`broken`: connect it again"),
	currency: z.string(),
	locationId: orNull(z.string()).describe("At which of the shop's locations levels are set and read; null where it has one stock only"),
	settings: z.object({
		takeOrders: z.boolean(),
		pushStock: z.boolean(),
		sendSales: z.boolean(),
		stockAuthority: z.enum(["self", "erp"]),
		buffer: z.int(),
		cap: orNull(z.int()),
	}),
	orderCount: z.int().describe("Orders taken from it; of an ERP, sales told to it"),
	productCount: z.int(),
	drift: z.int().describe("Levels that had drifted, at the last reading of everything sold there"),
	lastReadAt: orNull(z.string()),
	lastPushAt: orNull(z.string()),
	pushLagMs: orNull(z.int()).describe("From a shelf's change to the last level that was set there"),
	lastWebhookAt: orNull(z.string()),
	lastAskedAt: orNull(z.string()),
	expiresAt: orNull(z.string()),
	createdAt: z.string(),
	trouble: orNull(z.object({ kind: z.string(), reason: z.string(), said: z.string(), since: z.string() })),
	otherVersion: orNull(z.object({ asked: z.string(), answered: z.string(), since: z.string() })).describe(
		"While the platform's API answers in another version than it is asked in: which two, and since when; null while they are one",
	),
	version: z.int(),
});

export function connectionBody(facts: ConnectionFacts): z.output<typeof ConnectionBody> {
	const { heardAt, askedAt, expiresAt, createdAt, trouble, otherVersion, pulledAt, pushedAt, pushLag, ...rest } = facts;
	return {
		...rest,
		lastReadAt: instantOr(pulledAt),
		lastPushAt: instantOr(pushedAt),
		pushLagMs: pushLag,
		lastWebhookAt: instantOr(heardAt),
		lastAskedAt: instantOr(askedAt),
		expiresAt: instantOr(expiresAt),
		createdAt: isoInstant(createdAt),
		trouble: trouble && { ...trouble, since: isoInstant(trouble.since) },
		otherVersion: otherVersion && { ...otherVersion, since: isoInstant(otherVersion.since) },
	};
}

const LagBody = z.object({ count: z.int(), medianMs: z.int(), p95Ms: z.int() });
const lagBody = (lag: Lag | null) => lag && { count: lag.count, medianMs: lag.median, p95Ms: lag.p95 };

export const SheetBody = ConnectionBody.extend({
	lag: orNull(LagBody).describe("From hearing of something to our books, of the last hundred"),
	pushes: orNull(LagBody).describe("From a shelf's change to its level there, of the last hundred times levels were set"),
	waiting: z.int().describe("Webhooks that were kept and not worked on yet"),
	poisoned: z.int().describe("Webhooks a person should look at"),
	orders: z
		.array(
			z.object({
				platformOrderId: z.string(),
				number: z.string(),
				orderId: orNull(z.string()),
				reason: z.string(),
				asksForRestock: z.boolean().describe("Somebody is to say besides whether goods that were given back are on the shelf"),
				updatedAt: z.string(),
			}),
		)
		.describe("Orders that could not be brought in line here by themselves"),
	conflicts: z
		.array(
			z.object({
				variantId: z.string(),
				name: z.string(),
				sku: z.string(),
				productId: orNull(z.string()),
				ours: z.int(),
				theirs: orNull(z.int()),
				correction: orNull(z.int()).describe("By how much our shelf is wrong, where theirs is right; null where theirs says nothing of it"),
				at: z.string(),
			}),
		)
		.describe("Levels that were another there than we knew, and that no order explains; ours was set"),
	unlinked: z.int().describe("Variants nobody knows the product of"),
	reading: orNull(z.object({ done: z.int(), total: orNull(z.int()) })).describe(
		"While everything sold there is being read: how far that is; `total` is null where the platform does not say",
	),
	unread: z.int().describe("Of the last reading, going on or over: what nobody could make anything of"),
	budget: orNull(z.object({ left: z.int(), most: z.number(), perSecond: z.number(), at: z.string() })).describe(
		"What the platform may still be asked, as it last said: points left, the most there can be, how many come back a second",
	),
	can: z
		.object({
			takeOrders: z.boolean(),
			setStock: z.boolean(),
			createProducts: z.boolean(),
			tellUs: z.boolean(),
			bookSales: z.boolean(),
			talk: z.boolean(),
		})
		.describe("What the platform can do at all"),
	salesWaiting: z.int().describe("Sales on their way into an ERP's books"),
	salesParked: z.int().describe("Sales that wait for a person"),
});

export function sheetBody({
	connection,
	lag,
	pushes,
	orders,
	conflicts,
	budget,
	...counts
}: Awaited<ReturnType<typeof connectionSheet>>): z.output<typeof SheetBody> {
	return {
		...connectionBody(connection),
		...counts,
		budget: budget && { ...budget, at: isoInstant(budget.at) },
		lag: lagBody(lag),
		pushes: lagBody(pushes),
		conflicts: conflicts.map(({ at, ...conflict }) => ({ ...conflict, at: isoInstant(at) })),
		orders: orders.map(({ said, updatedAt, ...order }) => ({ ...order, reason: said, updatedAt: isoInstant(updatedAt) })),
	};
}

export const ReceiptBody = z.object({
	id: z.string(),
	topic: z.string(),
	resourceId: orNull(z.string()),
	occurredAt: z.string(),
	receivedAt: z.string(),
	bytes: z.int(),
	state: z.enum(receiptStates),
	tries: z.int(),
	settledAt: orNull(z.string()),
	outcome: z.string(),
	details: z.record(z.string(), z.unknown()),
	replays: z.int(),
});
export function receiptBody({ said, ...receipt }: Receipt): z.output<typeof ReceiptBody> {
	return {
		...receipt,
		occurredAt: isoInstant(receipt.occurredAt),
		receivedAt: isoInstant(receipt.receivedAt),
		settledAt: instantOr(receipt.settledAt),
		outcome: said,
	};
}
