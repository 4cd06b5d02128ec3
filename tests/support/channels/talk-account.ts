import { afterEach, beforeEach, expect, vi } from "vitest";
import { talkAdapters } from "#app/channels/adapters/registry.server.ts";
import type { Link } from "#app/channels/contract.ts";
import { type TalkPlatform, talkPlatforms } from "#app/channels/rules.ts";
import type { SendWish, TalkAdapter, TalkSaid } from "#app/channels/talk.ts";
import { configOf } from "#app/platform/config.server.ts";
import { addPerson, type MetaAccount, type MetaPerson, metaAccount } from "../fakes/meta.ts";
import { fakeMeta } from "../fakes/meta-graph.ts";

export const start = 1_793_000_000_000;
const settings = configOf({
	ENVIRONMENT: "local",
	MOCK_MODE: "1",
	META_MOCK_URL: "http://meta.test",
	SESSION_SECRET: "session-secret-for-tests-only-0123456789",
	SERVICE_JWT_SECRET: "service-secret-for-tests-only-0123456789",
	ENCRYPTION_KEYS: `k1:${btoa("storekeep-tests-storekeep-tests-")}`,
});

/** The platforms of conversations that can do something; there is one at least, or what is asked of them would be asked of nobody. */
export function platformsThat(can: (adapter: TalkAdapter) => boolean): TalkPlatform[] {
	const found = talkPlatforms.filter((platform) => can(talkAdapters[platform]));
	if (found.length === 0) throw new Error("no platform of conversations is like that");
	return found;
}

export type TalkAccount = {
	adapter: TalkAdapter;
	account: MetaAccount;
	person: MetaPerson;
	/** ms UTC, of the account's clock and of every link. */
	now: number;
	/** Credentials that were renewed. */
	kept: Record<string, string>[];
	link(more?: Record<string, string>): Link;
	wish(more?: Partial<SendWish>): SendWish;
	/** Everything that was told since, judged and in our words. */
	heard(): Promise<TalkSaid[]>;
};

/** An account on the stand-in for Meta, new for every test, with somebody who writes to it. */
export function talkAccount(platform: TalkPlatform): TalkAccount {
	const adapter: TalkAdapter = talkAdapters[platform];
	const opened = () => metaAccount(platform, { clock: () => there.now, subscribed: true, address: "http://storekeep.test/hook?c=t" });
	const there: TalkAccount = {
		adapter,
		account: metaAccount(platform),
		person: { id: "", name: "", phone: null, handle: "", blocked: false, reported: false },
		now: start,
		kept: [],
		link: (more = {}) => ({
			storeUrl: `https://${adapter.host}/${there.account.id}`,
			credentials: {
				accessToken: there.account.token,
				accountId: there.account.id,
				wabaId: there.account.wabaId,
				verifyToken: "our-word",
				...more,
			},
			shop: { currency: "", locationId: null },
			cfg: settings,
			now: there.now,
			keep: async (credentials) => void there.kept.push(credentials),
		}),
		wish: (more = {}) => ({
			ref: "our-1",
			to: { externalId: there.person.id, phone: there.person.phone === null ? null : `+${there.person.phone}` },
			window: "reply",
			replyTo: null,
			content: { kind: "text", text: "Ja, den er på lager ✓" },
			...more,
		}),
		async heard() {
			const said: TalkSaid[] = [];
			const { account } = there;
			for (const { url, headers, body } of account.deliveries.splice(0)) {
				const delivery = { url: new URL(url), headers: new Headers(headers), body: new TextEncoder().encode(body) };
				const verified = await adapter.verify(delivery, { secret: account.appSecret, cfg: settings });
				expect(verified.kind).toBe("delivery");
				expect(await adapter.verify(delivery, { secret: "another-secret-0123456789", cfg: settings })).toEqual({ kind: "forged" });
				said.push(...adapter.translate(verified.kind === "delivery" ? verified.topic : "", body, { accountId: account.id }));
			}
			return said;
		},
	};
	beforeEach(() => {
		there.now = start;
		there.kept = [];
		there.account = opened();
		there.person = addPerson(there.account, "Mette Ø");
		const fake = fakeMeta([there.account], { greet: async (url) => adapter.greet(new URL(url), "our-word") ?? "" });
		vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
			const request = new Request(input, init);
			if (!request.url.startsWith("http://meta.test/")) throw new Error(`nothing answers at ${request.url}`);
			return fake.fetch(request);
		});
	});
	afterEach(() => vi.restoreAllMocks());
	return there;
}
