import { z } from "zod";
import type { Viewer } from "#app/identity/viewer.server.ts";
import type { Command } from "#app/platform/command.server.ts";
import { isoInstant } from "#app/platform/time.ts";
import { bringBackTransfer } from "#app/stock/bring-back-transfer.server.ts";
import { cancelTransfer } from "#app/stock/cancel-transfer.server.ts";
import { closeTransfer } from "#app/stock/close-transfer.server.ts";
import { draftTransfer } from "#app/stock/draft-transfer.server.ts";
import {
	BringBackTransfer,
	CloseTransfer,
	DraftTransfer,
	ListTransfers,
	PutFields,
	ReceiveTransfer,
	TransferRef,
} from "#app/stock/input.ts";
import { putOnTransfer } from "#app/stock/put-on-transfer.server.ts";
import { receiveTransfer } from "#app/stock/receive-transfer.server.ts";
import { shortReasons, transferStatuses } from "#app/stock/rules.ts";
import { sendTransfer } from "#app/stock/send-transfer.server.ts";
import { listTransfers, oneTransfer, type Transfer, type TransferHead } from "#app/stock/transfers.server.ts";
import { type Api, endpoint, type EndpointSpec } from "./endpoint.ts";
import { pageBody } from "./shapes.ts";

const Head = {
	id: z.string(),
	fromStoreId: z.string(),
	toStoreId: z.string(),
	status: z.enum(transferStatuses),
	note: z.string(),
	shortReason: z.enum(shortReasons).nullable().describe("Why units never arrived"),
	shortNote: z.string(),
	createdBy: z.string(),
	createdAt: z.iso.datetime(),
	sentBy: z.string().nullable(),
	sentAt: z.iso.datetime().nullable(),
	closedBy: z.string().nullable(),
	closedAt: z.iso.datetime().nullable(),
	version: z.int(),
};
const LineBody = z.object({
	productId: z.string(),
	name: z.string(),
	sku: z.string(),
	quantity: z.int().describe("Sent; on a draft, to be sent"),
	received: z.int(),
	returned: z.int().describe("Back on the shelf it came from"),
	missing: z.int(),
});
const TransferBody = z.object({ ...Head, lines: z.array(LineBody) }).meta({ id: "Transfer" });
const ListedBody = z
	.object({ ...Head, products: z.int(), units: z.int(), received: z.int(), missing: z.int() })
	.meta({ id: "TransferSummary" });
const PutBody = z.object({
	product: z.object({ id: z.string(), name: z.string(), sku: z.string() }),
	quantity: z.int().describe("After the change; 0 when the line was taken out"),
});

const tag = "Transfers";

export function mountTransfers(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/transfers",
			tag,
			summary: "Transfers between stores, newest first",
			query: ListTransfers,
			answers: { 200: pageBody(ListedBody) },
			refusals: [400],
		},
		async (call) => {
			const { items, nextCursor } = await listTransfers(await call.tenant(), { ...call.query });
			return { body: { items: items.map(dated), nextCursor } };
		},
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/transfers",
			tag,
			summary: "Write down what shall go from one store to another; with `send`, send it at once",
			body: DraftTransfer,
			answers: { 201: TransferBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => ({ status: 201, body: dated(await draftTransfer(await call.tenant(), call.body, { key: call.key })) }),
	);

	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/transfers/{id}",
			tag,
			summary: "One transfer with its lines",
			answers: { 200: TransferBody },
			refusals: [404],
		},
		async (call) => ({ body: dated(await oneTransfer(await call.tenant(), { transferId: call.params.id ?? "" })) }),
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/transfers/{id}/lines",
			tag,
			summary: "Put a product on a draft, change how many, or take it out",
			body: PutFields.omit({ transferId: true }),
			answers: { 200: PutBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => ({
			body: await putOnTransfer(await call.tenant(), { ...call.body, transferId: call.params.id }, { key: call.key }),
		}),
	);

	act("send", "Send a draft: the goods leave the shelf and are on their way", TransferRef, sendTransfer);
	act("receive", "Put what arrived on the shelf: the lines named, or all of it", ReceiveTransfer, receiveTransfer);
	act("bring-back", "Put what was sent and never received back on the shelf it came from", BringBackTransfer, bringBackTransfer);
	act("close", "Close it short: what is still on its way is missing, for a reason", CloseTransfer, closeTransfer);
	act("cancel", "Call it off: throw a draft away, or bring everything back that was sent", TransferRef, cancelTransfer);

	function act<Input extends z.ZodObject>(verb: string, summary: string, input: Input, command: Command<Input, Transfer, Viewer>): void {
		const spec: EndpointSpec = {
			method: "post",
			path: `/transfers/{id}/${verb}`,
			tag,
			summary,
			body: input.omit({ transferId: true }),
			answers: { 200: TransferBody },
			refusals: [400, 404, 409, 413, 415],
		};
		endpoint(api, base, spec, async (call) => ({
			body: dated(await command(await call.tenant(), { ...call.body, transferId: call.params.id }, { key: call.key })),
		}));
	}
}

function dated<T extends TransferHead>(transfer: T) {
	const { createdAt, sentAt, closedAt } = transfer;
	const iso = (at: number | null) => (at === null ? null : isoInstant(at));
	return { ...transfer, createdAt: isoInstant(createdAt), sentAt: iso(sentAt), closedAt: iso(closedAt) };
}
