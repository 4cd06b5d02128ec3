import { z } from "zod";
import { disconnect, pauseConnections, resumeConnections } from "#app/channels/change-connection.server.ts";
import { beginShopify } from "#app/channels/connect-shopify.server.ts";
import { connectWoocommerce } from "#app/channels/connect.server.ts";
import { ConnectShopify, ConnectWoocommerce, PauseConnections } from "#app/channels/input.ts";
import { receiveWebhook } from "#app/channels/receive-webhook.server.ts";
import { isPlatform } from "#app/channels/rules.ts";
import { refuse } from "#app/platform/errors.ts";
import { type Api, endpoint } from "./endpoint.ts";

const tag = "Channels";
const Done = z.object({ success: z.literal(true) });
const done = { body: { success: true as const } };

/** Shops elsewhere: connected, paused, disconnected, and what they told us. Also without `/api`, as platforms and earlier clients know it. */
export function mountConnections(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/connections/woocommerce",
			tag,
			summary: "Connect a WooCommerce shop by its keys; one that is connected already gets the new ones",
			body: ConnectWoocommerce,
			answers: { 200: Done },
			refusals: [400, 409, 413, 415],
		},
		async (call) => {
			await connectWoocommerce(await call.tenant(), call.body, { key: call.key });
			return done;
		},
	);
	endpoint(
		api,
		base,
		{
			method: "delete",
			path: "/connections/{id}",
			tag,
			summary: "Disconnect a shop: its webhooks and keys go, its orders stay",
			answers: { 200: Done },
			refusals: [404],
		},
		async (call) => {
			await disconnect(await call.tenant(), { connectionId: call.params.id }, { key: call.key });
			return done;
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/connections/webhook/{platform}",
			tag,
			open: true,
			keyless: true,
			summary: "A shop says that something happened",
			description:
				"Judged by its signature over the raw bytes, kept as it came, and worked on within seconds. The same delivery again is kept once. 401: not signed by the shop; 404: for nobody.",
			file: ["application/json", "application/x-www-form-urlencoded"],
			answers: { 200: z.object({ kept: z.int().describe("For how many connections it was new") }) },
			refusals: [400, 401, 404, 413],
		},
		async ({ c, scope, params }) => {
			const platform = params.platform ?? "";
			if (!isPlatform(platform)) return refuse("not_found", "connection_not_found");
			const delivery = { url: new URL(c.req.url), headers: c.req.raw.headers, body: new Uint8Array(await c.req.arrayBuffer()) };
			return { body: await receiveWebhook(scope, platform, delivery) };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/connections/shopify/initiate",
			tag,
			keyless: true,
			summary: "Where a merchant gives consent for a Shopify shop to be connected",
			description:
				"Open `authUrl` in the browser of the same session within ten minutes. It comes back to `/connections/callback/shopify`, and from there to `/?shopify_success=true&store=…` or `/?shopify_error=…`.",
			body: ConnectShopify,
			answers: { 200: z.object({ authUrl: z.url() }) },
			refusals: [400, 413, 415],
		},
		async (call) => ({ body: await beginShopify(await call.tenant(), call.body) }),
	);
	mountSyncHalts(api, base);
}

function mountSyncHalts(api: Api, base: string): void {
	const Message = z.object({ message: z.string() });
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/sync/pause",
			tag,
			summary: "Pause one connection, or all: what is told meanwhile is kept",
			body: PauseConnections,
			answers: { 200: Message },
			refusals: [404, 409, 415],
		},
		async (call) => {
			const { connections } = await pauseConnections(await call.tenant(), call.body, { key: call.key });
			return { body: { message: `Sync paused for ${connections.length} ${connections.length === 1 ? "store" : "stores"}` } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/sync/resume",
			tag,
			summary: "Go on with one connection, or all, first with what was told meanwhile, in order",
			body: PauseConnections,
			answers: { 200: Message },
			refusals: [404, 409, 415],
		},
		async (call) => {
			const { connections } = await resumeConnections(await call.tenant(), call.body, { key: call.key });
			return { body: { message: `Sync resumed for ${connections.length} ${connections.length === 1 ? "store" : "stores"}` } };
		},
	);
}
