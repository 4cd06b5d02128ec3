import { z } from "zod";
import { readMandate } from "#app/identity/mandates.server.ts";
import { handingIn } from "#app/identity/till-queue.server.ts";
import { issuesOf } from "#app/platform/command.server.ts";
import { Refusal, refuseInput } from "#app/platform/errors.ts";
import { decimalString } from "#app/platform/money.ts";
import { isoInstant } from "#app/platform/time.ts";
import { explainGap } from "#app/sales/offline/explain-gap.server.ts";
import { handInSale } from "#app/sales/offline/hand-in-sale.server.ts";
import { hearTill } from "#app/sales/offline/hear-till.server.ts";
import {
	ExplainGap,
	HandIn,
	ListHeldSales,
	ListOversold,
	ListTillQueues,
	OneHeldSale,
	OversoldOutcome,
	RefuseHeldSale,
	SaleAsSaid,
	salesAtOnce,
	TillReport,
} from "#app/sales/offline/input.ts";
import { heldSales, listOversold, tillQueues } from "#app/sales/offline/queries.server.ts";
import { acceptHeldSale, refuseHeldSale } from "#app/sales/offline/settle-held-sale.server.ts";
import { settleOversold } from "#app/sales/offline/settle-oversold.server.ts";
import { type Api, type Call, endpoint } from "./endpoint.ts";
import { Decimal, pageBody } from "./shapes.ts";

const HandedInBody = z
	.object({
		id: z.string(),
		seq: z.int(),
		state: z.enum(["sold", "held", "refused"]).describe("held waits for the owner; refused was refused by them"),
		problem: z.string().nullable(),
		notes: z.array(z.string()),
		orderId: z.string().nullable(),
		receiptNumber: z.int().nullable(),
		short: z.array(z.object({ productId: z.string(), name: z.string(), quantity: z.int() })).describe("What no shelf had"),
	})
	.meta({ id: "HandedInSale" });
const OutcomeBody = z.object({
	results: z.array(HandedInBody),
	till: z.object({ highest: z.int(), missing: z.array(z.int()).describe("Numbers of the sequence nobody has handed in") }),
});
const QueueBody = z
	.object({
		deviceId: z.string(),
		name: z.string(),
		storeId: z.string(),
		storeName: z.string(),
		revoked: z.boolean(),
		endedAt: z.iso
			.datetime()
			.nullable()
			.describe("When it ceased to be a till: revoked, or run out. What it sold alone after `heardAt` is known to nobody"),
		heardAt: z.iso.datetime(),
		highest: z.int(),
		waiting: z.int(),
		waitingSince: z.iso.datetime().nullable(),
		clockAheadMs: z.int(),
		held: z.int(),
		leased: z.int().describe("Pieces it keeps for the time it may be alone"),
		leasedUntil: z.iso.datetime().nullable(),
		missing: z.array(z.int()),
	})
	.meta({ id: "TillQueue" });
const HeldBody = z
	.object({
		id: z.string(),
		deviceId: z.string(),
		deviceName: z.string(),
		seq: z.int(),
		storeId: z.string(),
		storeName: z.string(),
		problem: z.string(),
		soldAt: z.iso.datetime(),
		arrivedAt: z.iso.datetime(),
		actorName: z.string(),
		units: z.int(),
		total: Decimal,
		currency: z.string(),
	})
	.meta({ id: "HeldSale" });
const OversoldBody = z
	.object({
		id: z.string(),
		storeId: z.string(),
		storeName: z.string(),
		productId: z.string(),
		productName: z.string(),
		sku: z.string(),
		orderId: z.string(),
		deviceId: z.string(),
		deviceName: z.string(),
		seq: z.int(),
		short: z.int(),
		soldAt: z.iso.datetime(),
		noticedAt: z.iso.datetime(),
		actorName: z.string(),
		onHand: z.int(),
		reserved: z.int(),
		outcome: z.enum(["counted", "taken", "corrected"]).nullable(),
		fromStoreId: z.string().nullable(),
		reason: z.string(),
		settledByName: z.string().nullable(),
		settledAt: z.iso.datetime().nullable(),
		elsewhere: z.array(z.object({ storeId: z.string(), name: z.string(), available: z.int() })),
	})
	.meta({ id: "OversoldGoods" });

const refusals: (400 | 404 | 409 | 413 | 415)[] = [400, 404, 409, 413, 415];
const tag = "Offline tills";

/**
 * Takes in what a till sold alone, sale by sale and in order. One that cannot be taken in now (others write the same shelf, too much is held of this till)
 * is left out of the answer, stays with its till, goes again, and holds up none behind it.
 */
async function handIn({ scope, body }: Call) {
	const { sales, ...said } = body;
	const tenantFor = async (mandate: string) => handingIn(scope, mandate === "" ? null : await readMandate(scope, mandate));
	const report = TillReport.safeParse(said);
	const list = z.array(SaleAsSaid).max(salesAtOnce).safeParse(sales);
	if (!report.success || !list.success) {
		await (await tenantFor("")).principal();
		refuseInput([...issuesOf(report.error ?? new z.ZodError([])), ...issuesOf(list.error ?? new z.ZodError([]))]);
	}
	const { tillId, sentAt, waiting } = report.data;
	const results: z.output<typeof HandedInBody>[] = [];
	const left: number[] = [];
	for (const sale of list.data.toSorted((a, b) => a.seq - b.seq)) {
		try {
			results.push(await handInSale(await tenantFor(sale.mandate), { tillId, sentAt, sale, left }));
		} catch (error) {
			if (!(error instanceof Refusal) || error.kind !== "conflict") throw error;
			left.push(sale.seq);
		}
	}
	return { body: { results, till: await hearTill(await tenantFor(""), { ...report.data, waiting: waiting + left.length }) } };
}

/** What tills sold with the network away: handed in, held, missing, oversold. */
export function mountOffline(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/tills/replay",
			tag,
			keyless: true,
			summary: "Hand in what a till sold without the network",
			description: `For an enrolled device, by its own cookie; whoever sold may long be signed out. At most ${salesAtOnce} sales, taken in by their numbers; each is one sale by its id, however often it comes. One that is not in the answer could not be taken in now and is to be sent again. A device that was revoked may still hand in: its sales are held.`,
			body: HandIn,
			answers: { 200: OutcomeBody },
			refusals: [400, 409, 413, 415],
		},
		handIn,
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/tills/queues",
			tag,
			summary: "How each till stands: heard when, what waits, what is missing",
			query: ListTillQueues,
			answers: { 200: z.object({ items: z.array(QueueBody) }) },
			refusals: [400],
		},
		async (call) => ({
			body: {
				items: (await tillQueues(await call.tenant(), call.query)).map(({ clockAhead, ...queue }) => ({
					...queue,
					revoked: queue.revoked === 1,
					endedAt: orNull(queue.endedAt),
					heardAt: isoInstant(queue.heardAt),
					waitingSince: orNull(queue.waitingSince),
					leasedUntil: orNull(queue.leasedUntil),
					clockAheadMs: clockAhead,
				})),
			},
		}),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/devices/{id}/gaps",
			tag,
			summary: "Say what became of a number a till never handed in, or of a row of them",
			body: ExplainGap.omit({ deviceId: true }),
			answers: { 200: z.object({ deviceId: z.string(), seq: z.int(), until: z.int() }) },
			refusals,
		},
		async (call) => ({ body: await explainGap(await call.tenant(), { ...call.body, deviceId: call.params.id }, { key: call.key }) }),
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/held-sales",
			tag,
			summary: "Sales that wait for somebody to accept or refuse them",
			query: ListHeldSales,
			answers: { 200: pageBody(HeldBody) },
			refusals: [400],
		},
		async (call) => {
			const { items, nextCursor } = await heldSales(await call.tenant(), call.query);
			const shown = items.map((sale) => ({
				...sale,
				soldAt: isoInstant(sale.soldAt),
				arrivedAt: isoInstant(sale.arrivedAt),
				total: decimalString(sale.total, sale.currency),
			}));
			return { body: { items: shown, nextCursor } };
		},
	);
	for (const [act, settle, body] of [
		["accept", acceptHeldSale, OneHeldSale.omit({ id: true })],
		["refuse", refuseHeldSale, RefuseHeldSale.omit({ id: true })],
	] as const)
		endpoint(
			api,
			base,
			{
				method: "post",
				path: `/held-sales/{id}/${act}`,
				tag,
				summary: act === "accept" ? "Book a held sale as it was made" : "Say that a held sale is none of ours",
				body,
				answers: { 200: HandedInBody },
				refusals,
			},
			async (call) => ({ body: await settle(await call.tenant(), { ...call.body, id: call.params.id }, { key: call.key }) }),
		);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/oversold",
			tag,
			summary: "Pieces that were handed over and no shelf had, newest first",
			query: ListOversold,
			answers: { 200: pageBody(OversoldBody) },
			refusals: [400],
		},
		async (call) => {
			const { items, nextCursor } = await listOversold(await call.tenant(), call.query);
			const shown = items.map((goods) => ({
				...goods,
				soldAt: isoInstant(goods.soldAt),
				noticedAt: isoInstant(goods.noticedAt),
				settledAt: orNull(goods.settledAt),
			}));
			return { body: { items: shown, nextCursor } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/oversold/{id}/settle",
			tag,
			summary: "Say what became of them: the shelf was counted, they came from another store, or the correction stands",
			body: OversoldOutcome,
			answers: { 200: z.object({ id: z.string(), outcome: z.string(), onHand: z.int() }) },
			refusals,
		},
		async (call) => ({ body: await settleOversold(await call.tenant(), { ...call.body, id: call.params.id }, { key: call.key }) }),
	);
}

function orNull(at: number | null): string | null {
	return at === null ? null : isoInstant(at);
}
