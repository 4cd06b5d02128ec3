import { env } from "cloudflare:workers";
import { beforeAll, expect, it, vi } from "vitest";
import { bringFile } from "#app/inbox/chat-files.server.ts";
import { dueSealings } from "#app/inbox/due-sealing.server.ts";
import { listChats } from "#app/inbox/list-chats.server.ts";
import { mediaPlace } from "#app/inbox/chat-files.server.ts";
import { proofOf, putUpMedia } from "#app/inbox/media.server.ts";
import { goOnSealing } from "#app/inbox/seal-messages.server.ts";
import { sendMessage } from "#app/inbox/send-message.server.ts";
import { setSealing } from "#app/inbox/set-sealing.server.ts";
import { hour } from "#app/platform/time.ts";
import { addPerson, write } from "../../support/fakes/meta.ts";
import { arrive, onlyMetaAnswers, turn, withAccount } from "../../support/meta.ts";
import { openShop, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";
import { hearMessage, said, withLine } from "./inbox.ts";
import { owner, quietScope, type Ring, roundOf, sealed, sealingOf, shown, through, worker } from "./sealed.ts";

beforeAll(onlyMetaAnswers);

const newKey: [string, string] = ["k2", btoa("the-second-key-the-second-key-th")];
const filesOf = async (shop: Shop) =>
	(await env.FILES.list({ prefix: `chats/${shop.businessId}/`, include: ["customMetadata"] })).objects.toSorted((a, b) =>
		a.uploaded < b.uploaded ? -1 : 1,
	);
const isSealed = ({ customMetadata }: R2Object) => customMetadata?.sealed !== undefined;
const lies = async (place: string) => new TextDecoder("latin1").decode(await (await env.FILES.get(place))?.arrayBuffer());
/** A letter that says one word over and over: longer than a piece. */
const letter = (word: string, length = 200_000) =>
	new TextEncoder().encode(`%PDF-1.7 ${`${word} `.repeat(length / word.length)}`.slice(0, length));
const putUp = async (shop: Shop, chatId: string, bytes: Uint8Array<ArrayBuffer>) =>
	(await putUpMedia(await owner(shop), bytes, { chatId, name: "letter.pdf", mime: "application/pdf" })).mediaId;
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

it("seals files that were there and that come, serves them whole and in parts, sends them, and gives them back", async () => {
	const [shop, other] = await twoShops();
	const line = await withAccount(shop, "whatsapp");
	const person = addPerson(line.account, "Mette Holm");
	await write(line.account, person, { type: "document", file: { mime: "application/pdf", bytes: letter("walrus") } });
	await arrive(shop, line);
	const chatId = (await listChats(await shop.tenant(), {})).items[0]?.id ?? "";
	const unsent = await putUp(shop, chatId, letter("ocelot"));
	const { chatId: besides = "" } = await hearMessage(other, await withLine(other), said("Hello"));
	await putUp(other, besides, letter("tapir"));
	expect(await lies(mediaPlace(shop.businessId, chatId, unsent))).toContain("ocelot");

	await sealed(shop);
	expect(await sealingOf(shop)).toMatchObject({ state: "done", locked: 0 });
	// What comes now, of either side.
	await write(line.account, person, { type: "document", file: { mime: "application/pdf", bytes: letter("pangolin") } });
	await arrive(shop, line);
	const ours = await putUp(shop, chatId, letter("axolotl"));
	const files = await filesOf(shop);
	expect(files.map(isSealed)).toEqual([true, true, true, true]);
	for (const { key } of files) expect(await lies(key)).not.toMatch(/walrus|ocelot|pangolin|axolotl|%PDF-1/);
	expect((await filesOf(other)).map(isSealed)).toEqual([false]);

	const whole = text(letter("ocelot"));
	const got = await shop.call("GET", `/media/${unsent}`);
	expect([got.status, got.headers.get("Content-Length"), got.body === whole]).toEqual([200, "200000", true]);
	const part = await shop.call("GET", `/media/${unsent}`, { headers: { Range: "bytes=65530-131090" } });
	expect([part.status, part.headers.get("Content-Range"), part.body === whole.slice(65_530, 131_091)]).toEqual([
		...[206, "bytes 65530-131090/200000", true],
	]);
	expect((await shop.call("GET", `/media/${unsent}`, { headers: { Range: "bytes=-7" } })).body).toBe(whole.slice(-7));
	expect((await shop.call("GET", `/media/${unsent}`, { headers: { "If-None-Match": got.headers.get("ETag") ?? "" } })).status).toBe(304);
	expect((await other.call("GET", `/media/${unsent}`)).status).toBe(404);
	// At the address a platform is given, too.
	const until = Date.now() + hour;
	const proof = await proofOf(testScope().scope, { businessId: shop.businessId, chatId, mediaId: ours }, until);
	const open = await other.call("GET", `/media/open/${shop.businessId}/${chatId}/${ours}?until=${until}&proof=${proof}`, {
		headers: { Cookie: "" },
	});
	expect(open.body === text(letter("axolotl"))).toBe(true);
	await sendMessage(await owner(shop), { chatId, mediaId: ours });
	await turn(shop, line);
	expect([...line.account.files.values()].some(({ bytes }) => text(bytes) === text(letter("axolotl")))).toBe(true);

	await setSealing(await owner(shop), { isSealed: false });
	await through(shop);
	expect((await filesOf(shop)).map(isSealed)).toEqual([false, false, false, false]);
	expect(await lies(mediaPlace(shop.businessId, chatId, ours))).toBe(text(letter("axolotl")));
	expect(await shop.call("GET", `/media/${unsent}`)).toMatchObject({ status: 200 });
});

it("goes on with files where it stopped, brings back none that went meanwhile, and leaves none behind where it is switched while one is written", async () => {
	const shop = await openShop();
	const { chatId = "" } = await hearMessage(shop, await withLine(shop), said("Hello"));
	for (let n = 0; n < 23; n++) await putUp(shop, chatId, letter("walrus", 50));
	await setSealing(await owner(shop), { isSealed: true });
	const round = await roundOf(shop);
	const afterFile = async () =>
		(await rowsOf(shop, "SELECT afterFile FROM messageSealing WHERE businessId = ?", shop.businessId))[0]?.afterFile;
	// Killed after each page: of messages, then of files.
	await goOnSealing(worker(shop), round, 1);
	expect(await afterFile()).toBe("");
	await goOnSealing(worker(shop), round, 1);
	expect((await filesOf(shop)).filter(isSealed)).toHaveLength(10);
	const half = await afterFile();
	await goOnSealing(worker(shop), round, 1);
	// Between what was written and where it was noted down.
	await rowsOf(shop, "UPDATE messageSealing SET afterFile = ? WHERE businessId = ?", half, shop.businessId);
	await Promise.all([goOnSealing(worker(shop), round), goOnSealing(worker(shop), round)]);
	await through(shop);
	expect((await filesOf(shop)).every(isSealed)).toBe(true);
	expect(await sealingOf(shop)).toMatchObject({ state: "done", locked: 0 });

	// One that was listed, and deleted before it was written.
	await setSealing(await owner(shop), { isSealed: false });
	const [gone, other] = await filesOf(shop);
	if (!gone || !other) throw new Error("no files");
	await env.FILES.delete(gone.key);
	expect(await bringFile(worker(shop)(), false, gone)).toBe("right");
	expect(await env.FILES.head(gone.key)).toBeNull();
	// Switched back while the first is opened: it ends as the business wants it now.
	const { put } = env.FILES;
	let switched = false;
	const slow = vi.spyOn(env.FILES, "put").mockImplementation(async (...asked: Parameters<R2Bucket["put"]>) => {
		const written = await Reflect.apply(put, env.FILES, asked);
		if (!switched) {
			switched = true;
			await setSealing(await owner(shop), { isSealed: true });
		}
		return written;
	});
	await goOnSealing(worker(shop), await roundOf(shop));
	slow.mockRestore();
	expect(switched).toBe(true);
	expect((await filesOf(shop)).every(isSealed)).toBe(true);
	await through(shop);
	expect((await filesOf(shop)).every(isSealed)).toBe(true);
});

it("needs a file's old key no more once the ring has a new one, and says so of one whose key is not here", async () => {
	const shop = await openShop();
	const { chatId = "" } = await hearMessage(shop, await withLine(shop), said("Hello"));
	await sealed(shop);
	const mediaId = await putUp(shop, chatId, letter("walrus"));
	const place = mediaPlace(shop.businessId, chatId, mediaId);
	const bytes = await lies(place);
	const { cfg } = testScope().scope;
	// Without the key it is kept as it is, and counted.
	await dueSealings(quietScope(testScope().scope, [newKey]), shop.shard);
	await through(shop, [newKey]);
	expect((await sealingOf(shop)).locked).toBeGreaterThan(0);
	expect(await lies(place)).toBe(bytes);
	const rotated = [newKey, ...(cfg.ENCRYPTION_KEYS as Ring)];
	await dueSealings(quietScope(testScope().scope, rotated), shop.shard);
	await through(shop, rotated);
	expect((await env.FILES.head(place))?.customMetadata?.sealed).toMatch(/^v1\.k2\./);
	// Its bytes are the same: only its key is sealed anew.
	expect(await lies(place)).toBe(bytes);
	expect(await shown(shop, chatId, [newKey])).toMatchObject([{ text: "Hello" }]);
	// The server that answers has the old ring only; to a platform nothing goes that it cannot open.
	expect(await shop.call("GET", `/media/${mediaId}`)).toMatchObject({
		status: 409,
		body: { error: expect.stringContaining("sealed with a key") },
	});
});

it("keeps what was changed where it lies as it is when everything is given back, counts it, and sends nothing of it", async () => {
	const shop = await openShop();
	const line = await withAccount(shop, "whatsapp");
	const person = addPerson(line.account, "Mette Holm");
	await write(line.account, person, { text: "Hello" });
	await arrive(shop, line);
	const chatId = (await listChats(await shop.tenant(), {})).items[0]?.id ?? "";
	await sealed(shop);
	const [changed, moved, whole] = [
		await putUp(shop, chatId, letter("walrus")),
		await putUp(shop, chatId, letter("ocelot")),
		await putUp(shop, chatId, letter("tapir")),
	];
	const place = (mediaId: string) => mediaPlace(shop.businessId, chatId, mediaId);
	const object = await env.FILES.get(place(changed));
	const bytes = new Uint8Array((await object?.arrayBuffer()) ?? new ArrayBuffer());
	bytes[100_000]! ^= 1;
	await env.FILES.put(place(changed), bytes, { customMetadata: { ...object?.customMetadata } });
	const other = await env.FILES.get(place(whole));
	await env.FILES.put(place(moved), (await other?.arrayBuffer()) ?? "", { customMetadata: { ...other?.customMetadata } });
	expect(await shop.call("GET", `/media/${moved}`)).toMatchObject({
		status: 409,
		body: { error: expect.stringContaining("sealed with a key") },
	});
	await sendMessage(await owner(shop), { chatId, mediaId: moved });
	await turn(shop, line);
	expect((await shown(shop, chatId)).at(-1)).toMatchObject({ state: "failed", why: "bad_media" });
	await setSealing(await owner(shop), { isSealed: false });
	await through(shop);
	expect(await sealingOf(shop)).toMatchObject({ state: "done", locked: 2 });
	expect(await lies(place(changed))).toBe(new TextDecoder("latin1").decode(bytes));
	expect(await lies(place(whole))).toBe(text(letter("tapir")));
});
