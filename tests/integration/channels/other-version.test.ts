import { beforeAll, expect, it } from "vitest";
import { home } from "#app/insights/home.server.ts";
import { minute } from "#app/platform/time.ts";
import { mailsTo } from "../../support/mail.ts";
import { connected, onlyShopifyAnswers, openShopifyShop } from "../../support/shopify.ts";
import { drive } from "../../support/woo.ts";
import { openShop } from "../../support/world.ts";

beforeAll(onlyShopifyAnswers);

it("says once that a shop answers in another version than it is asked in, since when, and ends when they are one again", async () => {
	const [shop, other] = [await openShop(), await openShop()];
	const store = openShopifyShop();
	const connection = await connected(shop, store);
	const path = `/channels/${connection.connectionId}`;
	const told = async () => (await shop.call("GET", `/api${path}`)).body.otherVersion;
	const needs = async (by = shop) => (await home(await by.tenant(), {})).needs.filter(({ kind }) => kind === "otherVersions");
	const page = async () => (await shop.call("GET", `/settings${path}`)).body;
	const began = Date.now();
	const at = (minutes: number) => drive(shop, connection, began + minutes * minute);
	await at(0);
	expect([await told(), await needs()]).toEqual([null, []]);
	expect(await page()).not.toContain("version 2027-01");

	store.speaks = "2027-01";
	for (const minutes of [6, 12, 18]) await at(minutes);
	const since = began + 6 * minute;
	expect(await told()).toEqual({ asked: "2026-10", answered: "2027-01", since: new Date(since).toISOString() });
	expect(await needs()).toEqual([{ kind: "otherVersions", count: 1, example: store.name, since, connectionId: connection.connectionId }]);
	expect(await needs(other)).toEqual([]);
	expect(await page()).toContain("The shop answers in version 2027-01 of its API though it is asked in 2026-10");
	expect((await mailsTo(shop.email)).filter(({ purpose }) => purpose.startsWith("connection_"))).toEqual([]);

	// A turn that ends in trouble has heard it all the same, and one that is not answered at all says nothing of it.
	store.speaks = "2027-04";
	store.troubles.push({ kind: "status", status: 500 });
	await at(24);
	expect(await told()).toMatchObject({ answered: "2027-01" });
	await at(30);
	expect(await told()).toMatchObject({ answered: "2027-04", since: new Date(began + 30 * minute).toISOString() });
	store.speaks = null;
	await at(36);
	expect([await told(), await needs()]).toEqual([null, []]);
	expect(await page()).not.toContain("answers in version");
});

it("says nothing of it any more of a shop that was disconnected", async () => {
	const shop = await openShop();
	const store = openShopifyShop();
	store.speaks = "2027-01";
	const connection = await connected(shop, store);
	await drive(shop, connection);
	const told = async () => (await shop.call("GET", `/api/channels/${connection.connectionId}`)).body.otherVersion;
	expect(await told()).toMatchObject({ answered: "2027-01" });
	await shop.call("DELETE", `/connections/${connection.connectionId}`);
	expect(await told()).toBeNull();
});
