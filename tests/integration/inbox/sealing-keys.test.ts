import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { editMessage } from "#app/inbox/change-message.server.ts";
import { dueSealings } from "#app/inbox/due-sealing.server.ts";
import { sendMessage } from "#app/inbox/send-message.server.ts";
import { setSealing } from "#app/inbox/set-sealing.server.ts";
import { takeChange } from "#app/inbox/take-change.server.ts";
import { takeMessage } from "#app/inbox/take-message.server.ts";
import { openShop, rowsOf, type Shop, testScope } from "../../support/world.ts";
import { hearMessage, machine, said, withLine } from "./inbox.ts";
import { everythingOf, owner, quietScope, type Ring, sealed, sealingOf, shown, through, worker } from "./sealed.ts";

const edit = (platformMessageId: string, text: string) => ({
	...{
		kind: "edited" as const,
		platformMessageId,
		at: Date.now(),
		body: { kind: "TEXT" as const, as: null, text, media: [], details: {} },
	},
});
/** What the search keeps of words, as it lies there. */
async function indexOf(shop: Shop): Promise<string> {
	const rows = await rowsOf<{ block: number[] }>(shop, "SELECT block FROM messageSearch_data");
	return rows.map(({ block }) => new TextDecoder("latin1").decode(new Uint8Array(block))).join("\n");
}
const newKey: [string, string] = ["k2", btoa("the-second-key-the-second-key-th")];
const keysNow = () => testScope().scope.cfg.ENCRYPTION_KEYS as Ring;

it("goes on past a template that was taken back, and keeps none of its blanks", async () => {
	const shop = await openShop();
	const line = await withLine(shop);
	const { chatId = "" } = await hearMessage(shop, line, said("Is it ready?"));
	const template = JSON.stringify({ name: "ready", language: "da", parameters: ["ocelot", "46"] });
	const put = (id: string, seq: number, isDeleted: number) =>
		rowsOf(
			shop,
			`INSERT INTO messages (businessId, id, chatId, connectionId, seq, platformMessageId, sender, kind, state, template, isDeleted, at, createdAt, updatedAt)
			VALUES (?, ?, ?, ?, ?, ?, 'AGENT', 'TEXT', 'sent', ?, ?, 1, 1, 1)`,
			...[shop.businessId, id, chatId, line, seq, `wamid.of-${id}`, template, isDeleted],
		);
	const templates = () => rowsOf(shop, "SELECT template FROM messages WHERE businessId = ? AND seq > 1 ORDER BY seq", shop.businessId);
	await put("now", 2, 0);
	await takeChange(machine(shop), { connectionId: line, change: { kind: "deleted", platformMessageId: "wamid.of-now", at: Date.now() } });
	expect(await templates()).toEqual([{ template: null }]);
	// One that was taken back when its blanks were still kept.
	await put("before", 3, 1);
	await rowsOf(shop, "UPDATE chats SET lastSeq = 3 WHERE businessId = ? AND id = ?", shop.businessId, chatId);
	await sealed(shop);
	expect(await sealingOf(shop)).toMatchObject({ state: "done", looked: 3, locked: 0 });
	expect(await templates()).toEqual([{ template: null }, { template: null }]);
	expect(await everythingOf(shop)).not.toContain("ocelot");
});

it("writes nothing over words whose key is not here: a change of them is refused, or waits to be worked on again", async () => {
	const shop = await openShop();
	const line = await withLine(shop);
	const heard = said("My frame is the tortoise one");
	const { chatId = "" } = await hearMessage(shop, line, heard);
	await sealed(shop);
	const note = await sendMessage(await owner(shop), { chatId, text: "likes tortoise", isNote: true });
	const rows = () => rowsOf(shop, "SELECT sealed, text, version FROM messages WHERE businessId = ? ORDER BY seq", shop.businessId);
	const before = await rows();
	await expect(editMessage(await owner(shop, [newKey]), { messageId: note.id, text: "likes nothing" })).rejects.toMatchObject({
		code: "message_locked",
	});
	const change = edit(heard.platformMessageId, "My frame is the black one");
	expect(await takeChange(worker(shop, [newKey])(), { connectionId: line, change })).toMatchObject({ state: "look", said: "words_locked" });
	expect(await rows()).toEqual(before);
	// With the key it is taken, and says what was there before.
	expect(await takeChange(worker(shop)(), { connectionId: line, change })).toMatchObject({ state: "taken" });
	expect((await shown(shop, chatId))[0]).toMatchObject({
		text: "My frame is the black one",
		details: { before: [{ text: "My frame is the tortoise one" }] },
	});
});

it("seals edits that wait for their message anew as well, and ends a round that gives everything back however many wait", async () => {
	const shop = await openShop();
	const line = await withLine(shop);
	await setSealing(await owner(shop), { isSealed: true });
	await through(shop);
	const late = said("Do you have kumquat?");
	await takeChange(machine(shop), { connectionId: line, change: edit(late.platformMessageId, "Do you have persimmon?") });
	const rotated: Ring = [newKey, ...keysNow()];
	await dueSealings(quietScope(testScope().scope, rotated), shop.shard);
	await through(shop, rotated);
	const kept = () => rowsOf(shop, "SELECT body ->> 'sealed' AS sealed FROM earlyNews WHERE businessId = ?", shop.businessId);
	expect(String((await kept())[0]?.sealed)).toMatch(/^v1\.k2\./);
	// The old key may go.
	const { chatId } = await takeMessage(worker(shop, [newKey])(), { connectionId: line, platform: "whatsapp", message: late });
	expect(await shown(shop, chatId, [newKey])).toMatchObject([{ text: "Do you have persimmon?" }]);
	expect(await kept()).toEqual([]);

	await setSealing(await owner(shop, rotated), { isSealed: false });
	await rowsOf(
		shop,
		`INSERT INTO earlyNews (businessId, connectionId, platformMessageId, kind, body, at)
		WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60) SELECT ?, ?, 'early-' || i, 'edited', json_object('kind', 'edited'), 1 FROM n`,
		...[shop.businessId, line],
	);
	await through(shop, rotated);
	expect(await sealingOf(shop)).toMatchObject({ isSealed: false, state: "done", locked: 0 });
});

it("keeps an edit whose key is not here when its message comes, and takes it once the key is back", async () => {
	const shop = await openShop();
	const line = await withLine(shop);
	await sealed(shop);
	const late = said("Do you have kumquat?");
	await takeChange(machine(shop), { connectionId: line, change: edit(late.platformMessageId, "Do you have persimmon?") });
	const without = worker(shop, [newKey]);
	const { chatId } = await takeMessage(without(), { connectionId: line, platform: "whatsapp", message: late });
	const due = async (ring: Ring) => {
		await dueSealings(quietScope(testScope().scope, ring), shop.shard);
		await through(shop, ring);
	};
	await due([newKey]);
	expect(await shown(shop, chatId, [newKey])).toMatchObject([{ text: "Do you have kumquat?", isLocked: false }]);
	await due([newKey, ...keysNow()]);
	expect(await shown(shop, chatId, [newKey])).toMatchObject([
		{ text: "Do you have persimmon?", details: { before: [{ text: "Do you have kumquat?" }] } },
	]);
	expect(await rowsOf(shop, "SELECT * FROM earlyNews WHERE businessId = ?", shop.businessId)).toEqual([]);
});

it("looks again at what was locked when the ring has its key again, also where nothing is sealed any more", async () => {
	const shop = await openShop();
	const line = await withLine(shop);
	const { chatId } = await hearMessage(shop, line, said("Is it the tortoise one?"));
	await sealed(shop);
	await setSealing(await owner(shop, [newKey]), { isSealed: false });
	await through(shop, [newKey]);
	expect(await sealingOf(shop)).toMatchObject({ isSealed: false, state: "done", locked: 1 });
	await dueSealings(quietScope(testScope().scope, [newKey, ...keysNow()]), shop.shard);
	await through(shop, [newKey, ...keysNow()]);
	expect(await sealingOf(shop)).toMatchObject({ isSealed: false, state: "done", locked: 0 });
	expect(await shown(shop, chatId, [newKey])).toMatchObject([{ text: "Is it the tortoise one?" }]);
});

it("leaves no word in the index of the search: neither one that is sealed, nor one that was taken back before words were deleted for good", async () => {
	const shop = await openShop();
	const line = await withLine(shop);
	const heard = said("Is the xerophyte in?");
	await hearMessage(shop, line, heard);
	// As the index was before 0079: what is taken out of it is only marked.
	const search = (command: string, rank?: number) =>
		rowsOf(
			shop,
			`INSERT INTO messageSearch (messageSearch${rank === undefined ? "" : ", rank"}) VALUES ('${command}'${rank === undefined ? "" : `, ${rank}`})`,
		);
	await search("secure-delete", 0);
	await takeChange(machine(shop), {
		connectionId: line,
		change: { kind: "deleted", platformMessageId: heard.platformMessageId, at: Date.now() },
	});
	await hearMessage(shop, line, said("Then the yggdrasil one"));
	expect(await indexOf(shop)).toMatch(/xerophyte/);
	await search("secure-delete", 1);
	expect(await indexOf(shop)).toMatch(/xerophyte/);
	for (const { queries } of env.TEST_SHARD_MIGRATIONS.filter(({ name }) => name.startsWith("0096")))
		for (const query of queries) await rowsOf(shop, query);
	expect(await indexOf(shop)).not.toContain("xerophyte");
	expect(await indexOf(shop)).toContain("yggdrasil");
	await sealed(shop);
	expect(await indexOf(shop)).not.toContain("yggdrasil");
});
