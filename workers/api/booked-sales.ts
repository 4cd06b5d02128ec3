import { z } from "zod";
import { listBookedSales, retrySales } from "#app/channels/booked-sales.server.ts";
import { ListBookedSales, RetrySales } from "#app/channels/input.ts";
import { bookedStates } from "#app/channels/rules.ts";
import { isoInstant } from "#app/platform/time.ts";
import { type Api, endpoint } from "./endpoint.ts";
import { orNull, pageBody } from "./shapes.ts";

const tag = "Channels";

const BookedSaleBody = z.object({
	orderId: z.string(),
	number: z.string(),
	state: z.enum(bookedStates).describe("`parked`: a person has to see to it; `passed`: nothing of it is goods"),
	saleId: orNull(z.string()).describe("What the ERP calls it"),
	reason: z.string(),
	skus: z.array(z.string()).describe("Which goods the reason is about"),
	heard: z.string().describe("What the ERP said of it"),
	sentAt: orNull(z.string()),
	updatedAt: z.string(),
});

/** Sales as an ERP is told of them. */
export function mountBookedSales(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/channels/{id}/sales",
			tag,
			summary: "Sales as they go into an ERP's books, newest first",
			query: ListBookedSales.omit({ connectionId: true }),
			answers: { 200: pageBody(BookedSaleBody) },
			refusals: [400, 404],
		},
		async (call) => {
			const asked = { ...call.query, connectionId: call.params.id ?? "" };
			const { items, nextCursor } = await listBookedSales(await call.tenant(), asked);
			return {
				body: {
					items: items.map((item) => ({
						...item,
						sentAt: item.sentAt === null ? null : isoInstant(item.sentAt),
						updatedAt: isoInstant(item.updatedAt),
					})),
					nextCursor,
				},
			};
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/channels/{id}/sales/retry",
			tag,
			summary: "Tell parked sales to the ERP again: one, or all of them",
			body: RetrySales.omit({ connectionId: true }),
			answers: { 200: z.object({ sales: z.int() }) },
			refusals: [404, 409, 415],
		},
		async (call) => ({
			body: await retrySales(await call.tenant(), { ...call.body, connectionId: call.params.id }, { key: call.key }),
		}),
	);
}
