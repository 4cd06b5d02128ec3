import { z } from "zod";
import { disconnect, editConnection } from "#app/channels/change-connection.server.ts";
import { talkWebhook } from "#app/channels/connect-talk.server.ts";
import { connectWoocommerce } from "#app/channels/connect-woocommerce.server.ts";
import { readConnection } from "#app/channels/connection.server.ts";
import { ConnectWoocommerce, EditConnection, ListReceipts, WhichReceipts } from "#app/channels/input.ts";
import { connectionSheet, listConnections } from "#app/channels/queries.server.ts";
import { listReceipts, oneReceipt, replayReceipts } from "#app/channels/receipts.server.ts";
import { dryRun } from "#app/channels/dry-run.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { ConnectionBody, connectionBody, ReceiptBody, receiptBody, SheetBody, sheetBody } from "./channel-bodies.ts";
import { mountChannelRuns } from "./channel-runs.ts";
import { mountChannelSettling } from "./channel-settling.ts";
import { type Api, endpoint, versionOf } from "./endpoint.ts";
import { orNull, pageBody } from "./shapes.ts";

const tag = "Channels";
const Done = z.object({ success: z.literal(true) });

/** The same connections as things of the API. */
export function mountChannels(api: Api, base: string): void {
	const sheetOf = async (tenant: Parameters<typeof connectionSheet>[0], connectionId: string) => ({
		body: sheetBody(await connectionSheet(tenant, { connectionId })),
	});
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
			summary: "Rename it, say whose shelf it sells from, at which of the shop's locations that is, and what goes through it",
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
	mountChannelRuns(api, base);
	mountChannelSettling(api, base);
}
