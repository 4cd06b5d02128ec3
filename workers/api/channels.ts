import { z } from "zod";
import { disconnect, editConnection } from "#app/channels/change-connection.server.ts";
import { talkWebhook } from "#app/channels/connect-talk.server.ts";
import { connectWoocommerce } from "#app/channels/connect-woocommerce.server.ts";
import { readConnection } from "#app/channels/connection.server.ts";
import { ConnectWoocommerce, EditConnection, ListReceipts, WhichReceipts } from "#app/channels/input.ts";
import { type ConnectionFacts, connectionSheet, listConnections } from "#app/channels/queries.server.ts";
import { listReceipts, oneReceipt, type Receipt, replayReceipts } from "#app/channels/receipts.server.ts";
import { connectionStates, platforms, receiptStates } from "#app/channels/rules.ts";
import { dryRun } from "#app/channels/work-receipts.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { isoInstant } from "#app/platform/time.ts";
import { mountChannelSettling } from "./channel-settling.ts";
import { type Api, endpoint, versionOf } from "./endpoint.ts";
import { orNull, pageBody } from "./shapes.ts";

const tag = "Channels";
const Done = z.object({ success: z.literal(true) });
const instantOr = (at: number | null) => (at === null ? null : isoInstant(at));

const ConnectionBody = z.object({
	id: z.string(),
	platform: z.enum(platforms),
	name: z.string(),
	storeUrl: z.string(),
	storeId: z.string(),
	state: z.enum(connectionStates).describe("`broken`: connect it again"),
	currency: z.string(),
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
	version: z.int(),
});

function connectionBody(facts: ConnectionFacts): z.output<typeof ConnectionBody> {
	const { heardAt, askedAt, expiresAt, createdAt, trouble, pulledAt, pushedAt, pushLag, ...rest } = facts;
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
	};
}

const SheetBody = ConnectionBody.extend({
	lag: orNull(z.object({ count: z.int(), medianMs: z.int(), p95Ms: z.int() })).describe(
		"From hearing of something to our books, of the last hundred",
	),
	waiting: z.int().describe("Webhooks that were kept and not worked on yet"),
	poisoned: z.int().describe("Webhooks a person should look at"),
	orders: z
		.array(
			z.object({ platformOrderId: z.string(), number: z.string(), orderId: orNull(z.string()), reason: z.string(), updatedAt: z.string() }),
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

const ReceiptBody = z.object({
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
function receiptBody({ said, ...receipt }: Receipt): z.output<typeof ReceiptBody> {
	return {
		...receipt,
		occurredAt: isoInstant(receipt.occurredAt),
		receivedAt: isoInstant(receipt.receivedAt),
		settledAt: instantOr(receipt.settledAt),
		outcome: said,
	};
}

/** The same connections as things of the API. */
export function mountChannels(api: Api, base: string): void {
	const sheetOf = async (tenant: Parameters<typeof connectionSheet>[0], connectionId: string) => {
		const { connection, lag, orders, conflicts, budget, ...counts } = await connectionSheet(tenant, { connectionId });
		return {
			body: {
				...connectionBody(connection),
				...counts,
				budget: budget && { ...budget, at: isoInstant(budget.at) },
				lag: lag && { count: lag.count, medianMs: lag.median, p95Ms: lag.p95 },
				conflicts: conflicts.map(({ at, ...conflict }) => ({ ...conflict, at: isoInstant(at) })),
				orders: orders.map(({ said, updatedAt, ...order }) => ({ ...order, reason: said, updatedAt: isoInstant(updatedAt) })),
			},
		};
	};
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/channels",
			tag,
			summary: "Every connection, oldest first",
			answers: { 200: z.object({ items: z.array(ConnectionBody) }) },
		},
		async (call) => ({ body: { items: (await listConnections(await call.tenant(), {})).map(connectionBody) } }),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/channels",
			tag,
			summary: "Connect a shop by its keys",
			body: ConnectWoocommerce.extend({ platform: z.literal("woocommerce") }),
			answers: { 201: SheetBody },
			refusals: [400, 409, 413, 415],
		},
		async (call) => {
			const tenant = await call.tenant();
			requirePermission(await tenant.principal(), "channels:write");
			if (call.body.platform !== "woocommerce")
				return refuse("invalid", "validation_failed", { issues: [{ field: "platform", rule: "enum", message: "woocommerce" }] });
			const { connectionId } = await connectWoocommerce(tenant, call.body, { key: call.key });
			return { status: 201, ...(await sheetOf(tenant, connectionId)) };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/channels/{id}",
			tag,
			summary: "One connection, with how it is doing",
			answers: {
				200: SheetBody.extend({
					webhookUrl: orNull(z.string()).describe(
						"Of an account people write to: what its platform's own settings are to name; for who may connect",
					),
				}),
			},
			refusals: [404],
		},
		async (call) => {
			const tenant = await call.tenant();
			const { body } = await sheetOf(tenant, call.params.id ?? "");
			return { body: { ...body, webhookUrl: body.can.talk ? await talkWebhook(tenant, body.id, call.c.req.url) : null } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "put",
			path: "/channels/{id}",
			tag,
			versioned: true,
			summary: "Rename it, say whose shelf it sells from and what goes through it",
			body: EditConnection.omit({ connectionId: true }),
			answers: { 200: SheetBody },
			refusals: [404, 409, 415],
		},
		async (call) => {
			const tenant = await call.tenant();
			await editConnection(tenant, { ...call.body, ...versionOf(call), connectionId: call.params.id }, { key: call.key });
			return sheetOf(tenant, call.params.id ?? "");
		},
	);
	endpoint(
		api,
		base,
		{ method: "delete", path: "/channels/{id}", tag, summary: "Disconnect it", answers: { 200: Done }, refusals: [404] },
		async (call) => {
			await disconnect(await call.tenant(), { connectionId: call.params.id }, { key: call.key });
			return { body: { success: true as const } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/channels/{id}/webhooks",
			tag,
			summary: "What a connection told us, newest first, and what became of it",
			query: ListReceipts.omit({ connectionId: true }),
			answers: { 200: pageBody(ReceiptBody) },
			refusals: [400, 404],
		},
		async (call) => {
			const { items, nextCursor } = await listReceipts(await call.tenant(), { ...call.query, connectionId: call.params.id ?? "" });
			return { body: { items: items.map(receiptBody), nextCursor } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/channels/{id}/webhooks/{receiptId}/dry-run",
			tag,
			summary: "What would follow from it if it were worked on now",
			answers: {
				200: z.object({
					would: z.array(
						z.object({ kind: z.string(), about: z.string(), steps: z.array(z.object({ step: z.string(), why: orNull(z.string()) })) }),
					),
				}),
			},
			refusals: [404],
		},
		async (call) => {
			const tenant = await call.tenant();
			const where = { connectionId: call.params.id ?? "", receiptId: call.params.receiptId ?? "" };
			const receipt = await oneReceipt(tenant, where);
			return { body: { would: await dryRun(tenant, await readConnection(tenant, where), receipt) } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/channels/{id}/webhooks/replay",
			tag,
			summary: "Work on one again, or on all that came between two instants (ms UTC)",
			body: WhichReceipts,
			answers: { 200: z.object({ receipts: z.int() }) },
			refusals: [404, 409, 415],
		},
		async (call) => ({
			body: await replayReceipts(await call.tenant(), { ...call.body, connectionId: call.params.id }, { key: call.key }),
		}),
	);
	mountChannelSettling(api, base);
}
