import { z } from "zod";
import { disconnect, pauseConnections, resumeConnections } from "#app/channels/change-connection.server.ts";
import { beginShopify } from "#app/channels/connect-shopify.server.ts";
import { connectProkip } from "#app/channels/connect-prokip.server.ts";
import { beginWoocommerce, connectWoocommerce, takeWoocommerceKeys } from "#app/channels/connect-woocommerce.server.ts";
import { BeginWoocommerce, ConnectProkip, ConnectShopify, ConnectWoocommerce, HandedKeys, PauseConnections } from "#app/channels/input.ts";
import { listConnections } from "#app/channels/queries.server.ts";
import { receiveWebhook } from "#app/channels/receive-webhook.server.ts";
import { isPlatform } from "#app/channels/rules.ts";
import { syncNow } from "#app/channels/sync-now.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { isoInstant } from "#app/platform/time.ts";
import { type Api, endpoint } from "./endpoint.ts";
import { mountListings } from "./listings.ts";
import { orNull } from "./shapes.ts";
import { mountTalkConnections } from "./talk-connections.ts";

const tag = "Channels";
const Done = z.object({ success: z.literal(true) });
const done = { body: { success: true as const } };

const StatusBody = z.object({
	id: z.string(),
	platform: z.string(),
	storeUrl: z.string(),
	lastSync: orNull(z.string()),
	syncEnabled: z.boolean(),
	productCount: z.int(),
	orderCount: z.int(),
});

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
			method: "post",
			path: "/connections/woocommerce/initiate",
			tag,
			keyless: true,
			summary: "Where the owner of a WooCommerce shop lets us in without typing a key",
			description:
				"Open `authUrl` in the browser of the same session within ten minutes. The shop brings its keys to `/connections/woocommerce/keys`; the browser comes back to `/connections/callback/woocommerce`, and from there to the connection, or to `/settings/channels?woocommerce_error=…`. 409 `keys_cannot_come`: this deployment has no https address a shop could bring them to; `keys_not_handed`: the shop has plain permalinks, and with those no page that lets us in.",
			body: BeginWoocommerce,
			answers: { 200: z.object({ authUrl: z.url() }) },
			refusals: [400, 409, 413, 415],
		},
		async (call) => ({ body: await beginWoocommerce(await call.tenant(), call.body) }),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/connections/woocommerce/keys",
			tag,
			open: true,
			keyless: true,
			summary: "A WooCommerce shop brings the keys its owner had made for us",
			description:
				"Kept sealed until the browser that set out is back, and tried at that shop before they are used. 404: nobody waits for them.",
			body: HandedKeys,
			answers: { 200: Done },
			refusals: [400, 404, 413, 415],
		},
		async ({ scope, body }) => {
			await takeWoocommerceKeys(scope, body);
			return done;
		},
	);
	mountTalkConnections(api, base);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/connections/prokip",
			tag,
			summary: "Connect a location of a Prokip account, by a token or a login; one that is connected already gets the new token",
			description:
				"409 `location_needed` names the locations where the token opens several and none of them is said. Of a login the password is used once and not kept.",
			body: ConnectProkip,
			answers: { 200: Done },
			refusals: [400, 409, 413, 415],
		},
		async (call) => {
			await connectProkip(await call.tenant(), call.body, { key: call.key });
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
				"Judged by its signature over the raw bytes, kept as it came, and worked on within seconds. The same delivery again is kept once. Without a header that names it, the topic may stand in the body: `{topic, resource}`. 401: not signed by the shop; 404: for nobody.",
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
	mountListings(api, base);
}

function mountSyncHalts(api: Api, base: string): void {
	const Message = z.object({ message: z.string() });
	endpoint(
		api,
		base,
		{ method: "get", path: "/sync/status", tag, summary: "How each connection stands", answers: { 200: z.array(StatusBody) } },
		async (call) => {
			const all = await listConnections(await call.tenant(), {});
			return {
				body: all.map(({ id, platform, storeUrl, state, pulledAt, askedAt, productCount, orderCount }) => {
					const last = Math.max(pulledAt ?? 0, askedAt ?? 0);
					const lastSync = last === 0 ? null : isoInstant(last);
					return { id, platform, storeUrl, lastSync, syncEnabled: state === "active", productCount, orderCount };
				}),
			};
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/sync",
			tag,
			summary: "Ask every shop now, for orders and goods",
			body: z.object({}),
			answers: { 200: Message },
		},
		async (call) => {
			await syncNow(await call.tenant(), { what: "everything" }, { key: call.key });
			return { body: { message: "Sync initiated for all stores" } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/sync/pull-orders",
			tag,
			summary: "Ask every shop now for its orders",
			body: z.object({}),
			answers: { 200: Message.extend({ count: z.int().describe("How many shops are asked") }) },
		},
		async (call) => {
			const { connections } = await syncNow(await call.tenant(), { what: "orders" }, { key: call.key });
			return { body: { message: "Pulling orders", count: connections.length } };
		},
	);
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
