import { createExecutionContext } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { driveConnection } from "#app/channels/drive-connection.server.ts";
import { type Gate, newGate } from "#app/channels/gate.ts";
import { configOf } from "#app/platform/config.server.ts";
import { machineScope } from "#app/platform/scope.server.ts";
import { vi } from "vitest";
import { type Delivery, fakeWoocommerce, type WooShop, wooShop } from "./fakes/woocommerce.ts";
import { ConnectionDriver } from "../../workers/channels/connection-driver.ts";
import { call, origin, rowsOf, type Shop } from "./world.ts";

/** A network on which only the stand-ins for web shops answer. */
export const webshops = new Map<string, WooShop>();
const fake = fakeWoocommerce(webshops, {
	sleep: () => new Promise((_, reject) => setTimeout(() => reject(new DOMException("late", "TimeoutError")), 5)),
});

/** Other stand-ins, by the address they answer at. */
export const standIns = new Map<string, (request: Request) => Response | Promise<Response>>();

export function onlyFakesAnswer(): void {
	vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
		const request = new Request(input, init);
		const other = standIns.get(new URL(request.url).origin);
		if (other) return other(request);
		if (!request.url.startsWith("http://woo.test/")) throw new Error(`nothing answers at ${request.url}`);
		const { pathname, search } = new URL(request.url);
		return fake.fetch(new Request(`http://woo.test${pathname}${search}`, request));
	});
	// Nobody wakes the driver but the test.
	vi.spyOn(ConnectionDriver.prototype, "wake").mockResolvedValue();
}

let serial = 0;

/** A business with a web shop of its own, connected; nobody wakes its driver but the test. */
export async function withWebshop(
	shop: Shop,
	web: WooShop = wooShop(),
): Promise<{ web: WooShop; host: string; connectionId: string; gates: { gate: Gate } }> {
	const host = `web-${++serial}.example`;
	webshops.set(host, web);
	const answered = await shop.call("POST", "/connections/woocommerce", {
		body: { storeUrl: `https://${host}`, consumerKey: "ck_test", consumerSecret: "cs_test" },
	});
	if (answered.status !== 200) throw new Error(JSON.stringify(answered.body));
	const [row] = await rowsOf<{ id: string }>(
		shop,
		"SELECT id FROM connections WHERE businessId = ? AND storeUrl = ?",
		shop.businessId,
		`https://${host}`,
	);
	return { web, host, connectionId: row?.id ?? "", gates: { gate: newGate } };
}

/** One turn of a connection's driver, at an instant; `spent`: of how many questions of the 700 it may ask. */
export function drive(
	shop: Shop,
	connection: { connectionId: string; gates: { gate: Gate } },
	at?: number,
	spent = 0,
): Promise<number | null> {
	const execution = createExecutionContext();
	const scope = machineScope({ ...env, EVENTS: quiet, WAKES: quiet }, configOf(env), (work) => execution.waitUntil(work), at);
	scope.meter.questions = spent;
	const keeper = {
		gate: connection.gates.gate,
		keep(gate: Gate) {
			keeper.gate = gate;
			connection.gates.gate = gate;
		},
	};
	return driveConnection(
		scope,
		{ connectionId: connection.connectionId, businessId: shop.businessId, shard: shop.shard },
		keeper,
		null,
		() => at ?? Date.now(),
	);
}
const quiet = { send: async () => {}, sendBatch: async () => {} } as unknown as Queue;

/** A delivery as the web shop sends it. */
export async function deliver({ url, headers, body }: Delivery): Promise<number> {
	const { pathname, search } = new URL(url);
	const { status } = await call("POST", pathname + search, { body, headers });
	return status;
}

/** The way a shop's owner goes: to the shop, where they let us in (or do not) and it brings us its keys, and the address they come back to. */
export async function letIn(shop: Shop, host: string, answer: "Approve" | "Deny" = "Approve"): Promise<string> {
	standIns.set(origin, (request) => exports.default.fetch(request));
	const begun = await shop.call("POST", "/connections/woocommerce/initiate", { body: { storeUrl: host } });
	if (begun.status !== 200) throw new Error(JSON.stringify(begun.body));
	const html = await (await fetch(begun.body.authUrl)).text();
	const link = new RegExp(`href="([^"]+)">${answer}<`).exec(html)?.[1] ?? "";
	const next = new URL(
		link.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))),
		begun.body.authUrl,
	);
	const answered = next.origin === origin ? null : await fetch(next, { redirect: "manual" });
	const back = answered === null ? next : new URL(answered.headers.get("Location") ?? `/said/${answered.status}`, origin);
	return back.pathname + back.search;
}

/** Brings what a shop has on its way. @returns the statuses it was answered with */
export async function deliverAll(web: WooShop): Promise<number[]> {
	const statuses: number[] = [];
	for (const delivery of web.deliveries.splice(0)) statuses.push(await deliver(delivery));
	return statuses;
}
