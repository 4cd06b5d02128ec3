import { z } from "zod";
import { answerDataRequest, listDataRequests } from "#app/channels/data-requests.server.ts";
import { isoInstant } from "#app/platform/time.ts";
import { type Api, endpoint } from "./endpoint.ts";
import { orNull } from "./shapes.ts";

const tag = "Channels";

const RequestBody = z.object({
	id: z.string(),
	askedAt: z.string(),
	dueAt: z.string().describe("By when the law wants it answered"),
	answeredAt: orNull(z.string()),
	answeredBy: z.string(),
	people: z
		.array(z.object({ id: z.string(), name: z.string() }))
		.describe("Who they are here; `/customers/{id}/record` is the file to hand to them. Who was erased since is not among them"),
	orders: z.int().describe("Orders of theirs, counted when they asked"),
	looseOrders: z.array(z.string()).describe("Orders they named that are nobody's here"),
});

/** What customers of a shop ask for by law, and that they were told. */
export function mountDataRequests(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/channels/{id}/data-requests",
			tag,
			summary: "Who asked a shop what is held of them: the last fifty, those that wait first",
			answers: { 200: z.object({ items: z.array(RequestBody) }) },
			refusals: [404],
		},
		async (call) => {
			const items = await listDataRequests(await call.tenant(), { connectionId: call.params.id ?? "" });
			const body = items.map(({ askedAt, dueAt, answeredAt, ...request }) => ({
				...request,
				askedAt: isoInstant(askedAt),
				dueAt: isoInstant(dueAt),
				answeredAt: answeredAt === null ? null : isoInstant(answeredAt),
			}));
			return { body: { items: body } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/channels/{id}/data-requests/{requestId}/answered",
			tag,
			summary: "Say that somebody was given what is held of them",
			body: z.object({}),
			answers: { 200: z.object({ requestId: z.string() }) },
			refusals: [404, 415],
		},
		async (call) => ({
			body: await answerDataRequest(
				await call.tenant(),
				{ connectionId: call.params.id, requestId: call.params.requestId },
				{ key: call.key },
			),
		}),
	);
}
