import { describe, expect, it, vi } from "vitest";
import { talkPlatforms } from "#app/channels/rules.ts";
import type { SendWish } from "#app/channels/talk.ts";
import { meaningOf } from "#app/channels/adapters/meta-errors.ts";
import { platformsThat, start, talkAccount } from "../../support/channels/talk-account.ts";
import { type MetaLine, react, state, threadOf, write, writeThere } from "../../support/fakes/meta.ts";

/** What every platform of conversations keeps, asked of its adapter against the stand-in; what only some can do, by what they say they can. */

const day = 24 * 3600_000;
const firstOf = <T>([found]: readonly T[]): T => {
	if (found === undefined) throw new Error("there is none");
	return found;
};
/** What we sent them last. */
const ourLine = (lines: MetaLine[]) => firstOf(lines.filter(({ from }) => from === "business").slice(-1));

describe.each(talkPlatforms)("%s", (platform) => {
	const there = talkAccount(platform);
	const { adapter } = there;

	it("proves a token for its account, and for no other", async () => {
		const { account } = there;
		expect(await adapter.prove(there.link())).toMatchObject({
			storeUrl: `https://${adapter.host}/${account.id}`,
			name: "Lund & Lys",
			handle: account.handle,
		});
		await expect(adapter.prove(there.link({ accountId: "999999" }))).rejects.toMatchObject({ kind: "refused" });
		await expect(adapter.prove(there.link({ accessToken: "token-of-nobody-0123456789" }))).rejects.toMatchObject({
			kind: "expired",
			reason: "token_expired",
		});
		there.now += 1;
		account.tokenEndsAt = there.now;
		await expect(adapter.prove(there.link())).rejects.toMatchObject({ kind: "expired", reason: "token_expired" });
	});

	it("has its news sent to us, again without harm, and no more afterwards", async () => {
		const { account } = there;
		account.subscribed = false;
		await adapter.subscribe(there.link(), "http://storekeep.test/connections/webhook/y?c=u");
		await adapter.subscribe(there.link(), "http://storekeep.test/connections/webhook/y?c=u");
		expect(account.subscribed).toBe(true);
		await adapter.unsubscribe(there.link());
		await write(account, there.person, { text: "Anybody?" });
		expect(account.deliveries).toEqual([]);
	});

	it("hears what somebody writes, shows and reacts with, as one person", async () => {
		const { account, person } = there;
		const hello = await write(account, person, { text: "Hej æøå / 46?" });
		await write(account, person, { type: "image", file: { mime: "image/png", bytes: new Uint8Array([1, 2, 3]) } });
		await react(account, person, hello, "👍");
		await react(account, person, hello, "");
		const said = await there.heard();
		expect(said).toMatchObject([
			{
				kind: "message",
				message: {
					platformMessageId: hello.id,
					sender: "CUSTOMER",
					at: start,
					person: { externalId: person.id },
					body: { kind: "TEXT", text: "Hej æøå / 46?" },
				},
			},
			{ kind: "message", message: { body: { kind: "IMAGE" } } },
			{ kind: "reaction", emoji: "👍", platformMessageId: hello.id, from: { externalId: person.id } },
			{ kind: "reaction", emoji: "" },
		]);
		const picture = firstOf(said.flatMap((each) => (each.kind === "message" ? each.message.body.media : [])));
		expect(await adapter.fetchMedia(there.link(), picture)).toEqual({ bytes: new Uint8Array([1, 2, 3]), mime: "image/png" });
		account.files.clear();
		expect(await adapter.fetchMedia(there.link(), picture)).toBeNull();
	});

	it("sends once, and hears that it was read", async () => {
		const { account, person } = there;
		const before = await write(account, person, { text: "?" });
		await there.heard();
		const sent = await adapter.send(there.link(), there.wish({ replyTo: before.id }));
		const line = ourLine(threadOf(account, person.id));
		expect(threadOf(account, person.id)).toHaveLength(2);
		expect(sent).toEqual({ kind: "sent", platformMessageId: line.id });
		expect(line).toMatchObject({ text: "Ja, den er på lager ✓" });
		await state(account, person, line, "read");
		const states = (await there.heard()).filter((each) => each.kind === "state" || each.kind === "states_until");
		expect(states.at(-1)).toMatchObject({ state: "read" });
	});

	it("shows what colleagues write in the platform's own app", async () => {
		const { account, person } = there;
		await writeThere(account, person, "From the phone behind the till");
		expect(await there.heard()).toMatchObject([
			{
				kind: "message",
				message: { sender: "AGENT", person: { externalId: person.id }, body: { text: "From the phone behind the till" } },
			},
		]);
	});

	it("says why one message did not go, and keeps the others going", async () => {
		const { account, person } = there;
		await write(account, person, { text: "?" });
		const send = (more: Partial<SendWish> = {}) => adapter.send(there.link(), there.wish(more));
		expect(await send({ content: { kind: "text", text: "x".repeat(5000) } })).toMatchObject({ kind: "failed", why: "too_long" });
		const toNobody = { whatsapp: "undeliverable", instagram: "no_such_person", messenger: "no_such_person" }[platform];
		expect(await send({ to: { externalId: "nobody", phone: null } })).toMatchObject({ kind: "failed", why: toNobody });
		account.faults = [131056];
		expect(await send()).toMatchObject({ kind: "failed", why: "pair_limit", mayRetry: true });
		account.faults = [368];
		expect(await send()).toMatchObject({ kind: "failed", why: "account_locked", mayRetry: false });
		there.now += adapter.capabilities.windows.replyFor + 1;
		expect(await send()).toMatchObject({ kind: "failed", why: "window_closed", mayRetry: false });
		expect(threadOf(account, person.id)).toHaveLength(1);
	});

	it("counts how long a message is in characters, whatever they weigh", async () => {
		await write(there.account, there.person, { text: "?" });
		const most = adapter.capabilities.mostCharacters;
		const send = (text: string) => adapter.send(there.link(), there.wish({ content: { kind: "text", text } }));
		expect(await send("ø".repeat(most))).toMatchObject({ kind: "sent" });
		expect(await send("ø".repeat(most + 1))).toMatchObject({ why: "too_long" });
	});

	it("takes one person who cannot be reached for no trouble of the account's", () => {
		for (const error of [
			{ code: 10, subcode: 2018108 },
			{ code: 200, subcode: 1545041 },
			{ code: 551, subcode: 0 },
		])
			expect(meaningOf({ ...error, said: "" })).toEqual({ kind: "message", why: "unavailable", mayRetry: false });
	});

	it("throws what concerns the account, and is unsure of what may have left", async () => {
		const { account } = there;
		await write(account, there.person, { text: "?" });
		const send = () => adapter.send(there.link(), there.wish());
		for (const [fault, kind] of [
			[4, "throttled"],
			[80007, "throttled"],
			[613, "throttled"],
			[130429, "throttled"],
			["429", "throttled"],
			["503", "temporary"],
			[190, "expired"],
			[10, "expired"],
			[200, "expired"],
		] as const) {
			account.faults = [fault];
			await expect(send()).rejects.toMatchObject({ kind });
		}
		for (const fault of ["html", "cut"] as const) {
			account.faults = [fault];
			expect(await send()).toEqual({ kind: "unsure" });
		}
		for (const broken of [new DOMException("late", "TimeoutError"), new Error("Network connection lost.")]) {
			vi.mocked(globalThis.fetch).mockRejectedValueOnce(broken);
			expect(await send()).toEqual({ kind: "unsure" });
		}
		const nobodyThere = new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } });
		vi.mocked(globalThis.fetch).mockRejectedValueOnce(nobodyThere);
		await expect(send()).rejects.toMatchObject({ kind: "temporary", reason: "not_reached" });
		expect(await send()).toMatchObject({ kind: "sent" });
	});
});

const picture = { kind: "media" as const, as: "IMAGE" as const, mediaId: null, url: null, name: "lemtosh.jpg", caption: "" };

describe.each(platformsThat(({ capabilities }) => capabilities.echoesOurs))("%s, which says again what we send", (platform) => {
	const there = talkAccount(platform);

	it("hears of what was sent under the same id, as ours", async () => {
		await write(there.account, there.person, { text: "?" });
		await there.heard();
		await there.adapter.send(there.link(), there.wish());
		const { id } = ourLine(threadOf(there.account, there.person.id));
		expect((await there.heard())[0]).toMatchObject({
			kind: "message",
			message: { platformMessageId: id, sender: "AGENT", person: { externalId: there.person.id } },
		});
	});
});

describe.each(platformsThat(({ capabilities }) => !capabilities.echoesOurs))("%s, which says only how far it came", (platform) => {
	const there = talkAccount(platform);

	it("hears of each state under our own name for it, then under its id there", async () => {
		await write(there.account, there.person, { text: "?" });
		await there.heard();
		await there.adapter.send(there.link(), there.wish());
		const line = ourLine(threadOf(there.account, there.person.id));
		await state(there.account, there.person, line, "read");
		expect(await there.heard()).toMatchObject([
			{ kind: "state", state: "sent", ourRef: "our-1", platformMessageId: line.id },
			{ kind: "state", state: "delivered", platformMessageId: line.id },
			{ kind: "state", state: "read", platformMessageId: line.id },
		]);
	});
});

describe.each(platformsThat(({ capabilities }) => capabilities.windows.humanAgentFor !== null))(
	"%s, where a person may answer later",
	(p) => {
		const there = talkAccount(p);

		it("sends what a person writes after the window, until that one closes too", async () => {
			await write(there.account, there.person, { text: "?" });
			const send = () => there.adapter.send(there.link(), there.wish({ window: "human_agent" }));
			there.now += day + 1;
			expect(await send()).toMatchObject({ kind: "sent" });
			there.now += there.adapter.capabilities.windows.humanAgentFor ?? 0;
			expect(await send()).toMatchObject({ kind: "failed", why: "window_closed" });
		});
	},
);

describe.each(platformsThat(({ capabilities }) => capabilities.windows.humanAgentFor === null))(
	"%s, where nobody may answer later",
	(p) => {
		const there = talkAccount(p);

		it("sends nothing after the window, whoever writes it", async () => {
			await write(there.account, there.person, { text: "?" });
			there.now += there.adapter.capabilities.windows.replyFor + 1;
			expect(await there.adapter.send(there.link(), there.wish({ window: "human_agent" }))).toMatchObject({ why: "window_closed" });
			expect(threadOf(there.account, there.person.id)).toHaveLength(1);
		});
	},
);

describe.each(platformsThat(({ uploadMedia }) => uploadMedia !== undefined))("%s, where files are brought first", (platform) => {
	const there = talkAccount(platform);

	it("sends a file by the name it got there", async () => {
		await write(there.account, there.person, { text: "?" });
		const file = { bytes: new Uint8Array([7]), mime: "image/jpeg", name: "lemtosh.jpg" };
		const mediaId = (await there.adapter.uploadMedia?.(there.link(), file)) ?? null;
		expect(mediaId).toEqual(expect.any(String));
		expect(await there.adapter.send(there.link(), there.wish({ content: { ...picture, mediaId } }))).toMatchObject({ kind: "sent" });
		expect(ourLine(threadOf(there.account, there.person.id))).toMatchObject({ type: "image", text: "" });
	});
});

describe.each(platformsThat(({ uploadMedia }) => uploadMedia === undefined))("%s, which fetches files itself", (platform) => {
	const there = talkAccount(platform);

	it("sends a file by its address", async () => {
		await write(there.account, there.person, { text: "?" });
		const content = { ...picture, url: "https://storekeep.example/file/1" };
		expect(await there.adapter.send(there.link(), there.wish({ content }))).toMatchObject({ kind: "sent" });
		expect(ourLine(threadOf(there.account, there.person.id))).toMatchObject({ type: "image", text: "" });
	});
});

/** Whether words may stand with a picture is no ability anything goes by: what is sent says so. */
describe.each([
	["whatsapp", "sent", ["This one"]],
	["instagram", "failed", []],
	["messenger", "failed", []],
] as const)("%s, words with a picture", (platform, kind, texts) => {
	const there = talkAccount(platform);

	it(`has them ${kind}`, async () => {
		await write(there.account, there.person, { text: "?" });
		const content = { ...picture, url: "https://storekeep.example/file/1", caption: "This one" };
		const file = { bytes: new Uint8Array([7]), mime: "image/jpeg", name: "lemtosh.jpg" };
		const mediaId = (await there.adapter.uploadMedia?.(there.link(), file)) ?? null;
		expect(await there.adapter.send(there.link(), there.wish({ content: { ...content, mediaId } }))).toMatchObject({ kind });
		const sent = threadOf(there.account, there.person.id).filter(({ from }) => from === "business");
		expect(sent.map(({ text }) => text)).toEqual(texts);
	});
});

const template = { kind: "template" as const, name: "order_ready", language: "da", parameters: ["Mette", "46"] };

describe.each(platformsThat(({ capabilities }) => capabilities.hasTemplates))("%s, which has templates", (platform) => {
	const there = talkAccount(platform);

	it("pulls them over pages, and sends only what is approved and whole", async () => {
		const { account, adapter } = there;
		account.templates = ["APPROVED", "PAUSED", "PENDING"].map((status, n) => ({
			name: n === 0 ? "order_ready" : `other_${n}`,
			language: "da",
			status,
			category: "UTILITY",
			body: "Hej {{1}}, {{2}} er klar, {{1}}",
		}));
		const first = await adapter.pullTemplates?.(there.link(), null);
		expect(first).toMatchObject({
			templates: [{ name: "order_ready", status: "approved", category: "utility", variables: 2 }, { status: "paused" }],
		});
		expect(await adapter.pullTemplates?.(there.link(), first?.next ?? null)).toMatchObject({
			templates: [{ name: "other_2" }],
			next: null,
		});
		const send = (more: object) => adapter.send(there.link(), there.wish({ window: "template", content: { ...template, ...more } }));
		expect(await send({})).toMatchObject({ kind: "sent" });
		expect(await send({ parameters: ["Mette"] })).toMatchObject({ why: "template_parameters" });
		expect(await send({ name: "gone" })).toMatchObject({ why: "template_missing" });
		expect(await send({ name: "other_1" })).toMatchObject({ why: "template_paused" });
	});
});

describe.each(platformsThat(({ capabilities }) => !capabilities.hasTemplates))("%s, which has no templates", (platform) => {
	const there = talkAccount(platform);

	it("sends none, and says so", async () => {
		expect(there.adapter.pullTemplates).toBeUndefined();
		const wish = there.wish({ window: "template", content: template });
		expect(await there.adapter.send(there.link(), wish)).toMatchObject({ kind: "failed", why: "unsupported" });
		expect(there.account.asked).toEqual([]);
	});
});
