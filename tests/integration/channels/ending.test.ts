import { beforeAll, expect, it } from "vitest";
import { tellEnds } from "#app/channels/tell-ends.server.ts";
import { home } from "#app/insights/home.server.ts";
import { day } from "#app/platform/time.ts";
import { runJob } from "../../../workers/cron/jobs.ts";
import { mailsTo } from "../../support/mail.ts";
import { type Line, onlyMetaAnswers, withAccount } from "../../support/meta.ts";
import { openShop, password, rowsOf, type Shop, testScope } from "../../support/world.ts";

beforeAll(onlyMetaAnswers);

const began = Date.now();
const cron = (shop: Shop, at: number) => runJob(testScope(at).scope, { job: "tell-ends", shard: shop.shard });
const told = async (shop: Shop, email = shop.email) =>
	(await mailsTo(email)).filter(({ purpose }) => purpose === "connection_ending").map(({ subject }) => subject);
const endsAt = (shop: Shop, { connectionId }: Line, at: number) =>
	rowsOf(shop, "UPDATE connections SET expiresAt = ? WHERE businessId = ? AND id = ?", at, shop.businessId, connectionId);
const pause = (shop: Shop, { connectionId }: Line, how = "pause") => shop.call("POST", `/sync/${how}`, { body: { connectionId } });
/** Connected again by its own door, with a token good until then. */
async function renew(shop: Shop, { account }: Line, until: number) {
	account.tokenEndsAt = until;
	const { token, id, appSecret, wabaId } = account;
	const body = { accessToken: token, accountId: id, appSecret, wabaId, verifyToken: "lund-og-lys" };
	expect((await shop.call("POST", `/connections/${account.platform}`, { body })).status).toBe(200);
}

const soon = (days: number) => `Lund & Lys works for ${days} days more at most: connect it again`;
const over = "The access of Lund & Lys has ended";

it("mails those who may connect, once fourteen days and once three days before an access ends, and begins anew with a new token", async () => {
	const shop = await openShop();
	const line = await withAccount(shop);
	const manager = `manager-${shop.businessId}@shop.test`;
	const added = { name: "Mads", email: manager, password, role: "manager" };
	expect((await shop.call("POST", "/api/users", { body: added })).status).toBe(201);
	await endsAt(shop, line, began + 20 * day);
	await cron(shop, began);
	expect(await told(shop)).toEqual([]);
	for (const days of [6.5, 7, 12, 16.9]) await cron(shop, began + days * day);
	expect(await told(shop)).toEqual([soon(14)]);
	const [mail] = (await mailsTo(shop.email)).filter(({ purpose }) => purpose === "connection_ending");
	expect(mail?.text).toContain(`/settings/channels/${line.connectionId}`);
	for (const days of [17.1, 18, 19.9]) await cron(shop, began + days * day);
	expect(await told(shop)).toEqual([soon(14), soon(3)]);
	expect(await told(shop, manager)).toEqual([]);

	await renew(shop, line, began + 60 * day);
	await cron(shop, began + 20 * day);
	expect(await told(shop)).toHaveLength(2);
	await cron(shop, began + 50 * day);
	expect(await told(shop)).toEqual([soon(14), soon(3), soon(14)]);
});

it("says of a short token only how near its end is, and of a paused connection's that it is over", async () => {
	const shop = await openShop();
	const line = await withAccount(shop, "messenger");
	await endsAt(shop, line, began + 2 * day);
	await cron(shop, began);
	expect(await told(shop)).toEqual([soon(3)]);
	// One at work stands still at its next turn, and is said to.
	await cron(shop, began + 3 * day);
	expect(await told(shop)).toEqual([soon(3)]);
	await pause(shop, line);
	for (const days of [3, 4, 5]) await cron(shop, began + days * day);
	expect(await told(shop)).toEqual([soon(3), over]);
});

it("mails once under three jobs at the same time, and nobody in another business", async () => {
	const shop = await openShop();
	let other = await openShop();
	while (other.shard !== shop.shard) other = await openShop();
	const lines = [await withAccount(shop, "instagram"), await withAccount(other, "instagram")] as const;
	await endsAt(shop, lines[0], began + 5 * day);
	await endsAt(other, lines[1], began + 90 * day);
	// Without the lease, as where one run outlives it.
	const runs = await Promise.all([1, 2, 3].map(() => tellEnds(testScope(began).scope, shop.shard)));
	expect(runs.reduce((sum, { told: count }) => sum + count, 0)).toBe(1);
	expect(await told(shop)).toEqual([soon(14)]);
	expect(await told(other)).toEqual([]);
});

it("tells nobody what was mended before the mail left, nor of what was disconnected", async () => {
	const shop = await openShop();
	const [mended, left] = [await withAccount(shop), await withAccount(shop, "messenger")];
	for (const line of [mended, left]) await endsAt(shop, line, began + 5 * day);
	await shop.call("DELETE", `/connections/${left.connectionId}`);
	await cron(shop, began);
	await endsAt(shop, mended, began + 400 * day);
	expect(await told(shop)).toEqual([]);
});

it("tells at home of accesses that end within fourteen days: in their store, to whoever may connect, in no other business", async () => {
	const [shop, other] = [await openShop(), await openShop()];
	const line = await withAccount(shop);
	const needs = async (by: Shop, at = began) => (await home(await by.tenant(at), {})).needs;
	await endsAt(shop, line, began + 14 * day + 1);
	expect(await needs(shop)).toEqual([]);
	await endsAt(shop, line, began + 14 * day - 1);
	expect(await needs(shop)).toEqual([{ kind: "endingConnections", count: 1, example: "Lund & Lys", since: null }]);
	expect((await home(await shop.tenant(began), { storeId: shop.storeId })).needs).toHaveLength(1);
	expect(await needs(other)).toEqual([]);
	await pause(shop, line);
	expect(await needs(shop)).toHaveLength(1);
	await pause(shop, line, "resume");
	await rowsOf(shop, "UPDATE users SET role = 'manager' WHERE businessId = ?", shop.businessId);
	expect(await needs(shop)).toEqual([]);
	await rowsOf(shop, "UPDATE users SET role = 'owner' WHERE businessId = ?", shop.businessId);
	await renew(shop, line, began + 60 * day);
	expect(await needs(shop)).toEqual([]);
});
