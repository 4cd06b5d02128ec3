import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { proveAgain } from "#app/platform/news.ts";
import { listenTo, upgrade } from "../../support/listening.ts";
import { call, openShop, password, rowsOf } from "../../support/world.ts";

/** The cookie of a new session. */
async function signIn(who: { email: string; password: string }): Promise<string> {
	const { headers } = await call("POST", "/api/auth/login", { body: who });
	return /__Host-session=([^;]+)/.exec(headers.get("Set-Cookie") ?? "")?.[1] ?? "";
}

it("closes the sockets of somebody who signs out; what they had open elsewhere may come back", async () => {
	const shop = await openShop();
	const second = await signIn({ email: shop.email, password });
	const [here, there] = [await listenTo(shop), await listenTo(shop, { cookie: second })];
	expect((await shop.call("POST", "/api/auth/logout")).status).toBeLessThan(300);
	await here.soon(() => expect([here.closed(), there.closed()]).toEqual([proveAgain, proveAgain]));
	expect((await upgrade(shop.token, { after: 0 })).status).toBe(401);
	expect((await listenTo(shop, { cookie: second })).closed()).toBeNull();
});

it("closes the sockets of somebody who is removed", async () => {
	const shop = await openShop();
	const ida = { email: `ida-${crypto.randomUUID()}@shop.example`, password };
	const added = await shop.call("POST", "/api/users", { body: { ...ida, name: "Ida", role: "employee" } });
	expect(added.status).toBe(201);
	const token = await signIn(ida);
	const [hers, owners] = [await listenTo(shop, { cookie: token }), await listenTo(shop)];
	await shop.call("DELETE", `/api/users/${added.body.id}`);
	await hers.soon(() => expect(hers.closed()).toBe(proveAgain));
	expect(owners.closed()).toBeNull();
	expect((await upgrade(token)).status).toBe(401);
});

it("tells nothing to a session that has run out", async () => {
	const shop = await openShop();
	const page = await listenTo(shop);
	const news = env.NEWS.get(env.NEWS.idFromName(shop.businessId));
	const [session] = await rowsOf<{ expiresAt: number }>(shop, "SELECT expiresAt FROM sessions WHERE businessId = ?", shop.businessId);
	await runInDurableObject(news, (_, state) => {
		for (const socket of state.getWebSockets()) {
			const known = socket.deserializeAttachment();
			expect(known).toMatchObject({ until: session?.expiresAt });
			socket.serializeAttachment({ ...known, until: Date.now() });
		}
	});
	await news.tell([{ about: "p", rank: 1, body: '{"kind":"refresh","at":1}' }]);
	await page.soon(() => expect(page.closed()).toBe(proveAgain));
	expect(page.news()).toEqual([]);
});
