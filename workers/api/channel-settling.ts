import { z } from "zod";
import { SeeToOrder, SettleConflict } from "#app/channels/input.ts";
import { seeToOrder } from "#app/channels/see-to-order.server.ts";
import { settleConflict } from "#app/channels/settle-conflict.server.ts";
import { mountDataRequests } from "./channel-requests.ts";
import { type Api, endpoint } from "./endpoint.ts";

const tag = "Channels";

/** What a person decides about a connection: which of two numbers is right, and that an order was seen to. */
export function mountChannelSettling(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/channels/{id}/conflicts",
			tag,
			summary: "Say which number is right where another one stood there: `theirs` corrects our shelf by the difference",
			description: "409 `stale_write`: another number stands there by now; look again.",
			body: SettleConflict.omit({ connectionId: true }).extend({ at: z.iso.datetime().describe("Of the conflict that was looked at") }),
			answers: { 200: z.object({ variantId: z.string(), delta: z.int().describe("By how much our shelf was corrected") }) },
			refusals: [404, 409, 415],
		},
		async (call) => {
			const wish = { ...call.body, at: Date.parse(String(call.body.at)), connectionId: call.params.id };
			return { body: await settleConflict(await call.tenant(), wish, { key: call.key }) };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/channels/{id}/orders/seen",
			tag,
			summary: "Say that somebody has seen to an order that could not be brought in line by itself",
			body: SeeToOrder.omit({ connectionId: true }),
			answers: { 200: z.object({ platformOrderId: z.string() }) },
			refusals: [404, 415],
		},
		async (call) => ({ body: await seeToOrder(await call.tenant(), { ...call.body, connectionId: call.params.id }, { key: call.key }) }),
	);
	mountDataRequests(api, base);
}
