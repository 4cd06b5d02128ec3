import { beforeAll, expect, it } from "vitest";
import { beginWoocommerce, finishWoocommerce, takeWoocommerceKeys } from "#app/channels/connect-woocommerce.server.ts";
import { minute } from "#app/platform/time.ts";
import { runJob } from "../../../workers/cron/jobs.ts";
import { wooShop, type WooShop } from "../../support/fakes/woocommerce.ts";
import { letIn, onlyFakesAnswer, webshops } from "../../support/woo.ts";
import { call, openShop, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";

beforeAll(onlyFakesAnswer);

let serial = 0;
function openWebshop(): { web: WooShop; host: string } {
	const [web, host] = [wooShop(), `let-in-${++serial}.example`];
	web.keys.clear();
	webshops.set(host, web);
	return { web, host };
}
const connectionsOf = (shop: Shop) =>
	rowsOf<{ id: string; state: string; storeUrl: string; storeId: string }>(
		shop,
		"SELECT * FROM connections WHERE businessId = ?",
		shop.businessId,
	);
const tripsOf = (shop: Shop) =>
	rowsOf<{ credentials: string | null; usedAt: number | null }>(
		shop,
		"SELECT * FROM channelConsents WHERE businessId = ?",
		shop.businessId,
	);
const led = async (shop: Shop, path: string) => (await shop.call("GET", path)).headers.get("Location");
const unknown = "/settings/channels?woocommerce_error=invalid_state";
const keys = (state: string, half = "brought1") => ({ user_id: state, consumer_key: `ck_${half}`, consumer_secret: `cs_${half}` });
/** Set out, and not there yet. */
async function begun(shop: Shop, host: string): Promise<string> {
	const { body } = await shop.call("POST", "/connections/woocommerce/initiate", { body: { storeUrl: host } });
	return new URL(body.authUrl).searchParams.get("user_id") ?? "";
}
const bring = (body: object) => call("POST", "/connections/woocommerce/keys", { body });

it("connects a shop whose owner lets us in there, once however often, and nobody can read the keys it brings", async () => {
	const shop = await openShop();
	const { web, host } = openWebshop();
	const back = await letIn(shop, `https://${host}/wp-admin/`);
	const [waiting] = await tripsOf(shop);
	expect(waiting?.credentials).toMatch(/^v1\./);
	const asked = web.asked.find(({ path }) => path.includes("wc-auth"));
	expect(asked?.method).toBe("GET");
	const said = await led(shop, back);
	const [connection] = await connectionsOf(shop);
	expect(said).toBe(`/settings/channels/${connection?.id}?said=connected`);
	expect(connection).toMatchObject({ state: "active", storeUrl: `https://${host}`, storeId: shop.storeId });
	expect(JSON.stringify([connection, waiting])).not.toContain([...web.keys.keys()][0]);
	// They are not kept where they waited.
	expect(await tripsOf(shop)).toMatchObject([{ credentials: null, usedAt: expect.any(Number) }]);
	expect(await led(shop, await letIn(shop, host))).toBe(said);
	expect(await connectionsOf(shop)).toHaveLength(1);
	expect(web.keys.size).toBe(2);
});

it("says so when we are not let in, when no keys came, and when those that came do not open that shop, and connects nothing", async () => {
	const shop = await openShop();
	const { web, host } = openWebshop();
	expect(await led(shop, await letIn(shop, host, "Deny"))).toBe("/settings/channels?woocommerce_error=access_denied");
	const path = "/connections/callback/woocommerce?success=1&user_id=";
	expect(await led(shop, path + (await begun(shop, host)))).toBe("/settings/channels?woocommerce_error=keys_missing");
	// Of another shop, or of nobody's: brought by whoever saw the state.
	const state = await begun(shop, host);
	expect((await bring(keys(state))).status).toBe(200);
	expect(await led(shop, path + state)).toBe("/settings/channels?woocommerce_error=not_connected&reason=keys_refused");
	expect(await connectionsOf(shop)).toEqual([]);
	expect((await tripsOf(shop)).map(({ credentials }) => credentials)).toEqual([null, null, null]);
	expect(web.keys.size).toBe(0);
	const page = await shop.call("GET", "/settings/channels?woocommerce_error=not_connected&reason=keys_refused");
	expect(page.body).toContain("could not be connected");
	expect(page.body).toContain("does not know these keys");
});

it("believes no return of another session or business, none that comes twice or late, and none that names nothing", async () => {
	const [shop, other] = await twoShops();
	const { host } = openWebshop();
	const back = await letIn(shop, host);
	expect(await led(other, back)).toBe(unknown);
	const again = await call("POST", "/auth/login", { body: { email: shop.email, password: "frames on the shelf" } });
	const elsewhere = { Authorization: `Bearer ${again.body.token}` };
	expect((await call("GET", back, { headers: elsewhere })).headers.get("Location")).toBe(unknown);
	expect((await call("GET", back)).headers.get("Location")).toBe(unknown);
	expect(await led(shop, "/connections/callback/woocommerce?success=1")).toBe(unknown);
	expect(await connectionsOf(shop)).toEqual([]);
	const all = await Promise.all([led(shop, back), led(shop, back), led(shop, back)]);
	expect(all.filter((said) => said === unknown)).toHaveLength(2);
	expect(await led(shop, back)).toBe(unknown);
	expect([(await connectionsOf(shop)).length, (await connectionsOf(other)).length]).toEqual([1, 0]);
	const late = await letIn(shop, host);
	const tenant = await shop.tenant(Date.now() + 10 * minute);
	expect(await finishWoocommerce(tenant, new URLSearchParams(late.slice(late.indexOf("?"))))).toEqual({ error: "invalid_state" });
});

it("takes keys once for whoever waits for them: the same again are those it has, others are not taken, nor any late, used or unknown", async () => {
	const [shop, other] = await twoShops();
	const { host } = openWebshop();
	const state = await begun(shop, host);
	const both = await Promise.all([bring(keys(state)), bring(keys(state, "other12"))]);
	expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
	const taken = both[0]?.status === 200 ? "brought1" : "other12";
	expect((await bring(keys(state, taken))).status).toBe(200);
	expect((await bring(keys(state, "third123"))).body.code).toBe("consent_unknown");
	await led(shop, `/connections/callback/woocommerce?success=1&user_id=${state}`);
	expect((await bring(keys(state, taken))).status).toBe(404);
	// The place that a state names is another business's, or none.
	const forged = state.replace(shop.businessId, other.businessId);
	for (const wrong of [forged, "nobody", `9.${shop.businessId}.x`, state.slice(0, -1)]) expect((await bring(keys(wrong))).status).toBe(404);
	expect((await bring({ user_id: state, consumer_key: "ck_brought1" })).status).toBe(400);
	const late = await begun(shop, host);
	const { scope } = testScope(Date.now() + 10 * minute);
	await expect(takeWoocommerceKeys(scope, keys(late))).rejects.toMatchObject({ kind: "not_found", code: "consent_unknown" });
	expect(await tripsOf(other)).toEqual([]);
});

it("forgets trips nobody came back from, with the keys that came for them", async () => {
	const shop = await openShop();
	const { host } = openWebshop();
	await letIn(shop, host);
	await runJob(testScope().scope, { job: "clean-sessions", shard: shop.shard });
	expect(await tripsOf(shop)).toHaveLength(1);
	await runJob(testScope(Date.now() + 10 * minute).scope, { job: "clean-sessions", shard: shop.shard });
	expect(await tripsOf(shop)).toEqual([]);
});

it("sets out only to a public shop that is there and leads nowhere else, and only for whoever may", async () => {
	const [shop, other] = await twoShops();
	const { web, host } = openWebshop();
	const begin = (storeUrl: string, more = {}) => shop.call("POST", "/connections/woocommerce/initiate", { body: { storeUrl, ...more } });
	for (const storeUrl of [
		"http://shop.example",
		"https://127.0.0.1",
		"https://10.0.0.1/shop",
		"localhost",
		"https://storekeep.test",
		"a b",
	])
		expect((await begin(storeUrl)).body.details.issues[0].field, storeUrl).toBe("storeUrl");
	expect(web.asked).toEqual([]);
	expect((await begin("https://nobody.example")).body).toMatchObject({ code: "shop_not_connected", details: { reason: "not_a_shop" } });
	web.faults.push("elsewhere");
	expect((await begin(host)).body).toMatchObject({ code: "shop_not_connected", details: { reason: "moved_elsewhere" } });
	expect((await begin(host, { storeId: other.storeId })).status).toBe(403);
	expect((await call("POST", "/connections/woocommerce/initiate", { body: { storeUrl: host } })).status).toBe(401);
	// A real shop would not bring its keys to an address without TLS.
	const tenant = await shop.tenant();
	const real = { ...tenant, scope: { ...tenant.scope, cfg: { ...tenant.scope.cfg, MOCK_MODE: false } } };
	await expect(beginWoocommerce(real, { storeUrl: "https://shop.real.dk" })).rejects.toMatchObject({ code: "keys_cannot_come" });
	expect(await tripsOf(shop)).toEqual([]);
});
