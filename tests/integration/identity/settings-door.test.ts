import { expect, it } from "vitest";
import { openShop } from "../../support/world.ts";

it("changes the settings that are named over the API, and none from what somebody else has changed since", async () => {
	const shop = await openShop("Lund");
	const { version } = (await shop.call("GET", "/api/v1/settings")).body;
	const change = { name: "Lund & Lys", version };
	const answer = await shop.call("PATCH", "/api/v1/settings", { body: change });
	expect(answer.status).toBe(200);
	expect(answer.body.version).toBeGreaterThan(version);
	expect((await shop.call("PUT", "/api/v1/settings", { body: change })).status).toBe(409);
	expect((await shop.call("PUT", "/api/v1/settings", { body: { ...change, version: answer.body.version } })).status).toBe(200);
	expect((await shop.call("PATCH", "/api/v1/settings", { body: { ...change, name: "Lund" } })).status).toBe(409);
	expect(JSON.stringify((await shop.call("GET", "/api/v1/settings")).body)).toContain("Lund & Lys");
});
