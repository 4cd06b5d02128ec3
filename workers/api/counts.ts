import { z } from "zod";
import { isoInstant } from "#app/platform/time.ts";
import { applyCount } from "#app/stock/apply-count.server.ts";
import { cancelCount } from "#app/stock/cancel-count.server.ts";
import { countProduct } from "#app/stock/count-product.server.ts";
import { countLines, type SheetLine } from "#app/stock/count-sheet.server.ts";
import { type Count, listCounts, oneCount } from "#app/stock/counts.server.ts";
import { ApplyCount, CountFields, CountLines, ListCounts, OpenFields } from "#app/stock/input.ts";
import { openCount } from "#app/stock/open-count.server.ts";
import { countScopes, countStatuses, uncountedChoices } from "#app/stock/rules.ts";
import { type Api, endpoint } from "./endpoint.ts";
import { pageBody } from "./shapes.ts";

const CountBody = z
	.object({
		id: z.string(),
		storeId: z.string(),
		scope: z.enum(countScopes),
		categoryId: z.string().nullable(),
		blind: z.boolean(),
		status: z.enum(countStatuses),
		note: z.string(),
		uncounted: z.enum(uncountedChoices).nullable().describe("What became of the products nobody counted"),
		wanted: z.int().describe("Products in scope when it was opened"),
		counted: z.int().describe("Products counted so far"),
		off: z.int().nullable().describe("Products that were wrong, once it is applied"),
		openedBy: z.string(),
		openedAt: z.iso.datetime(),
		closedBy: z.string().nullable(),
		closedAt: z.iso.datetime().nullable(),
	})
	.meta({ id: "StockCount" });
const LineBody = z.object({
	productId: z.string(),
	name: z.string(),
	sku: z.string(),
	counted: z.int(),
	countedAt: z.iso.datetime(),
	countedBy: z.string(),
	expected: z.int().nullable().describe("What the ledger held at that instant; null in a blind count"),
	correction: z.int().nullable().describe("By how much the shelf was corrected; null until it is applied"),
});
const CountedBody = z.object({
	product: z.object({ id: z.string(), name: z.string(), sku: z.string() }),
	counted: z.int().nullable(),
	countedAt: z.iso.datetime().nullable(),
});

const tag = "Counts";

export function mountCounts(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/counts",
			tag,
			summary: "Counts of the shelves, newest first",
			query: ListCounts,
			answers: { 200: pageBody(CountBody) },
			refusals: [400],
		},
		async (call) => {
			const { items, nextCursor } = await listCounts(await call.tenant(), { ...call.query });
			return { body: { items: items.map(countBody), nextCursor } };
		},
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/counts",
			tag,
			summary: "Open a count of a store, a category in it, or chosen products",
			body: OpenFields,
			answers: { 201: CountBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => ({ status: 201, body: countBody(await openCount(await call.tenant(), call.body, { key: call.key })) }),
	);

	endpoint(
		api,
		base,
		{ method: "get", path: "/counts/{id}", tag, summary: "One count", answers: { 200: CountBody }, refusals: [404] },
		async (call) => ({ body: countBody(await oneCount(await call.tenant(), { countId: call.params.id ?? "" })) }),
	);

	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/counts/{id}/lines",
			tag,
			summary: "What was counted, and when",
			query: CountLines.omit({ countId: true }),
			answers: { 200: pageBody(LineBody) },
			refusals: [400, 404],
		},
		async (call) => {
			const { items, nextCursor } = await countLines(await call.tenant(), { ...call.query, countId: call.params.id ?? "" });
			return { body: { items: items.map(lineBody), nextCursor } };
		},
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/counts/{id}/lines",
			tag,
			summary: "Say how many of a product were found, or that some more were",
			body: CountFields.omit({ countId: true }),
			answers: { 200: CountedBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => {
			const counted = await countProduct(await call.tenant(), { ...call.body, countId: call.params.id }, { key: call.key });
			return { body: { ...counted, countedAt: counted.countedAt === null ? null : isoInstant(counted.countedAt) } };
		},
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/counts/{id}/apply",
			tag,
			summary: "Correct the shelves to what was counted; what was sold or came in since stays so",
			body: ApplyCount.omit({ countId: true }),
			answers: { 200: CountBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => ({
			body: countBody(await applyCount(await call.tenant(), { ...call.body, countId: call.params.id }, { key: call.key })),
		}),
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/counts/{id}/cancel",
			tag,
			summary: "Give a count up; no shelf changes",
			answers: { 200: CountBody },
			refusals: [404, 409],
		},
		async (call) => ({ body: countBody(await cancelCount(await call.tenant(), { countId: call.params.id }, { key: call.key })) }),
	);
}

function countBody({ blind, openedAt, closedAt, ...count }: Count): z.output<typeof CountBody> {
	return { ...count, blind: blind === 1, openedAt: isoInstant(openedAt), closedAt: closedAt === null ? null : isoInstant(closedAt) };
}

function lineBody({ productId, name, sku, counted, countedAt, countedBy, expected, correction }: SheetLine): z.output<typeof LineBody> {
	return { productId, name, sku, counted, countedAt: isoInstant(countedAt), countedBy, expected, correction };
}
