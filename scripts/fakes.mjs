// Stand-ins for the platforms we talk to, each on a free port of this machine, and the settings that lead to them. Never part of a deployment.
import { once } from "node:events";
import { createServer } from "node:http";
import { Readable } from "node:stream";
import { host } from "./port.mjs";

/** Where the platforms of shops are stood in for when nothing else is there. @param {number} [served] the shop's own port, which is left to it */
export const usualPorts = (served) =>
	Object.fromEntries(Object.entries({ prokip: 4000, shopify: 4001, woocommerce: 4002 }).filter(([, port]) => port !== served));
const shopNames = { prokip: "Prokip", shopify: "Shopify", woocommerce: "WooCommerce" };

/**
 * @param {object} [options]
 * @param {Record<string, number>} [options.ports] those of `usualPorts`; one that is taken, or absent, is a free one
 * @param {number} [options.phonePort] where a visitor plays a customer; a free one when absent
 * @returns `env` for serve() in mock mode, where no platform or shop is really called; `chosen`: that, or, where MOCK_MODE says no, only what the
 * demo's own shops need, which exist nowhere (`.example`); `shops`: where they are; and `stop()`
 */
export async function startFakes({ phonePort = 0, ports = {} } = {}) {
	const { fakeGoogle } = await import("../tests/support/fakes/google.ts");
	const { demoStorefronts } = await import("../tests/support/fakes/demo-storefronts.ts");
	const { demoWebshops } = await import("../tests/support/fakes/demo-webshops.ts");
	const { demoShopify } = await import("../tests/support/fakes/demo-shopify.ts");
	const { demoProkip } = await import("../tests/support/fakes/demo-prokip.ts");
	const { demoMeta } = await import("../tests/support/fakes/demo-meta.ts");
	const client = { clientId: "storekeep.apps.example", clientSecret: "known-to-everybody" };
	const google = await listen(fakeGoogle(client));
	const vendors = await listen(demoStorefronts());
	const shopify = await listenNear(demoShopify(client), ports.shopify);
	const webshops = await listenNear(demoWebshops(), ports.woocommerce);
	const prokip = await listenNear(demoProkip(), ports.prokip);
	const { app, begin } = demoMeta();
	const meta = await listen(app, phonePort);
	const demo = { VENDOR_MOCK_URL: vendors.url, WOOCOMMERCE_MOCK_URL: webshops.url, PROKIP_MOCK_URL: prokip.url, META_MOCK_URL: meta.url };
	const env = {
		...demo,
		MOCK_MODE: "1",
		GOOGLE_CLIENT_ID: client.clientId,
		GOOGLE_CLIENT_SECRET: client.clientSecret,
		GOOGLE_MOCK_URL: google.url,
		SHOPIFY_CLIENT_ID: client.clientId,
		SHOPIFY_CLIENT_SECRET: client.clientSecret,
		SHOPIFY_MOCK_URL: shopify.url,
	};
	return {
		env,
		chosen: ["0", "false", "off", ""].includes(process.env.MOCK_MODE ?? "1") ? demo : env,
		stop: () => Promise.all([google.stop(), vendors.stop(), shopify.stop(), webshops.stop(), prokip.stop(), meta.stop()]),
		/** Where each platform of shops is stood in for, a line each; one whose usual port was taken says so. */
		shops: Object.entries({ prokip, shopify, woocommerce: webshops }).map(([name, { url, wasTaken }]) => {
			const instead = wasTaken ? `, as ${ports[name]} is taken` : "";
			return `  ${shopNames[name].padEnd(12)} ${url}${instead}`;
		}),
		/** Where a visitor plays a customer. */
		phone: `${meta.url}/phone`,
		/** What the demo's customers wrote so far is told to whoever is served there. */
		begin,
	};
}

/** Serves it on a port, or on a free one where that is taken. */
async function listenNear(app, port = 0) {
	try {
		return { ...(await listen(app, port)), wasTaken: false };
	} catch (error) {
		if (port === 0 || !["EADDRINUSE", "EACCES"].includes(error.code)) throw error;
		return { ...(await listen(app)), wasTaken: true };
	}
}

/** Serves a fetch handler with Node's own server. */
export async function listen(app, port = 0) {
	const server = createServer(async (incoming, outgoing) => {
		const body = incoming.method === "GET" || incoming.method === "HEAD" ? null : Readable.toWeb(incoming);
		const request = new Request(`http://${host}${incoming.url}`, {
			method: incoming.method,
			headers: new Headers(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
			body,
			duplex: "half",
		});
		const response = await app.fetch(request);
		outgoing.writeHead(response.status, Object.fromEntries(response.headers));
		outgoing.end(Buffer.from(await response.arrayBuffer()));
	}).listen(port, host);
	await once(server, "listening");
	return {
		url: `http://${host}:${server.address().port}`,
		stop: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, "close");
		},
	};
}
