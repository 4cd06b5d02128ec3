import { beforeAll, expect, it } from "vitest";
import { looksAgain } from "#app/components/shows.ts";
import { keepCannedFile, putUpCanned } from "#app/inbox/canned-files.server.ts";
import { setInbox } from "#app/inbox/keep-settings.server.ts";
import { listChats } from "#app/inbox/list-chats.server.ts";
import { sendMessage } from "#app/inbox/send-message.server.ts";
import { setAvailable } from "#app/inbox/set-available.server.ts";
import { showChat } from "#app/inbox/show-chat.server.ts";
import { png } from "../../support/drawings.ts";
import { addPerson, react, tellMessaging, tellWhatsapp, threadOf, write } from "../../support/fakes/meta.ts";
import { listenTo } from "../../support/listening.ts";
import { arrive, bring, onlyMetaAnswers, turn, withAccount } from "../../support/meta.ts";
import { react as reactions } from "../../support/reacting.ts";
import { colleagueOf, enter, soon } from "../../support/room.ts";
import { openShop, type Shop } from "../../support/world.ts";

beforeAll(onlyMetaAnswers);

const chatsOf = async (shop: Shop, asked = {}) => (await listChats(await shop.tenant(), asked)).items;

/** Two of one business with the same conversation open, each on a socket of their own. */
async function together(platform: "whatsapp" | "instagram" | "messenger") {
	const shop = await openShop();
	const line = await withAccount(shop, platform);
	const person = addPerson(line.account, "Mette Holm");
	const first = await write(line.account, person, { text: "Do you have the Lemtosh?" });
	await arrive(shop, line);
	const [chat] = await chatsOf(shop);
	const chatId = chat?.id ?? "";
	const ida = await colleagueOf(shop, "Ida");
	const pages = [await enter(shop, chatId), await enter(ida, chatId)];
	const lists = [await listenTo(shop), await listenTo(ida)];
	return { shop, ida, line, person, first, chatId, pages, lists };
}

it.each(["whatsapp", "messenger"] as const)(
	"brings what a customer on %s reacts to, says differently and takes back to both colleagues: in order, once",
	async (platform) => {
		const { shop, line, person, first, chatId, pages } = await together(platform);
		const answer = await sendMessage(await shop.tenant(), { chatId, text: "In two colours" });
		await arrive(shop, line);
		const theirs = (body: object) => ({
			...{ contacts: [{ profile: { name: person.name }, user_id: person.id }] },
			messages: [{ from_user_id: person.id, id: `wamid.${Math.random()}`, timestamp: String(Math.floor(Date.now() / 1000)), ...body }],
		});
		const about = () => ({ sender: { id: person.id }, recipient: { id: line.account.id }, timestamp: Date.now() });
		const edit = () =>
			platform === "whatsapp"
				? tellWhatsapp(
						line.account,
						theirs({
							type: "edit",
							edit: { original_message_id: first.id, message: { type: "text", text: { body: "Do you have the Lemtosh in black?" } } },
						}),
					)
				: tellMessaging(line.account, { ...about(), message_edit: { mid: first.id, text: "Do you have the Lemtosh in black?" } });
		const takeBack = () =>
			platform === "whatsapp"
				? tellWhatsapp(line.account, theirs({ type: "revoke", revoke: { original_message_id: first.id } }))
				: tellMessaging(line.account, { ...about(), message: { mid: first.id, is_deleted: true } });
		await react(line.account, person, threadOf(line.account, person.id).at(-1)!, "❤️");
		await edit();
		await takeBack();
		// As platforms do: each of them again.
		const told = line.account.deliveries.splice(0);
		for (const delivery of told) {
			for (const times of [1, 2]) expect([times, await bring(delivery)]).toEqual([times, 200]);
			await turn(shop, line);
		}
		const steps = (page: (typeof pages)[number]) =>
			page
				.messages()
				.flatMap(({ id, text, reactions, editedAt, isDeleted }) =>
					id === answer.id
						? reactions.map(({ emoji, by }) => `${by} ${emoji}`)
						: isDeleted
							? ["taken back"]
							: editedAt !== null
								? [`now: ${text}`]
								: [],
				);
		for (const page of pages)
			await soon(() => expect(steps(page)).toEqual(["CUSTOMER ❤️", "now: Do you have the Lemtosh in black?", "taken back"]));
		await reactions(shop);
		await turn(shop, line);
		for (const page of pages) {
			expect(steps(page)).toHaveLength(3);
			expect(page.messages().at(-1)).toMatchObject({ isDeleted: true, text: "" });
		}
		expect(pages[0]?.news()).toEqual(pages[1]?.news());
	},
);

it("gives what comes by turns, and back at a shift's end, before the eyes of both", async () => {
	const { shop, ida, line, lists, pages, chatId } = await together("whatsapp");
	await setInbox(await shop.tenant(), { assignment: "round_robin", capacity: 5 });
	for (const userId of [ida.userId, shop.userId]) await setAvailable(await shop.tenant(), { isAvailable: true, userId });
	const holderBy = (list: (typeof lists)[number]) =>
		new Map(list.news().flatMap((each) => (each.kind === "chat" ? [[each.chatId, each.assigneeId] as const] : [])));
	// What waited is hers who came first; then by turns.
	for (const list of lists) await list.soon(() => expect(holderBy(list).get(chatId)).toBe(ida.userId));
	for (const page of pages)
		await soon(() => expect(page.news().findLast(({ kind }) => kind === "chat")).toMatchObject({ assignee: { name: "Ida" } }));
	for (const name of ["A", "B", "C"]) {
		await write(line.account, addPerson(line.account, name), { text: name });
		await arrive(shop, line);
	}
	const held = async (userId: string) => (await chatsOf(shop, { assignee: userId })).map(({ id }) => id).toSorted();
	const [hers, owners] = [await held(ida.userId), await held(shop.userId)];
	expect(hers.length + owners.length).toBe(4);
	expect(Math.abs(hers.length - owners.length)).toBeLessThanOrEqual(2);
	expect(owners.length).toBeGreaterThan(0);
	const seen = (list: (typeof lists)[number], userId: string) =>
		[...holderBy(list)].flatMap(([id, holder]) => (holder === userId ? [id] : [])).toSorted();
	for (const list of lists) await list.soon(() => expect([seen(list, ida.userId), seen(list, shop.userId)]).toEqual([hers, owners]));
	const { handedBack } = await setAvailable(await shop.tenant(), { isAvailable: false, handBack: true, userId: ida.userId });
	expect(handedBack).toBe(hers.length);
	for (const list of lists)
		await list.soon(() => expect([seen(list, ida.userId), seen(list, shop.userId)]).toEqual([[], [...hers, ...owners].toSorted()]));
	for (const page of pages)
		await soon(() => expect(page.news().findLast(({ kind }) => kind === "chat")).toMatchObject({ assignee: { id: shop.userId } }));
});

it("has both pages look again when the account's token ends and when it is renewed, and says why nothing can be sent", async () => {
	const { shop, line, lists, chatId } = await together("whatsapp");
	const page = async () => (await showChat(await shop.tenant(), { chatId })).chat;
	const stood = (list: (typeof lists)[number]) => list.news().flatMap((each) => (each.kind === "connection" ? [each.state] : []));
	expect(await page()).toMatchObject({ canReply: true });
	const before = lists.map((list) => list.news().length);
	await sendMessage(await shop.tenant(), { chatId, text: "Ready for you" });
	line.account.faults.push(190);
	await turn(shop, line);
	for (const list of lists) await list.soon(() => expect(stood(list).at(-1)).toBe("broken"));
	expect(await page()).toMatchObject({ canReply: false, cannotSend: "connection_broken", connectionTrouble: { kind: "expired" } });
	// What was heard since is about what the page shows, and about no page of another channel.
	const [list] = lists;
	const heard = list?.news().slice(before[0]) ?? [];
	expect([looksAgain(heard, [await page()]), looksAgain(heard, [{ chat: { connectionId: "another" } }])]).toEqual([true, false]);
	const refused = await shop.call("POST", `/api/chats/${chatId}/messages`, { body: { text: "Hello?" } });
	expect([refused.status, refused.body.code]).toEqual([409, "chat_not_connected"]);
	await reactions(shop);

	const { token, id, appSecret, wabaId } = line.account;
	const body = { accessToken: token, accountId: id, appSecret, wabaId, verifyToken: "lund-og-lys" };
	expect((await shop.call("POST", "/connections/whatsapp", { body })).status).toBeLessThan(300);
	for (const list of lists) await list.soon(() => expect(stood(list).slice(-2)).toEqual(["broken", "active"]));
	expect(await page()).toMatchObject({ canReply: true, cannotSend: null });
});

it("sends a ready answer with its picture, which both see leave, once", async () => {
	const { shop, line, person, chatId, pages } = await together("whatsapp");
	const { body: canned } = await shop.call("POST", "/api/inbox/canned", { body: { shortcut: "map", text: "Here we are" } });
	await keepCannedFile(await shop.tenant(), await png(4, 4), { cannedId: canned.id, name: "map.png", mime: "image/png" });
	const { mediaId } = await putUpCanned(await shop.tenant(), { chatId, cannedId: canned.id });
	const wish = { chatId, clientId: "ready", text: canned.text, mediaId };
	const [message] = [await sendMessage(await shop.tenant(), wish), await sendMessage(await shop.tenant(), wish)];
	await arrive(shop, line);
	await arrive(shop, line);
	const ours = (page: (typeof pages)[number]) => page.messages().filter(({ sender }) => sender === "AGENT");
	for (const page of pages) {
		await soon(() => expect(ours(page).at(-1)).toMatchObject({ state: "delivered" }));
		expect(new Set(ours(page).map(({ id }) => id))).toEqual(new Set([message.id]));
		expect(ours(page)[0]).toMatchObject({
			kind: "IMAGE",
			text: "Here we are",
			state: "queued",
			media: [{ name: "map.png", state: "ready" }],
		});
		const versions = ours(page).map(({ version }) => version);
		expect(versions).toEqual([...new Set(versions)].toSorted((one, two) => one - two));
	}
	expect(threadOf(line.account, person.id).filter(({ from }) => from === "business")).toMatchObject([
		{ type: "image", text: "Here we are" },
	]);
});
