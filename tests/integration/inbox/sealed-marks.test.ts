import { beforeAll, expect, it } from "vitest";
import { eraseCustomer } from "#app/customers/erase-customer.server.ts";
import { reactToMessage } from "#app/inbox/change-message.server.ts";
import { dueSealings } from "#app/inbox/due-sealing.server.ts";
import { listChats } from "#app/inbox/list-chats.server.ts";
import { putUpMedia, readMedia } from "#app/inbox/media.server.ts";
import { sendMessage } from "#app/inbox/send-message.server.ts";
import { setSealing } from "#app/inbox/set-sealing.server.ts";
import { showChat } from "#app/inbox/show-chat.server.ts";
import { takeChange } from "#app/inbox/take-change.server.ts";
import { react as reactions } from "../../support/reacting.ts";
import { addPerson, react, threadOf, write } from "../../support/fakes/meta.ts";
import { arrive, onlyMetaAnswers, turn, withAccount } from "../../support/meta.ts";
import { rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";
import { hearMessage, machine, said, withLine } from "./inbox.ts";
import { everythingOf, owner, quietScope, type Ring, roundOf, sealed, sealingOf, shown, through, worker } from "./sealed.ts";

beforeAll(onlyMetaAnswers);

const newKey: [string, string] = ["k2", btoa("the-second-key-the-second-key-th")];
const pdf = (name: string) => ({ bytes: new TextEncoder().encode("%PDF-1.7"), name, mime: "application/pdf" });
const putUp = async (shop: Shop, chatId: string, name: string) => {
	const { bytes, ...wish } = pdf(name);
	return putUpMedia(await owner(shop), bytes, { chatId, ...wish });
};
const marksOf = (shop: Shop) =>
	rowsOf(
		shop,
		"SELECT theirReaction, theirSealedReaction IS NULL AS a, ourReaction, ourSealedReaction IS NULL AS b FROM messages WHERE businessId = ? ORDER BY seq",
		shop.businessId,
	);
const namesOf = (shop: Shop) => rowsOf(shop, "SELECT name, sealedName FROM messageMedia WHERE businessId = ? ORDER BY id", shop.businessId);
const withFile = (name: string) => {
	const file = { id: "there", url: null, mime: "application/pdf", name, sha256: null };
	return { body: { kind: "FILE" as const, as: null, text: "", media: [file], details: {} } };
};
const reaction = (platformMessageId: string, emoji: string, at = Date.now()) => ({
	...{ kind: "reaction" as const, platformMessageId, isOurs: false, emoji, at },
});

it("seals reactions and names of files that were there and that come, says them as before, and gives them back", async () => {
	const [shop, other] = await twoShops();
	const line = await withAccount(shop, "whatsapp");
	const { account, connectionId } = line;
	const person = addPerson(account, "Mette Holm");
	await write(account, person, { text: "May I send my prescription?" });
	await arrive(shop, line);
	const chatId = (await listChats(await shop.tenant(), {})).items[0]?.id ?? "";
	const [asked] = await shown(shop, chatId);
	await reactToMessage(await owner(shop), { messageId: asked?.id, emoji: "👍" }, { key: "one" });
	await turn(shop, line);
	const answer = await sendMessage(await owner(shop), { chatId, mediaId: (await putUp(shop, chatId, "kvitteringskladde.pdf")).mediaId });
	await turn(shop, line);
	await react(account, person, threadOf(account, person.id).at(-1)!, "❤️");
	await arrive(shop, line);
	const { mediaId: unsent } = await putUp(shop, chatId, "uafsendt.pdf");
	const theirs = await withLine(other);
	const { messageId: beside = "", chatId: besides = "" } = await hearMessage(other, theirs, said("", withFile("nabo.pdf")));
	const before = await shown(shop, chatId);
	const readable = await everythingOf(shop);
	for (const word of ["❤", "kvitteringskladde", "uafsendt"]) expect(readable.includes(word), word).toBe(true);

	await sealed(shop);
	expect(await sealingOf(shop)).toMatchObject({ state: "done", locked: 0 });
	const unversioned = (messages: typeof before) => messages.map(({ version: _, ...message }) => message);
	expect(unversioned(await shown(shop, chatId))).toEqual(unversioned(before));
	expect((await readMedia(await shop.tenant(), { mediaId: unsent })).name).toBe("uafsendt.pdf");
	// What comes now: a reaction of either side, before its message and after it; files of either side.
	await reactToMessage(await owner(shop), { messageId: asked?.id, emoji: "🎉" }, { key: "two" });
	await turn(shop, line);
	expect(account.asked.some(({ body }) => JSON.stringify(body).includes('"emoji":"🎉"'))).toBe(true);
	await react(account, person, threadOf(account, person.id).at(-1)!, "😢");
	await arrive(shop, line);
	await sendMessage(await owner(shop), { chatId, mediaId: unsent });
	await sendMessage(await owner(shop), { chatId, mediaId: (await putUp(shop, chatId, "glasstyrker.pdf")).mediaId });
	await turn(shop, line);
	const sentAs = account.asked.map(({ body }) => JSON.stringify(body)).filter((body) => body.includes('"document"'));
	expect(sentAs.map((body) => /"filename":"([^"]+)"/.exec(body)?.[1])).toEqual([
		"kvitteringskladde.pdf",
		"uafsendt.pdf",
		"glasstyrker.pdf",
	]);
	const early = said("", withFile("henvisning.pdf"));
	await takeChange(machine(shop), { connectionId, change: reaction(early.platformMessageId, "🦉") });
	expect(await everythingOf(shop)).not.toContain("🦉");
	const { chatId: earlyChat = "", messageId: earlyId = "" } = await hearMessage(shop, connectionId, early);

	const everything = await everythingOf(shop);
	for (const word of ["👍", "❤", "🎉", "😢", "🦉", "kvitteringskladde", "uafsendt", "glasstyrker", "henvisning"])
		expect(everything.includes(word), word).toBe(false);
	const [first, second] = await shown(shop, chatId);
	expect(first?.reactions).toEqual([{ emoji: "🎉", by: "AGENT" }]);
	expect(second).toMatchObject({ id: answer.id, reactions: [{ emoji: "😢", by: "CUSTOMER" }], media: [{ name: "kvitteringskladde.pdf" }] });
	const heard = (await shown(shop, earlyChat)).find(({ id }) => id === earlyId);
	expect(heard).toMatchObject({ reactions: [{ emoji: "🦉", by: "CUSTOMER" }], media: [{ name: "henvisning.pdf" }] });
	expect((await shop.call("GET", `/api/v1/messages/${earlyId}`)).body).toMatchObject({
		reactions: [{ emoji: "🦉", by: "CUSTOMER" }],
		media: [{ name: "henvisning.pdf" }],
	});
	// How long a reaction is says nothing of which it is.
	const lengths = await rowsOf<{ n: number }>(
		shop,
		"SELECT DISTINCT length(COALESCE(theirSealedReaction, ourSealedReaction)) AS n FROM messages WHERE businessId = ? AND COALESCE(theirSealedReaction, ourSealedReaction) IS NOT NULL",
		shop.businessId,
	);
	expect(lengths).toHaveLength(1);
	// One that is taken off is gone; nobody else's changed.
	await react(account, person, threadOf(account, person.id).find(({ from }) => from === "business")!, "");
	await arrive(shop, line);
	expect((await shown(shop, chatId))[1]?.reactions).toEqual([]);
	expect((await shown(other, besides)).find(({ id }) => id === beside)?.media).toMatchObject([{ name: "nabo.pdf" }]);
	expect(await namesOf(other)).toEqual([{ name: "nabo.pdf", sealedName: null }]);

	await setSealing(await owner(shop), { isSealed: false });
	await through(shop);
	expect((await namesOf(shop)).map(({ name }) => name)).toEqual([
		"kvitteringskladde.pdf",
		"uafsendt.pdf",
		"glasstyrker.pdf",
		"henvisning.pdf",
	]);
	expect((await marksOf(shop)).filter(({ a, b }) => a === 0 || b === 0)).toEqual([]);
	expect((await shown(shop, chatId))[0]?.reactions).toEqual([{ emoji: "🎉", by: "AGENT" }]);
});

it("shows no reaction whose key is not here, tells it when it is back, and keeps none of somebody who was erased", async () => {
	const [shop] = await twoShops();
	const line = await withAccount(shop, "whatsapp");
	const person = addPerson(line.account, "Mette Holm");
	await write(line.account, person, { text: "Thank you" });
	await arrive(shop, line);
	const chatId = (await listChats(await shop.tenant(), {})).items[0]?.id ?? "";
	const [asked] = await shown(shop, chatId);
	await sealed(shop);
	await reactToMessage(await owner(shop), { messageId: asked?.id, emoji: "👍" });
	await putUp(shop, chatId, "kvittering.pdf");
	const before = [await marksOf(shop), await namesOf(shop)];
	expect((await shown(shop, chatId, [newKey]))[0]).toMatchObject({ reactions: [], isLocked: true });
	// A round without the key leaves it as it is, and counts it: the message, and the file.
	const wake = quietScope(testScope().scope, [newKey]);
	await dueSealings(wake, shop.shard);
	await through(shop, [newKey]);
	expect(await sealingOf(shop)).toMatchObject({ state: "done", locked: 2 });
	expect([await marksOf(shop), await namesOf(shop)]).toEqual(before);
	// With it and a newer one it is told, and kept under the newer.
	const { cfg } = testScope().scope;
	const rotated = [newKey, ...(cfg.ENCRYPTION_KEYS as Ring)];
	const round = await roundOf(shop);
	await dueSealings(quietScope(testScope().scope, rotated), shop.shard);
	expect(await roundOf(shop)).toBe(round + 1);
	await turn(shop, line);
	expect(line.account.asked.some(({ body }) => JSON.stringify(body).includes('"emoji":"👍"'))).toBe(true);
	await through(shop, rotated);
	expect((await shown(shop, chatId, [newKey]))[0]).toMatchObject({ reactions: [{ emoji: "👍", by: "AGENT" }], isLocked: false });
	expect(String((await namesOf(shop))[0]?.sealedName)).toMatch(/^v1\.k2\./);

	const customer = (await showChat(await owner(shop, rotated), { chatId })).chat.customer.id;
	await takeChange(worker(shop, rotated)(), {
		connectionId: line.connectionId,
		change: reaction(threadOf(line.account, person.id)[0]?.id ?? "", "❤️"),
	});
	expect((await shown(shop, chatId, rotated))[0]?.reactions).toHaveLength(2);
	await eraseCustomer(await owner(shop), { customerId: customer });
	await reactions(shop);
	expect(await rowsOf(shop, "SELECT theirReaction, theirSealedReaction FROM messages WHERE businessId = ?", shop.businessId)).toEqual([
		{ theirReaction: "", theirSealedReaction: null },
	]);
	expect(await namesOf(shop)).toEqual([{ name: "", sealedName: null }]);
});
