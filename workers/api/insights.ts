import { z } from "zod";
import { OfStore, Predict } from "#app/insights/input.ts";
import { prediction } from "#app/insights/prediction.server.ts";
import { dashboard } from "#app/insights/queries.server.ts";
import type { Window } from "#app/insights/rules.ts";
import { decimalString } from "#app/platform/money.ts";
import { isoInstant } from "#app/platform/time.ts";
import { type Api, endpoint } from "./endpoint.ts";

const numbers = { units: z.int(), revenue: z.string().describe("Decimal string"), orders: z.int() };
const WindowBody = z.object({ ...numbers, before: z.object(numbers) }).meta({
	id: "Window",
	description: "Net of refunds, which count on the day they were given; `before` is the period of the same length before it.",
});

const DashboardBody = z.object({
	storeId: z.string().nullable(),
	currency: z.string(),
	today: WindowBody,
	last7: WindowBody,
	last30: WindowBody,
	excludedStores: z
		.array(z.object({ id: z.string(), name: z.string(), currency: z.string() }))
		.describe("Stores in another currency, left out of the sum"),
});

const PredictionBody = z.object({
	productId: z.string(),
	storeId: z.string().nullable(),
	avgDailySales: z.number().describe("Net units a day over the 30 days ending today in the store's zone"),
	currentStock: z.int(),
	daysLeft: z.number().nullable().describe("null when nothing sells"),
	inStockDays: z.int(),
	inStockDailySales: z.number().describe("Net units a day on which it could be bought"),
	rate: z
		.number()
		.describe(
			"Units a day it is ordered by: as learnt from the business's past each night, else the one of the two above that could be trusted last night; of a shelf no night has looked at yet, the one that can be now",
		),
	basis: z
		.object({
			method: z.enum(["pooled", "blend", "tsb", "last30", "plain"]).describe("plain: too little past to learn from"),
			windows: z.int().describe("Past windows of four weeks it was learnt from"),
			measured: z
				.object({
					error: z.number().describe("Sum of errors of four weeks' totals by sum of sales"),
					bias: z.number().describe("Above 0 where too much was expected"),
					within80: z.number().describe("Share of totals that were not above the 80 % figure"),
					within95: z.number(),
				})
				.nullable(),
		})
		.describe("How the rate came about, and how far off it was on this business's own past"),
	advice: z
		.object({
			reorderPoint: z
				.int()
				.describe(
					"Lasts until new stock is there, 95 times in 100. It leaves out the level somebody set: the list orders at the higher of the two (`orderAt`)",
				),
			safetyStock: z.int().describe("What of it is for luck"),
			upTo: z.int().describe("What leadDays and coverDays take, 95 times in 100, or the level somebody set"),
			leadDays: z.int().describe("As the product's vendor delivers"),
			coverDays: z.int(),
			packSize: z.int(),
			shelves: z.int().describe("How many shelves the figures are the sum of"),
		})
		.describe("What the list of what to order goes by, of this product"),
	stockOutDate: z.iso.date().nullable(),
	stockOutRange: z
		.object({ from: z.iso.date(), until: z.iso.date().nullable() })
		.nullable()
		.describe("Out between these days four times in five; null when nothing sells or it lasts over half a year"),
	suggestedOrder: z.int().describe("What `GET /purchasing/suggestions` says of its shelves, added up; 0 where that can wait"),
	calculatedAt: z.iso.datetime(),
});

/** Numbers: they only read. */
export function mountInsights(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/dashboard",
			tag: "Insights",
			summary: "Sold today, in 7 and in 30 days, and in as many before",
			description: "Of one store, or of all in the business's currency, each by its own calendar.",
			query: OfStore,
			answers: { 200: DashboardBody },
			refusals: [400],
		},
		async (call) => {
			const { currency, today, last7, last30, ...rest } = await dashboard(await call.tenant(), call.query);
			return {
				body: {
					...rest,
					currency,
					today: windowBody(today, currency),
					last7: windowBody(last7, currency),
					last30: windowBody(last30, currency),
				},
			};
		},
	);

	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/predictions/{productId}",
			tag: "Insights",
			summary: "How fast a product sells and how long it lasts",
			query: Predict.omit({ productId: true }),
			answers: { 200: PredictionBody },
			refusals: [400, 404],
		},
		async (call) => {
			const {
				today: _today,
				available: _available,
				incoming: _incoming,
				runway,
				...forecast
			} = await prediction(await call.tenant(), { ...call.query, productId: call.params.productId ?? "" });
			const { calculatedAt, ...said } = { ...forecast, stockOutRange: runway.out };
			return { body: { ...said, calculatedAt: isoInstant(calculatedAt) }, sameAs: said };
		},
	);
}

function windowBody({ units, revenue, orders, before }: Window, currency: string): z.output<typeof WindowBody> {
	return {
		units,
		revenue: decimalString(revenue, currency),
		orders,
		before: { ...before, revenue: decimalString(before.revenue, currency) },
	};
}
