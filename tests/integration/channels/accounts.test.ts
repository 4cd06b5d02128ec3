import { beforeAll, expect, it } from "vitest";
import { addPerson, type MetaAccount, signedBy, write } from "../../support/fakes/meta.ts";
import { bring, type Line, onlyMetaAnswers, turn, withAccount } from "../../support/meta.ts";
import { openShop, rowsOf, type Shop } from "../../support/world.ts";

beforeAll(onlyMetaAnswers);

/** What a connection has said to its chats, and what became of each thing it was told, oldest first. */
async function heard(shop: Shop, line: Line) {
	await turn(shop, line);
	const [messages, receipts] = await Promise.all([
		rowsOf<{ text: string }>(
			shop,
			"SELECT text FROM messages WHERE businessId = ? AND connectionId = ? ORDER BY id",
			shop.businessId,
			line.connectionId,
		),
		rowsOf<{ said: string }>(
			shop,
			"SELECT said FROM webhookReceipts WHERE businessId = ? AND connectionId = ? ORDER BY id",
			shop.businessId,
			line.connectionId,
		),
	]);
	return { texts: messages.map(({ text }) => text), said: receipts.map(({ said }) => said) };
}
const nothing = { texts: [], said: [] };

/** Everything that is on its way from an account arrives at the address of another, so often. */
async function arriveAt(address: Line, account: MetaAccount, copies = 1): Promise<number[]> {
	const statuses: number[] = [];
	for (const delivery of account.deliveries.splice(0))
		for (let n = 0; n < copies; n++) statuses.push(await bring({ ...delivery, url: address.account.address ?? "" }));
	return statuses;
}
/** What somebody new writes to an account, as it stands in a body. */
function entryOf(account: MetaAccount, text: string) {
	const { id } = account;
	const sender = { id: addPerson(account, text).id };
	const message = { mid: `m_${id}_${sender.id}`, text };
	return { id, time: Date.now(), messaging: [{ sender, recipient: { id }, timestamp: Date.now(), message }] };
}
const instagramBody = (...entry: object[]) => ({ object: "instagram", entry });

it("hands what one app tells of its second number to that number's connection, once, however often it comes", async () => {
	const shop = await openShop();
	const [first, second] = [await withAccount(shop), await withAccount(shop)];
	await write(second.account, addPerson(second.account, "Mette"), { text: "To the second" });
	expect(await arriveAt(first, second.account, 5)).toEqual([200, 200, 200, 200, 200]);
	expect(await heard(shop, second)).toEqual({ texts: ["To the second"], said: ["new_chat"] });
	expect(await heard(shop, first)).toEqual(nothing);
	// The same by its own address is the same.
	await write(second.account, addPerson(second.account, "Ida"), { text: "By both" });
	const [delivery] = second.account.deliveries.splice(0);
	if (!delivery) throw new Error("nothing was told");
	for (const { account } of [first, second]) expect(await bring({ ...delivery, url: account.address ?? "" })).toBe(200);
	expect((await heard(shop, second)).texts).toEqual(["To the second", "By both"]);
	await write(first.account, addPerson(first.account, "Bo"), { text: "To the first" });
	await arriveAt(first, first.account);
	expect(await heard(shop, first)).toEqual({ texts: ["To the first"], said: ["new_chat"] });
});

it("gives each of two accounts in one body its own, and keeps beside it what is for neither, with the reason", async () => {
	const shop = await openShop();
	const [first, second] = [await withAccount(shop, "instagram"), await withAccount(shop, "instagram")];
	const { address: url, appSecret } = first.account;
	const send = async (...entry: object[]) => bring({ url: url ?? "", ...(await signedBy(appSecret, instagramBody(...entry))) });
	expect(await send(entryOf(first.account, "one"), entryOf(second.account, "two"))).toBe(200);
	expect(await heard(shop, first)).toEqual({ texts: ["one"], said: ["new_chat"] });
	expect(await heard(shop, second)).toEqual({ texts: ["two"], said: ["new_chat"] });
	const unknown = { ...entryOf(first.account, "for nobody"), id: "17841499999999999" };
	expect(await send(unknown, entryOf(second.account, "beside it"))).toBe(200);
	expect(await heard(shop, first)).toEqual({ texts: ["one"], said: ["new_chat", "other_account"] });
	expect((await heard(shop, second)).texts).toEqual(["two", "beside it"]);
	// What names nobody is for whom it came to.
	expect(await send({ ...entryOf(first.account, "nameless"), id: undefined }, entryOf(second.account, "named"))).toBe(200);
	expect((await heard(shop, first)).texts).toEqual(["one", "nameless"]);
});

it("hands nothing to another business, whoever has signed it", async () => {
	const [shop, other] = [await openShop(), await openShop()];
	const [mine, theirs] = [await withAccount(shop, "messenger"), await withAccount(other, "messenger")];
	expect(mine.account.appSecret).toBe(theirs.account.appSecret);
	await write(theirs.account, addPerson(theirs.account, "Mette"), { text: "Theirs" });
	expect(await arriveAt(mine, theirs.account)).toEqual([200]);
	expect(await heard(other, theirs)).toEqual(nothing);
	expect(await heard(shop, mine)).toEqual({ texts: [], said: ["other_account"] });
});

it("hands nothing to an account of another app, and refuses what the connection's own secret did not sign", async () => {
	const shop = await openShop();
	const [first, second] = [await withAccount(shop), await withAccount(shop)];
	const { token, id, wabaId, appSecret } = second.account;
	const otherApps = "another-apps-secret-0123456789";
	const body = { accessToken: token, accountId: id, wabaId, verifyToken: "lund-og-lys", appSecret: otherApps };
	expect((await shop.call("POST", "/connections/whatsapp", { body })).status).toBe(200);
	const person = addPerson(second.account, "Mette");
	await write(second.account, person, { text: "Signed by the first app" });
	expect(await arriveAt(first, second.account)).toEqual([200]);
	second.account.appSecret = otherApps;
	await write(second.account, person, { text: "Signed by the second app" });
	expect(await arriveAt(first, second.account)).toEqual([401]);
	expect(await heard(shop, second)).toEqual(nothing);
	expect(await heard(shop, first)).toEqual({ texts: [], said: ["other_account"] });
	second.account.appSecret = appSecret;
});

it("an account whose address its app tells all of them at may leave: the others hear on, and its own news is for nobody", async () => {
	const shop = await openShop();
	const [first, second] = [await withAccount(shop, "instagram"), await withAccount(shop, "instagram")];
	const { address: url, appSecret } = first.account;
	const send = async (...entry: object[]) => bring({ url: url ?? "", ...(await signedBy(appSecret, instagramBody(...entry))) });
	await shop.call("DELETE", `/connections/${first.connectionId}`);
	expect(await send(entryOf(second.account, "Still heard"), entryOf(first.account, "To nobody"))).toBe(200);
	expect((await heard(shop, second)).texts).toEqual(["Still heard"]);
	expect(await heard(shop, first)).toEqual(nothing);
	expect(await send(entryOf(first.account, "To nobody"))).toBe(404);
});

it("keeps it for a connection that is paused, and hands it to none that was disconnected", async () => {
	const shop = await openShop();
	const [first, second] = [await withAccount(shop), await withAccount(shop)];
	const { connectionId } = second;
	const person = addPerson(second.account, "Mette");
	await shop.call("POST", "/sync/pause", { body: { connectionId } });
	await write(second.account, person, { text: "While it rests" });
	expect(await arriveAt(first, second.account)).toEqual([200]);
	expect((await heard(shop, second)).texts).toEqual([]);
	await shop.call("POST", "/sync/resume", { body: { connectionId } });
	expect((await heard(shop, second)).texts).toEqual(["While it rests"]);
	await write(second.account, person, { text: "Too late" });
	await shop.call("DELETE", `/connections/${connectionId}`);
	expect(await arriveAt(first, second.account)).toEqual([200]);
	expect((await heard(shop, first)).said).toEqual(["other_account"]);
});
