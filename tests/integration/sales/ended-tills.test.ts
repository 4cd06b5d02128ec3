import { expect, it } from "vitest";
import { hour, minute } from "#app/platform/time.ts";
import { tillQueues } from "#app/sales/offline/queries.server.ts";
import { Browser } from "../../support/till.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { offlineTill } from "./offline.ts";
import { stock } from "./goods.ts";

/** A till that is one no more, and what it may have sold that no number tells of. */

const heardBefore = (shop: Shop, deviceId: string, before: number) =>
	rowsOf(
		shop,
		"UPDATE tillQueues SET heardAt = heardAt - ? WHERE businessId = ? AND deviceId = ? RETURNING heardAt",
		before,
		shop.businessId,
		deviceId,
	);

async function pageOf(shop: Shop): Promise<string> {
	const desk = new Browser();
	desk.jar.set("__Host-session", shop.token);
	return String((await desk.call("GET", "/settings/tills/offline")).body).replaceAll("<!-- -->", "");
}

it("says of a till that was silent before it ended that sales of it may be missing, and of one that was in touch that none are", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 9 });
	const [silent, inTouch, standing] = [await offlineTill(shop), await offlineTill(shop, "Ole"), await offlineTill(shop, "Anna")];
	await silent.handIn([silent.sells([{ product: frame }])]);
	for (const till of [inTouch, standing]) await till.handIn([]);
	for (const { till } of [silent, standing]) await heardBefore(shop, till.deviceId, 3 * hour);
	await heardBefore(shop, inTouch.till.deviceId, 19 * minute);
	for (const { till } of [silent, inTouch]) await shop.call("DELETE", `/api/v1/devices/${till.deviceId}`);
	const page = await pageOf(shop);
	expect(page.match(/May lack sales/g)).toHaveLength(1);
	expect(page).toContain("what it sold alone after sale 1 never came");
	expect(page.match(/It was in touch until it ended, and had sold nothing alone\./g)).toHaveLength(1);
	const queues = (await shop.call("GET", "/api/v1/tills/queues")).body.items as { deviceId: string; endedAt: string | null }[];
	const endedAt = (of: typeof silent) => queues.find(({ deviceId }) => deviceId === of.till.deviceId)?.endedAt;
	expect([endedAt(silent), endedAt(inTouch), endedAt(standing)]).toEqual([expect.any(String), expect.any(String), null]);
	// It is heard after all: nothing is unknown of it any more.
	await silent.handIn([]);
	expect(await pageOf(shop)).not.toContain("May lack sales");
});

it("a till whose time ran out has ended as well as one that was revoked, and is nobody else's", async () => {
	const [shop, other] = await twoShops();
	const till = await offlineTill(shop);
	await till.handIn([]);
	await heardBefore(shop, till.till.deviceId, 2 * hour);
	const expiresAt = Date.now() - minute;
	await rowsOf(
		shop,
		"UPDATE devices SET expiresAt = ? WHERE businessId = ? AND id = ? RETURNING id",
		expiresAt,
		shop.businessId,
		till.till.deviceId,
	);
	expect(await tillQueues(await shop.tenant(), {})).toMatchObject([{ revoked: 0, endedAt: expiresAt, highest: 0 }]);
	expect(await pageOf(shop)).toContain("May lack sales");
	expect(await tillQueues(await other.tenant(), {})).toEqual([]);
});
