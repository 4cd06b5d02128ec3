import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, expect, it, vi } from "vitest";
import { driveConnection } from "#app/channels/drive-connection.server.ts";
import { newGate } from "#app/channels/gate.ts";
import { talkPlatforms } from "#app/channels/rules.ts";
import type { TalkSaid, TalkWork } from "#app/channels/talk.ts";
import { mostReceipts } from "#app/channels/work-receipts.server.ts";
import { configOf } from "#app/platform/config.server.ts";
import { machineScope } from "#app/platform/scope.server.ts";
import { ConnectionDriver } from "../../../workers/channels/connection-driver.ts";
import { addPerson, type MetaAccount, metaAccount, write } from "../../support/fakes/meta.ts";
import { fakeMeta } from "../../support/fakes/meta-graph.ts";
import { call, openShop, rowsOf, type Shop } from "../../support/world.ts";

const accounts: MetaAccount[] = [];
const fake = fakeMeta(accounts, { greet: async (url) => (await greeted(url)).body });
const greeted = (url: string) => call("GET", url.replace("http://storekeep.test", ""));
let serial = 0;

beforeAll(() => {
	vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => fake.fetch(new Request(input, init)));
	vi.spyOn(ConnectionDriver.prototype, "wake").mockResolvedValue();
});

function account(platform: MetaAccount["platform"], more: Partial<MetaAccount> = {}): MetaAccount {
	const id = `10000000${++serial}`;
	const made = metaAccount(platform, { id, token: `token-${id}-0123456789abc`, ...more });
	accounts.push(made);
	return made;
}
const connect = (shop: Shop, { platform, id, token, appSecret }: MetaAccount, more: object = {}) =>
	shop.call("POST", `/connections/${platform}`, {
		body: { accessToken: token, accountId: id, appSecret, verifyToken: "our-own-word", ...more },
	});
const addressOf = async (shop: Shop, connectionId: string, platform: string) => {
	const [row] = await rowsOf<{ webhookToken: string }>(
		shop,
		"SELECT webhookToken FROM connections WHERE businessId = ? AND id = ?",
		shop.businessId,
		connectionId,
	);
	return `http://storekeep.test/connections/webhook/${platform}?c=${row?.webhookToken}`;
};
const post = async (delivery: MetaAccount["deliveries"][number] | undefined, headers = delivery?.headers) => {
	const { pathname, search } = new URL(delivery?.url ?? "");
	return call("POST", pathname + search, { body: delivery?.body, ...(headers && { headers }) });
};

/** One turn of a connection's driver, with an inbox that only listens. */
async function drive(shop: Shop, connectionId: string, at = Date.now()) {
	const execution = createExecutionContext();
	const heard: TalkSaid[] = [];
	const inbox: TalkWork = {
		async hear(_driving, said) {
			heard.push(...said);
			return { state: "taken", said: "heard", details: {} };
		},
		async turn() {
			turns += 1;
			return Number.MAX_SAFE_INTEGER;
		},
	};
	let turns = 0;
	const scope = machineScope(env, configOf(env), (work) => execution.waitUntil(work), at);
	const keeper = { gate: newGate, keep() {} };
	const next = await driveConnection(scope, { connectionId, businessId: shop.businessId, shard: shop.shard }, keeper, inbox, () => at);
	return { heard, next, turns };
}
const show = async (shop: Shop, id: string) => (await shop.call("GET", `/api/channels/${id}`)).body;

it.each(talkPlatforms)("connects %s by its token, is found at its address, and keeps what it tells once", async (platform) => {
	const shop = await openShop();
	const there = account(platform);
	const made = await connect(shop, there);
	expect(made.body).toMatchObject({ success: true });
	const { connectionId } = made.body;
	expect(await show(shop, connectionId)).toMatchObject({
		platform,
		name: "Lund & Lys",
		state: "active",
		can: { talk: true, takeOrders: false },
	});
	const rows = await rowsOf(shop, "SELECT * FROM connections WHERE businessId = ?", shop.businessId);
	for (const secret of [there.token, there.appSecret, "our-own-word"]) expect(JSON.stringify(rows)).not.toContain(secret);

	const address = await addressOf(shop, connectionId, platform);
	const asked = (word: string) => greeted(`${address}&hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${word}`);
	expect(await asked("our-own-word")).toMatchObject({ status: 200, body: "1158201444" });
	expect((await asked("another-word")).status).toBe(403);

	await drive(shop, connectionId);
	expect(there.subscribed).toBe(true);
	there.address ??= address;
	expect(there.address).toBe(address);
	const person = addPerson(there, "Mette Ø");
	await write(there, person, { text: "Hej æøå / 46?" });
	const [delivery] = there.deliveries;
	for (let again = 0; again < 5; again++) expect((await post(delivery)).body).toEqual({ kept: again === 0 ? 1 : 0 });
	expect((await post(delivery, { "X-Hub-Signature-256": `sha256=${"0".repeat(64)}` })).status).toBe(401);
	const { heard } = await drive(shop, connectionId);
	expect(heard).toMatchObject([{ kind: "message", message: { person: { externalId: person.id }, body: { text: "Hej æøå / 46?" } } }]);
	expect((await drive(shop, connectionId)).heard).toEqual([]);

	const told = await shop.call("GET", `/api/channels/${connectionId}/webhooks`);
	expect(told.body.items).toMatchObject([{ state: "done", outcome: "heard" }]);
	const [{ id: receiptId }] = told.body.items;
	expect((await shop.call("GET", `/api/channels/${connectionId}/webhooks/${receiptId}/dry-run`)).body.would).toEqual([
		{ kind: "message", about: "", steps: [] },
	]);
	await shop.call("POST", `/api/channels/${connectionId}/webhooks/replay`, { body: { receiptId } });
	expect((await drive(shop, connectionId)).heard).toHaveLength(1);
});

it("tells a program that connects where the platform is to call, and the word it made once; nobody else either", async () => {
	const shop = await openShop();
	const there = account("messenger");
	const first = await connect(shop, there, { verifyToken: undefined });
	const { connectionId, webhookUrl, verifyToken } = first.body;
	expect(webhookUrl).toBe(await addressOf(shop, connectionId, "messenger"));
	const asked = (word: string) => greeted(`${webhookUrl}&hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${word}`);
	expect(await asked(verifyToken)).toMatchObject({ status: 200, body: "1158201444" });
	// With a new token the word stays, as it is typed at the platform, and is not told again.
	expect((await connect(shop, there, { verifyToken: undefined })).body).toEqual({
		success: true,
		connectionId,
		webhookUrl,
		verifyToken: null,
	});
	expect((await asked(verifyToken)).status).toBe(200);
	expect((await show(shop, connectionId)).webhookUrl).toBe(webhookUrl);
	// In no list, and no answer says the word.
	const secret = new URL(webhookUrl).searchParams.get("c") ?? "";
	for (const path of ["/api/channels", "/sync/status", "/api/audit"])
		expect(JSON.stringify((await shop.call("GET", path)).body)).not.toContain(secret);
	expect(JSON.stringify(await show(shop, connectionId))).not.toContain(verifyToken);
	expect(JSON.stringify(await rowsOf(shop, "SELECT * FROM connections WHERE businessId = ?", shop.businessId))).not.toContain(verifyToken);
	// Who may see connections and make none is not told.
	const bo = { email: `bo-${shop.userId}@shop.example`, password: "frames on the shelf" };
	await shop.call("POST", "/api/users", { body: { ...bo, name: "Bo", role: "manager" } });
	const { body: login } = await call("POST", "/api/auth/login", { body: bo });
	const bos = await call("GET", `/api/channels/${connectionId}`, { headers: { Authorization: `Bearer ${login.token}` } });
	expect([bos.status, bos.body.webhookUrl]).toEqual([200, null]);
	// The same act again does not read as another.
	const once = account("whatsapp");
	const body = { accessToken: once.token, accountId: once.id, appSecret: once.appSecret };
	const make = async () => shop.call("POST", "/connections/whatsapp", { body, key: "connect-once" });
	const [made, again] = [await make(), await make()];
	expect(made.body.verifyToken).toMatch(/^\S{20,}$/);
	expect([again.status, again.body]).toEqual([200, { ...made.body, verifyToken: null }]);
	await shop.call("DELETE", `/connections/${made.body.connectionId}`);
	expect((await show(shop, made.body.connectionId)).webhookUrl).toBeNull();
});

it("rests while it is paused and keeps what is told, is silent once it is disconnected, and comes back at the same address", async () => {
	const shop = await openShop();
	const there = account("whatsapp");
	const { connectionId } = (await connect(shop, there)).body;
	await drive(shop, connectionId);
	await shop.call("POST", "/sync/pause", { body: { connectionId } });
	await write(there, addPerson(there, "Mette"), { text: "Anybody?" });
	expect((await post(there.deliveries[0])).body).toEqual({ kept: 1 });
	expect((await drive(shop, connectionId)).heard).toEqual([]);
	await shop.call("POST", "/sync/resume", { body: { connectionId } });
	expect((await drive(shop, connectionId)).heard).toHaveLength(1);

	const address = await addressOf(shop, connectionId, "whatsapp");
	const asked = () => greeted(`${address}&hub.mode=subscribe&hub.challenge=7&hub.verify_token=our-own-word`);
	expect((await shop.call("DELETE", `/connections/${connectionId}`)).status).toBe(200);
	expect(there.address).toBeNull();
	expect((await asked()).status).toBe(403);
	expect((await post(there.deliveries[0])).status).toBe(404);
	expect((await connect(shop, there)).body).toMatchObject({ success: true, connectionId });
	expect(await asked()).toMatchObject({ status: 200, body: "7" });
});

it("sends what waits in between, however much people write meanwhile, and hears all of it in turn", async () => {
	const shop = await openShop();
	const there = account("whatsapp");
	const { connectionId } = (await connect(shop, there)).body;
	await drive(shop, connectionId);
	const person = addPerson(there, "Mette");
	const said = Array.from({ length: mostReceipts * 2 + 3 }, (_, n) => `Message ${n}`);
	for (const text of said) await write(there, person, { text });
	for (const delivery of there.deliveries.splice(0)) expect((await post(delivery)).body).toEqual({ kept: 1 });
	const at = Date.now();
	const turns = [await drive(shop, connectionId, at), await drive(shop, connectionId, at), await drive(shop, connectionId, at)];
	expect(turns.map(({ heard }) => heard.length)).toEqual([mostReceipts, mostReceipts, 3]);
	expect(turns.map((turn) => turn.turns)).toEqual([1, 1, 1]);
	expect(turns.map(({ next }) => next !== null && next <= at)).toEqual([true, true, false]);
	expect(
		turns.flatMap(({ heard }) =>
			heard.map((each) => (each.kind === "message" && "text" in each.message.body ? each.message.body.text : "")),
		),
	).toEqual(said);
});

it("says beside whose field it is why an account is not connected, and nobody else's business knows of it", async () => {
	const shop = await openShop();
	const there = account("instagram");
	const reason = async (more: object) => (await connect(shop, there, more)).body.details?.reason;
	expect(await reason({ accountId: "12345678" })).toBe("not_an_account");
	expect(await reason({ accessToken: "token-of-nobody-0123456789" })).toBe("token_expired");
	expect((await connect(shop, there, { accountId: "+45 20 30 40 50" })).body.details.issues).toMatchObject([{ field: "accountId" }]);
	expect(await rowsOf(shop, "SELECT id FROM connections WHERE businessId = ?", shop.businessId)).toEqual([]);
	const { connectionId } = (await connect(shop, there)).body;
	const other = await openShop();
	expect((await other.call("GET", `/api/channels/${connectionId}`)).status).toBe(404);
	expect((await other.call("DELETE", `/connections/${connectionId}`)).status).toBe(404);
});

it("renews a token in time, breaks when it has run out and says so, and is mended by a new one", async () => {
	const day = 24 * 3_600_000;
	const began = Date.now();
	let now = began;
	const shop = await openShop();
	const there = account("instagram", { clock: () => now, tokenEndsAt: began + 60 * day });
	const { connectionId } = (await connect(shop, there)).body;
	await drive(shop, connectionId, now);
	const first = there.token;
	now = began + 46 * day;
	await drive(shop, connectionId, now);
	expect(there.token).not.toBe(first);
	expect(await show(shop, connectionId)).toMatchObject({
		state: "active",
		trouble: null,
		expiresAt: new Date(now + 60 * day).toISOString(),
	});
	// It can no longer be renewed: who changed the password has ended it.
	there.token = "token-after-a-new-password";
	now += 2 * day;
	await drive(shop, connectionId, now);
	expect(await show(shop, connectionId)).toMatchObject({ state: "broken", trouble: { kind: "expired", reason: "token_expired" } });
	// Who writes to it meanwhile is heard.
	const [person] = [addPerson(there, "Mette")];
	there.address ??= await addressOf(shop, connectionId, "instagram");
	await write(there, person, { text: "Anybody?" });
	expect((await post(there.deliveries.at(-1))).body).toEqual({ kept: 1 });
	const mute = await drive(shop, connectionId, now);
	expect([mute.heard.length, mute.next]).toEqual([1, null]);
	expect(await show(shop, connectionId)).toMatchObject({ state: "broken" });
	const { connectionId: same } = (await connect(shop, there)).body;
	expect(same).toBe(connectionId);
	expect(await show(shop, connectionId)).toMatchObject({ state: "active", trouble: null });

	const number = account("whatsapp", { clock: () => now, tokenEndsAt: now + 3 * day });
	const { connectionId: ends } = (await connect(shop, number)).body;
	const { next } = await drive(shop, ends, now);
	expect(next).toBeLessThanOrEqual(now + day);
	now += 3 * day;
	// However many had written by then.
	const many = addPerson(number, "Ida");
	for (let n = 0; n < mostReceipts + 3; n++) await write(number, many, { text: `Message ${n}` });
	for (const delivery of number.deliveries.splice(0)) expect((await post(delivery)).body).toEqual({ kept: 1 });
	const last = await drive(shop, ends, now);
	expect([last.heard.length, last.next]).toEqual([mostReceipts, now]);
	expect(await show(shop, ends)).toMatchObject({ state: "broken", trouble: { reason: "token_expired" } });
	const afterwards = await drive(shop, ends, now);
	expect([afterwards.heard.length, afterwards.next]).toEqual([3, null]);
});
