import { beforeAll, expect, it } from "vitest";
import { takeChange } from "#app/inbox/take-change.server.ts";
import { takeStates } from "#app/inbox/take-states.server.ts";
import { editMessage } from "#app/inbox/change-message.server.ts";
import { dueSealings } from "#app/inbox/due-sealing.server.ts";
import { listChats } from "#app/inbox/list-chats.server.ts";
import type { Shown } from "#app/inbox/rules.ts";
import { goOnSealing } from "#app/inbox/seal-messages.server.ts";
import { sendMessage } from "#app/inbox/send-message.server.ts";
import { setSealing } from "#app/inbox/set-sealing.server.ts";
import { showChat, showMessage } from "#app/inbox/show-chat.server.ts";
import { eraseCustomer } from "#app/customers/erase-customer.server.ts";
import { minute } from "#app/platform/time.ts";
import { react } from "../../support/reacting.ts";
import { addPerson, threadOf, write } from "../../support/fakes/meta.ts";
import { arrive, onlyMetaAnswers, turn, withAccount } from "../../support/meta.ts";
import { personOf as hired } from "../sales/counter.ts";
import { openShop, rowsOf, testScope, twoShops } from "../../support/world.ts";
import { hearMessage, machine, personOf, said, withLine } from "./inbox.ts";
import { everythingOf, owner, quietScope, type Ring, roundOf, sealed, sealingOf, shown, through, worker } from "./sealed.ts";

beforeAll(onlyMetaAnswers);

const plainly = (messages: readonly Shown[]) => messages.map(({ version: _, ...message }) => message);

it("seals what was said and what is said, so that no row holds a word of it, and everybody who may reads it as before", async () => {
	const [shop, other] = await twoShops();
	const line = await withLine(shop);
	const asked = said("Is the zanzibar frame there?");
	const { chatId = "" } = await hearMessage(shop, line, asked);
	const options = { key: "one" };
	await sendMessage(await owner(shop), { chatId, clientId: "c1", text: "The quagmire one is, yes" }, options);
	const order = { kind: "TEXT" as const, as: "order", text: "", media: [], details: { goods: [{ code: "xylophone", quantity: 2 }] } };
	await hearMessage(shop, line, said("", { body: order }));
	const { chatId: theirs = "" } = await hearMessage(other, await withLine(other), said("Nobody seals vermilion here"));
	const before = await shown(shop, chatId);
	expect(await everythingOf(shop)).toMatch(/zanzibar|quagmire|xylophone/);
	expect((await listChats(await shop.tenant(), { q: "zanzibar" })).items).toHaveLength(1);

	expect(await setSealing(await owner(shop), { isSealed: true })).toMatchObject({ isSealed: true, state: "working" });
	await through(shop);
	expect(await sealingOf(shop)).toMatchObject({ isSealed: true, state: "done", looked: 3, total: 3, locked: 0 });
	expect(plainly(await shown(shop, chatId))).toEqual(plainly(before));
	// What was said since: in, out, as a note, edited, and answering.
	const early = said("platypus", { at: Date.now() });
	const edit = (platformMessageId: string, text: string) => ({
		...{
			kind: "edited" as const,
			platformMessageId,
			at: Date.now(),
			body: { kind: "TEXT" as const, as: null, text, media: [], details: {} },
		},
	});
	await takeChange(machine(shop), { connectionId: line, change: edit(early.platformMessageId, "ornithorynque") });
	expect(await everythingOf(shop)).not.toContain("ornithorynque");
	await hearMessage(shop, line, early);
	await takeChange(machine(shop), { connectionId: line, change: edit(asked.platformMessageId, "Is the archipelago frame there?") });
	await hearMessage(shop, line, said("obelisk, thanks", { replyTo: asked.platformMessageId }));
	const note = await sendMessage(await owner(shop), { chatId, text: "pays in marmalade", isNote: true });
	await editMessage(await owner(shop), { messageId: note.id, text: "pays in gooseberries" }, { key: "two" });
	const wish = { chatId, clientId: "c2", text: "A kaleidoscope for you" };
	const sent = await sendMessage(await owner(shop), wish, { key: "three" });
	expect(sent).toMatchObject({ text: "A kaleidoscope for you", state: "queued", isLocked: false });
	expect(await sendMessage(await owner(shop), wish, { key: "three" })).toMatchObject({ id: sent.id, text: "A kaleidoscope for you" });
	await expect(sendMessage(await owner(shop), { ...wish, text: "Another" })).rejects.toMatchObject({ code: "client_id_reused" });

	const everything = await everythingOf(shop);
	const words = "zanzibar quagmire xylophone platypus ornithorynque archipelago obelisk marmalade gooseberries kaleidoscope";
	for (const word of words.split(" ")) expect(everything.includes(word), word).toBe(false);
	const messages = await shown(shop, chatId);
	expect(messages.map(({ text }) => text)).toEqual([
		"Is the archipelago frame there?",
		"The quagmire one is, yes",
		"",
		"ornithorynque",
		"obelisk, thanks",
		"pays in gooseberries",
		"A kaleidoscope for you",
	]);
	expect(messages[0]?.details).toMatchObject({ before: [{ text: "Is the zanzibar frame there?" }] });
	expect(messages[2]?.details).toEqual({ goods: [{ code: "xylophone", quantity: 2 }] });
	expect(messages[3]?.details).toMatchObject({ before: [{ text: "platypus" }] });
	expect(messages[4]?.replyTo?.text).toBe("Is the archipelago frame there?");
	expect((await listChats(await shop.tenant(), {})).items).toMatchObject([{ preview: "A kaleidoscope for you", lastState: "queued" }]);
	// By what was said nothing is found, by who said it as before.
	expect((await listChats(await shop.tenant(), { q: "obelisk" })).items).toEqual([]);
	expect((await listChats(await shop.tenant(), { q: "Mette" })).items).toHaveLength(1);
	expect((await shop.call("GET", `/api/v1/chats/${chatId}/messages`)).body.items.at(-1)).toMatchObject({ text: "A kaleidoscope for you" });
	// Nobody else's changed.
	expect((await sealingOf(other)).isSealed).toBe(false);
	expect(await rowsOf(other, "SELECT text, sealed FROM messages WHERE businessId = ?", other.businessId)).toMatchObject([
		{ text: "Nobody seals vermilion here", sealed: null },
	]);
	await expect(showChat(await shop.tenant(), { chatId: theirs })).rejects.toMatchObject({ kind: "not_found" });
});

it("keeps of what a platform says of a message it refused only the code, before, since, and of one that is still to come", async () => {
	const shop = await openShop();
	const connectionId = await withLine(shop);
	const { chatId = "" } = await hearMessage(shop, connectionId, said("Where do you live?"));
	const refused = async (platformMessageId: string, messageId: string | null, word: string) => {
		// It was sent, and is refused there.
		await rowsOf(
			shop,
			"UPDATE messages SET state = 'sent', dueAt = NULL, platformMessageId = ? WHERE businessId = ? AND id = ?",
			platformMessageId,
			shop.businessId,
			messageId ?? "",
		);
		await takeStates(machine(shop), {
			connectionId,
			states: [
				{
					platformMessageId,
					ourRef: null,
					state: "failed",
					why: "not_valid",
					said: `131009 Parameter value is not valid: ${word}`,
					at: Date.now(),
				},
			],
		});
	};
	const first = await sendMessage(await owner(shop), { chatId, text: "By the pomegranate" });
	await refused("wamid.f1", first.id, "pomegranate");
	await refused("wamid.early1", null, "tamarind");
	expect((await shown(shop, chatId)).at(-1)?.said).toBe("131009 Parameter value is not valid: pomegranate");
	await sealed(shop);
	const second = await sendMessage(await owner(shop), { chatId, text: "By the persimmon" });
	await refused("wamid.f2", second.id, "persimmon");
	await refused("wamid.early2", null, "kumquat");
	expect((await shown(shop, chatId)).slice(1)).toMatchObject([
		{ text: "By the pomegranate", state: "failed", why: "not_valid", said: "131009" },
		{ text: "By the persimmon", state: "failed", why: "not_valid", said: "131009" },
	]);
	expect(await everythingOf(shop)).not.toMatch(/pomegranate|tamarind|persimmon|kumquat/);
});

it("is the owner's to say, is said once, and gives everything back as it was", async () => {
	const shop = await openShop();
	const line = await withLine(shop);
	const { chatId = "" } = await hearMessage(shop, line, said("Do you repair hinges?"));
	await sendMessage(await owner(shop), { chatId, text: "We do" });
	const before = await shown(shop, chatId);
	const manager = await hired(shop, "manager");
	await expect(setSealing(await manager(), { isSealed: true })).rejects.toMatchObject({ code: "missing_permission" });
	expect((await shop.call("PUT", "/api/v1/inbox/sealing", { body: { isSealed: "perhaps" } })).status).toBe(400);
	await sealed(shop);
	const round = await roundOf(shop);
	await setSealing(await owner(shop), { isSealed: true });
	expect(await roundOf(shop)).toBe(round);
	expect((await rowsOf(shop, "SELECT sealed FROM messages WHERE businessId = ? AND sealed IS NULL", shop.businessId)).length).toBe(0);

	await setSealing(await owner(shop), { isSealed: false });
	await hearMessage(shop, line, said("And lenses?"));
	await through(shop);
	expect(plainly(await shown(shop, chatId)).slice(0, 2)).toEqual(plainly(before));
	expect(await rowsOf(shop, "SELECT text, sealed FROM messages WHERE businessId = ? ORDER BY seq", shop.businessId)).toMatchObject([
		{ text: "Do you repair hinges?", sealed: null },
		{ text: "We do", sealed: null },
		{ text: "And lenses?", sealed: null },
	]);
	expect((await listChats(await shop.tenant(), { q: "hinges" })).items).toMatchObject([{ preview: "And lenses?" }]);
	expect(await sealingOf(shop)).toMatchObject({ isSealed: false, state: "done" });
});

it("goes on where it stopped, page by page, with what is said and changed meanwhile, whoever else is at it", async () => {
	const shop = await openShop();
	const line = await withLine(shop);
	const { chatId = "" } = await hearMessage(shop, line, said("walrus 1"));
	await hearMessage(shop, line, said("walrus of Jonas", { person: personOf("BSUID-2", "Jonas") }));
	await rowsOf(
		shop,
		`INSERT INTO messages (businessId, id, chatId, connectionId, seq, sender, kind, text, at, createdAt, updatedAt)
		WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 330)
		SELECT ?, 'm' || i, ?, ?, i, 'CUSTOMER', 'TEXT', 'walrus ' || i, 1000000 + i, 1, 1 FROM n`,
		shop.businessId,
		chatId,
		line,
	);
	await rowsOf(shop, "UPDATE chats SET lastSeq = 330 WHERE businessId = ? AND id = ?", shop.businessId, chatId);
	await setSealing(await owner(shop), { isSealed: true });
	const open = async () =>
		Number((await rowsOf(shop, "SELECT count(*) AS n FROM messages WHERE businessId = ? AND sealed IS NULL", shop.businessId))[0]?.n);
	// Killed after each page, and once between what was written and where it was noted down.
	await goOnSealing(worker(shop), 1, 1);
	expect(await open()).toBe(231);
	const half = await rowsOf(shop, "SELECT afterChatId, afterSeq, looked FROM messageSealing WHERE businessId = ?", shop.businessId);
	await goOnSealing(worker(shop), 1, 1);
	await rowsOf(
		shop,
		"UPDATE messageSealing SET afterChatId = ?, afterSeq = ?, looked = ? WHERE businessId = ?",
		half[0]?.afterChatId,
		half[0]?.afterSeq,
		half[0]?.looked,
		shop.businessId,
	);
	// Rows of both kinds are read beside each other, and what is said now is sealed at once.
	await hearMessage(shop, line, said("walrus now"));
	expect((await shown(shop, chatId)).every(({ text }) => text.startsWith("walrus "))).toBe(true);
	await Promise.all([goOnSealing(worker(shop), 1), goOnSealing(worker(shop), 1)]);
	await through(shop);
	expect(await sealingOf(shop)).toMatchObject({ state: "done", locked: 0 });
	expect(await open()).toBe(0);
	expect(await everythingOf(shop)).not.toContain("walrus");
	const all: string[] = [];
	for (let before: number | undefined; ; ) {
		const page = await showChat(await shop.tenant(), { chatId, before, limit: 100 });
		all.unshift(...page.messages.map(({ text }) => text));
		if (!page.hasMore) break;
		before = page.messages[0]?.seq;
	}
	expect(new Set(all).size).toBe(331);
	// Somebody who begins a round of before is told to stop.
	await goOnSealing(worker(shop), 0);
	expect(await sealingOf(shop)).toMatchObject({ state: "done" });
});

it("opens with its own key, in its own place, and nowhere else; what cannot be opened is kept, said to be locked, and not sent empty", async () => {
	const shop = await openShop();
	const line = await withAccount(shop, "whatsapp");
	const person = addPerson(line.account, "Mette Holm");
	await write(line.account, person, { text: "May I change my address?" });
	await arrive(shop, line);
	const [chat] = (await listChats(await shop.tenant(), {})).items;
	const chatId = chat?.id ?? "";
	await sealed(shop);
	const mine = await sendMessage(await owner(shop), { chatId, text: "Of course, in a moment" });
	const later = await sendMessage(await owner(shop), { chatId, text: "Done now", dueAt: Date.now() + 5 * minute });
	// Sent as it was written.
	await turn(shop, line);
	expect(threadOf(line.account, person.id).filter(({ from }) => from === "business")).toMatchObject([{ text: "Of course, in a moment" }]);

	const ring: Ring = [["k9", btoa("another-ring-another-ring-anothe")]];
	const locked = await shown(shop, chatId, ring);
	expect(locked.map(({ text, isLocked }) => [text, isLocked])).toEqual([
		["", true],
		["", true],
		["", true],
	]);
	// Moved to another message's place it opens for nobody.
	const [first] = await rowsOf(shop, "SELECT sealed FROM messages WHERE businessId = ? AND id = ?", shop.businessId, mine.id);
	const [second] = await rowsOf(shop, "SELECT sealed FROM messages WHERE businessId = ? AND id = ?", shop.businessId, later.id);
	await rowsOf(shop, "UPDATE messages SET sealed = ? WHERE businessId = ? AND id = ?", first?.sealed, shop.businessId, later.id);
	expect(await showMessage(await shop.tenant(), { messageId: later.id })).toMatchObject({ text: "", isLocked: true });
	await turn(shop, line, Date.now() + 10 * minute);
	expect(await showMessage(await shop.tenant(), { messageId: later.id })).toMatchObject({ state: "failed", why: "locked", isLocked: true });
	expect(threadOf(line.account, person.id).filter(({ from }) => from === "business")).toHaveLength(1);
	// A round that gives everything back leaves it as it is, and counts it.
	await setSealing(await owner(shop), { isSealed: false });
	await through(shop);
	expect(await sealingOf(shop)).toMatchObject({ state: "done", locked: 1 });
	await rowsOf(shop, "UPDATE messages SET sealed = ? WHERE businessId = ? AND id = ?", second?.sealed, shop.businessId, later.id);
	expect(await showMessage(await shop.tenant(), { messageId: later.id })).toMatchObject({ text: "Done now", isLocked: false });
});

it("seals anew with the ring's first key, and needs the old one no more; keeps nothing of somebody who was erased", async () => {
	const shop = await openShop();
	const line = await withLine(shop);
	const { chatId = "" } = await hearMessage(shop, line, said("My prescription is two and a half"));
	await sealed(shop);
	const { cfg } = testScope().scope;
	const rotated: Ring = [["k2", btoa("the-second-key-the-second-key-th")], ...(cfg.ENCRYPTION_KEYS as Ring)];
	const due = (ring: Ring, at = Date.now()) => dueSealings(quietScope(testScope(at).scope, ring), shop.shard);
	const round = await roundOf(shop);
	await due(cfg.ENCRYPTION_KEYS as Ring);
	expect(await roundOf(shop)).toBe(round);
	await due(rotated);
	expect(await roundOf(shop)).toBe(round + 1);
	expect((await shown(shop, chatId, rotated))[0]?.text).toBe("My prescription is two and a half");
	await through(shop, rotated);
	expect(String((await rowsOf(shop, "SELECT sealed FROM messages WHERE businessId = ?", shop.businessId))[0]?.sealed)).toMatch(/^v1\.k2\./);
	expect((await shown(shop, chatId, rotated.slice(0, 1)))[0]?.text).toBe("My prescription is two and a half");
	// A round nobody is at is taken up.
	await setSealing(await owner(shop, rotated), { isSealed: false });
	expect((await due(rotated)).begun).toBe(0);
	expect((await due(rotated, Date.now() + 11 * minute)).begun).toBeGreaterThan(0);
	await through(shop, rotated);

	await sealed(shop);
	const customer = (await showChat(await shop.tenant(), { chatId })).chat.customer.id;
	await eraseCustomer(await owner(shop), { customerId: customer });
	await react(shop);
	expect(await rowsOf(shop, "SELECT sealed, text, isDeleted FROM messages WHERE businessId = ?", shop.businessId)).toMatchObject([
		{ sealed: null, text: "", isDeleted: 1 },
	]);
});
