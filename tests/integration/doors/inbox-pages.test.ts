import { expect, it } from "vitest";
import { setInbox } from "#app/inbox/keep-settings.server.ts";
import { call, openShop, rowsOf } from "../../support/world.ts";

/** What people do on the inbox's pages before scripts: forms, as a browser sends them. */

const asForm = { "Content-Type": "application/x-www-form-urlencoded" };

it("lets somebody who keeps no settings begin and end their own shift, where conversations are given out", async () => {
	const shop = await openShop();
	const ida = { email: `ida-${shop.userId}@shop.example`, password: "frames on the shelf" };
	const { body: added } = await shop.call("POST", "/api/users", { body: { ...ida, name: "Ida", role: "agent" } });
	const { headers } = await call("POST", "/api/auth/login", { body: ida });
	const Cookie = `__Host-session=${/__Host-session=([^;]+)/.exec(headers.get("Set-Cookie") ?? "")?.[1] ?? ""}`;
	const page = async () => String((await call("GET", "/inbox", { headers: { Cookie } })).body);
	expect(await page()).not.toContain("Take new conversations");
	await setInbox(await shop.tenant(), { assignment: "round_robin", capacity: 5 });
	expect(await page()).toContain("Take new conversations");
	const shift = (to: string, commandId: string) =>
		call("POST", "/inbox", {
			headers: { ...asForm, Cookie, Origin: "http://storekeep.test" },
			body: new URLSearchParams({ to, commandId }).toString(),
		});
	const isAvailable = async () =>
		(await rowsOf(shop, "SELECT userId, isAvailable FROM inboxAgents WHERE businessId = ?", shop.businessId)).map((row) => ({ ...row }));
	expect((await shift("take", "one")).status).toBe(200);
	expect(await isAvailable()).toEqual([{ userId: added.id, isAvailable: 1 }]);
	expect(await page()).toContain("Pause: take none");
	expect((await shift("handBack", "two")).status).toBe(200);
	expect(await isAvailable()).toEqual([{ userId: added.id, isAvailable: 0 }]);
	expect((await call("POST", "/inbox", { headers: { ...asForm, Origin: "http://storekeep.test" }, body: "to=take" })).status).toBe(302);
});
