import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { talkAdapters } from "#app/channels/adapters/registry.server.ts";
import type { Link } from "#app/channels/contract.ts";
import { talkPlatforms } from "#app/channels/rules.ts";
import type { SendWish, TalkSaid } from "#app/channels/talk.ts";
import { configOf } from "#app/platform/config.server.ts";
import {
	addPerson,
	type MetaAccount,
	type MetaPerson,
	metaAccount,
	react,
	state,
	threadOf,
	write,
	writeThere,
} from "../../support/fakes/meta.ts";
import { fakeMeta } from "../../support/fakes/meta-graph.ts";

/** What every platform of conversations keeps, asked of its adapter against the stand-in. */

const settings = configOf({
	ENVIRONMENT: "local",
	MOCK_MODE: "1",
	META_MOCK_URL: "http://meta.test",
	SESSION_SECRET: "session-secret-for-tests-only-0123456789",
	SERVICE_JWT_SECRET: "service-secret-for-tests-only-0123456789",
	ENCRYPTION_KEYS: `k1:${btoa("storekeep-tests-storekeep-tests-")}`,
});
const start = 1_793_000_000_000;
const hour = 3600_000;
const day = 24 * hour;

describe.each(talkPlatforms)("%s", (platform) => {
	const adapter = talkAdapters[platform];
	const isWhatsapp = platform === "whatsapp";
	let account: MetaAccount;
	let person: MetaPerson;
	let now: number;
	let kept: Record<string, string>[];

	beforeEach(() => {
		now = start;
		kept = [];
		account = metaAccount(platform, { clock: () => now, subscribed: true, address: "http://storekeep.test/connections/webhook/x?c=t" });
		person = addPerson(account, "Mette Ø");
		const fake = fakeMeta([account], { greet: async (url) => adapter.greet(new URL(url), "our-word") ?? "" });
		vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
			const request = new Request(input, init);
			if (!request.url.startsWith("http://meta.test/")) throw new Error(`nothing answers at ${request.url}`);
			return fake.fetch(request);
		});
	});
	afterEach(() => vi.restoreAllMocks());

	const linkOf = (more: Record<string, string> = {}): Link => ({
		storeUrl: `https://${adapter.host}/${account.id}`,
		credentials: { accessToken: account.token, accountId: account.id, wabaId: account.wabaId, verifyToken: "our-word", ...more },
		shop: { currency: "", locationId: null },
		cfg: settings,
		now,
		keep: async (credentials) => void kept.push(credentials),
	});
	const wish = (more: Partial<SendWish> = {}): SendWish => ({
		ref: "our-1",
		to: { externalId: person.id, phone: person.phone === null ? null : `+${person.phone}` },
		window: "reply",
		replyTo: null,
		content: { kind: "text", text: "Ja, den er på lager ✓" },
		...more,
	});
	/** Everything that was told since, judged and in our words. */
	async function heard(): Promise<TalkSaid[]> {
		const said: TalkSaid[] = [];
		for (const { url, headers, body } of account.deliveries.splice(0)) {
			const delivery = { url: new URL(url), headers: new Headers(headers), body: new TextEncoder().encode(body) };
			const verified = await adapter.verify(delivery, { secret: account.appSecret, cfg: settings });
			expect(verified.kind).toBe("delivery");
			expect(await adapter.verify(delivery, { secret: "another-secret-0123456789", cfg: settings })).toEqual({ kind: "forged" });
			said.push(...adapter.translate(verified.kind === "delivery" ? verified.topic : "", body, { accountId: account.id }));
		}
		return said;
	}

	it("proves a token for its account, and for no other", async () => {
		expect(await adapter.prove(linkOf())).toMatchObject({
			storeUrl: `https://${adapter.host}/${account.id}`,
			name: "Lund & Lys",
			handle: account.handle,
		});
		await expect(adapter.prove(linkOf({ accountId: "999999" }))).rejects.toMatchObject({ kind: "refused" });
		await expect(adapter.prove(linkOf({ accessToken: "token-of-nobody-0123456789" }))).rejects.toMatchObject({
			kind: "expired",
			reason: "token_expired",
		});
		now += 1;
		account.tokenEndsAt = now;
		await expect(adapter.prove(linkOf())).rejects.toMatchObject({ kind: "expired", reason: "token_expired" });
	});

	it("has its news sent to us, again without harm, and no more afterwards", async () => {
		account.subscribed = false;
		await adapter.subscribe(linkOf(), "http://storekeep.test/connections/webhook/y?c=u");
		await adapter.subscribe(linkOf(), "http://storekeep.test/connections/webhook/y?c=u");
		expect(account.subscribed).toBe(true);
		if (isWhatsapp) expect(account.address).toBe("http://storekeep.test/connections/webhook/y?c=u");
		await adapter.unsubscribe(linkOf());
		await write(account, person, { text: "Anybody?" });
		expect(account.deliveries).toEqual([]);
	});

	it("hears what somebody writes, shows and reacts with, as one person", async () => {
		const hello = await write(account, person, { text: "Hej æøå / 46?" });
		await write(account, person, { type: "image", file: { mime: "image/png", bytes: new Uint8Array([1, 2, 3]) } });
		await react(account, person, hello, "👍");
		await react(account, person, hello, "");
		const said = await heard();
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
		const picture = said[1]?.kind === "message" ? said[1].message.body.media[0] : undefined;
		if (!picture) throw new Error("no picture");
		expect(await adapter.fetchMedia(linkOf(), picture)).toEqual({ bytes: new Uint8Array([1, 2, 3]), mime: "image/png" });
		account.files.clear();
		expect(await adapter.fetchMedia(linkOf(), picture)).toBeNull();
	});

	it("sends once, and hears what became of it under the same id", async () => {
		const before = await write(account, person, { text: "?" });
		await heard();
		const sent = await adapter.send(linkOf(), wish({ replyTo: before.id }));
		const line = threadOf(account, person.id)[1];
		expect(sent).toEqual({ kind: "sent", platformMessageId: line?.id });
		expect(line).toMatchObject({ text: "Ja, den er på lager ✓" });
		if (!line) return;
		await state(account, person, line, "read");
		const said = await heard();
		const states = said.filter((each) => each.kind === "state" || each.kind === "states_until");
		expect(states.at(-1)).toMatchObject({ state: "read" });
		if (isWhatsapp)
			expect(states).toMatchObject([{ state: "sent", ourRef: "our-1" }, { state: "delivered", platformMessageId: line.id }, {}]);
		else
			expect(said[0]).toMatchObject({
				kind: "message",
				message: { platformMessageId: line.id, sender: "AGENT", person: { externalId: person.id } },
			});
		if (platform === "messenger") expect(said[0]).toMatchObject({ message: { ourRef: "our-1" } });
	});

	it("shows what colleagues write in the platform's own app", async () => {
		await writeThere(account, person, "From the phone behind the till");
		expect(await heard()).toMatchObject([
			{
				kind: "message",
				message: { sender: "AGENT", person: { externalId: person.id }, body: { text: "From the phone behind the till" } },
			},
		]);
	});

	it("says why one message did not go, and keeps the others going", async () => {
		await write(account, person, { text: "?" });
		const send = (more: Partial<SendWish> = {}) => adapter.send(linkOf(), wish(more));
		expect(await send({ content: { kind: "text", text: "x".repeat(5000) } })).toMatchObject({ kind: "failed", why: "too_long" });
		expect(await send({ to: { externalId: "nobody", phone: null } })).toMatchObject({
			kind: "failed",
			why: isWhatsapp ? "undeliverable" : "no_such_person",
		});
		account.faults = [131056];
		expect(await send()).toMatchObject({ kind: "failed", why: "pair_limit", mayRetry: true });
		account.faults = [368];
		expect(await send()).toMatchObject({ kind: "failed", why: "account_locked", mayRetry: false });
		now += day + 1;
		expect(await send()).toMatchObject({ kind: "failed", why: "window_closed", mayRetry: false });
		expect(await send({ window: "human_agent" })).toMatchObject(isWhatsapp ? { why: "window_closed" } : { kind: "sent" });
		now += 7 * day;
		expect(await send({ window: "human_agent" })).toMatchObject({ kind: "failed", why: "window_closed" });
		expect(threadOf(account, person.id).filter(({ from }) => from === "business")).toHaveLength(isWhatsapp ? 0 : 1);
	});

	it("counts how long a message is in characters, whatever they weigh", async () => {
		await write(account, person, { text: "?" });
		const most = adapter.capabilities.mostCharacters;
		expect(await adapter.send(linkOf(), wish({ content: { kind: "text", text: "ø".repeat(most) } }))).toMatchObject({ kind: "sent" });
		expect(await adapter.send(linkOf(), wish({ content: { kind: "text", text: "ø".repeat(most + 1) } }))).toMatchObject({
			why: "too_long",
		});
	});

	it("throws what concerns the account, and is unsure of what may have left", async () => {
		await write(account, person, { text: "?" });
		const send = () => adapter.send(linkOf(), wish());
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

	it("sends files it has brought there, and their words with them where it can", async () => {
		await write(account, person, { text: "?" });
		const mediaId =
			(await adapter.uploadMedia?.(linkOf(), { bytes: new Uint8Array([7]), mime: "image/jpeg", name: "lemtosh.jpg" })) ?? null;
		expect(mediaId === null).toBe(platform === "instagram");
		const url = mediaId === null ? "https://storekeep.example/file/1" : null;
		const send = (caption: string) =>
			adapter.send(linkOf(), wish({ content: { kind: "media", as: "IMAGE", mediaId, url, name: "lemtosh.jpg", caption } }));
		expect((await send("This one")).kind).toBe(isWhatsapp ? "sent" : "failed");
		if (!isWhatsapp) expect((await send("")).kind).toBe("sent");
		expect(
			threadOf(account, person.id)
				.slice(1)
				.map(({ text, type }) => [type, text]),
		).toEqual([["image", isWhatsapp ? "This one" : ""]]);
	});

	it("knows its templates, where it has any", async () => {
		expect(adapter.capabilities.hasTemplates).toBe(isWhatsapp);
		const template = { kind: "template" as const, name: "order_ready", language: "da", parameters: ["Mette", "46"] };
		if (!isWhatsapp)
			return expect(await adapter.send(linkOf(), wish({ window: "template", content: template }))).toMatchObject({
				kind: "failed",
				why: "unsupported",
			});
		account.templates = ["APPROVED", "PAUSED", "PENDING"].map((status, n) => ({
			name: n === 0 ? "order_ready" : `other_${n}`,
			language: "da",
			status,
			category: "UTILITY",
			body: "Hej {{1}}, {{2}} er klar, {{1}}",
		}));
		const first = await adapter.pullTemplates?.(linkOf(), null);
		expect(first).toMatchObject({
			templates: [{ name: "order_ready", status: "approved", category: "utility", variables: 2 }, { status: "paused" }],
		});
		expect(await adapter.pullTemplates?.(linkOf(), first?.next ?? null)).toMatchObject({ templates: [{ name: "other_2" }], next: null });
		const send = (more: object) => adapter.send(linkOf(), wish({ window: "template", content: { ...template, ...more } }));
		expect(await send({})).toMatchObject({ kind: "sent" });
		expect(await send({ parameters: ["Mette"] })).toMatchObject({ why: "template_parameters" });
		expect(await send({ name: "gone" })).toMatchObject({ why: "template_missing" });
		expect(await send({ name: "other_1" })).toMatchObject({ why: "template_paused" });
	});

	it("renews a token that runs out, in time, and keeps the new one", async () => {
		account.tokenEndsAt = now + 40 * day;
		const link = () => linkOf({ expiresAt: String(account.tokenEndsAt) });
		const untouched = account.token;
		if (platform !== "instagram")
			return expect((await adapter.refresh?.(link()))?.expiresAt ?? null).toBe(isWhatsapp ? account.tokenEndsAt : null);
		expect(await adapter.refresh?.(link())).toBeNull();
		now += 30 * day;
		expect(await adapter.refresh?.(link())).toEqual({ expiresAt: now + 60 * day });
		expect(kept).toMatchObject([{ accessToken: account.token, accountId: account.id }]);
		expect(account.token).not.toBe(untouched);
	});

	it("sends files of others nowhere with our token, and none from inside", async () => {
		const media = { id: null, url: "https://elsewhere.example/x", mime: "", name: "", sha256: null };
		expect(isWhatsapp ? await adapter.fetchMedia(linkOf(), media) : null).toBeNull();
		expect(account.asked).toEqual([]);
		if (isWhatsapp) return;
		for (const url of ["https://127.0.0.1/x", "http://cdn.fbcdn.net/x", "https://metadata.internal/x"])
			await expect(adapter.fetchMedia(linkOf(), { ...media, url })).rejects.toMatchObject({ reason: "not_public" });
	});
});
