import { env } from "cloudflare:workers";
import { vi } from "vitest";
import { driveConnection } from "#app/channels/drive-connection.server.ts";
import { type Gate, newGate } from "#app/channels/gate.ts";
import { receiveWebhook } from "#app/channels/receive-webhook.server.ts";
import type { ShopPlatform } from "#app/channels/rules.ts";
import { tenantOf } from "#app/identity/viewer.server.ts";
import { configOf } from "#app/platform/config.server.ts";
import { machineScope, type Scope } from "#app/platform/scope.server.ts";
import { minute, second } from "#app/platform/time.ts";
import { runJob } from "../../../workers/cron/jobs.ts";
import { ConnectionDriver } from "../../../workers/channels/connection-driver.ts";
import { deliverEvents } from "../../../workers/queues/deliver.ts";
import { fakeProkip } from "../fakes/prokip.ts";
import { fakeShopify } from "../fakes/shopify.ts";
import { fakeWoocommerce, faults, type WooShop, wooShop } from "../fakes/woocommerce.ts";
import { comeBackTo, consent } from "../shopify.ts";
import { openShop, rowsOf, type Shop } from "../world.ts";
import { client } from "./shopify-link.ts";

/**
 * A shop with a connection of each kind, on a network, a queue and a clock on which everything goes wrong that can, by a seed: deliveries are lost, doubled
 * and late, platforms fail half the time in every way their stand-ins know, the queue forgets, ticks of the timetable stay away or come twice, turns are
 * killed in their midst. What it counts on the way must be nothing: questions asked too early, and addresses that are nobody's.
 */

type Message = { eventId: string } | { connectionId: string };
export type Line = { platform: ShopPlatform; connectionId: string; gate: Gate };
const places: Record<ShopPlatform, string> = {
	woocommerce: "http://woo.test",
	shopify: "http://shopify.test",
	prokip: "http://prokip.test",
};

export async function openStorm(seed: number) {
	let state = seed >>> 0;
	/** 0 ≤ n < 1 (mulberry32). */
	const chance = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
	const pick = <T>(list: readonly T[]): T => {
		const one = list[Math.floor(chance() * list.length)];
		if (one === undefined) throw new Error("nothing to pick from");
		return one;
	};
	const shuffled = <T>(list: T[]): T[] =>
		list
			.map((each) => [chance(), each] as const)
			.sort(([a], [b]) => a - b)
			.map(([, each]) => each);

	let at = Date.now();
	const skew = { woocommerce: 0, shopify: 0 };
	const tally = { asked: 0, failed: 0, lost: 0, doubled: 0, kills: 0, turns: 0, early: [] as string[], strangers: [] as string[] };
	let isRough = false;
	let expiredAt = at;

	const web: WooShop = wooShop("Storm");
	web.clock = () => at + skew.woocommerce;
	const woo = fakeWoocommerce(new Map([["storm.example", web]]), { sleep: () => Promise.reject(new DOMException("late", "TimeoutError")) });
	const shopify = fakeShopify({ ...client, clock: () => at + skew.shopify, chance });
	const store = shopify.open("storm.myshopify.com");
	const erp = fakeProkip({ currency: "DKK", timeZone: "Europe/Copenhagen" });
	const lines: Line[] = [];

	/** A platform is not well half of the time: of every six minutes, some three. */
	const isSick = (platform: ShopPlatform) => (Math.floor(at / (3 * minute)) + Object.keys(places).indexOf(platform) + seed) % 2 === 0;

	/** What goes wrong with the next answer of a platform; a word where the connection itself breaks. */
	function spoil(platform: ShopPlatform, request: Request): "hang" | "reset" | null {
		tally.failed += 1;
		const how = chance();
		if (how < 0.1) return "hang";
		if (how < 0.25) return "reset";
		if (platform === "woocommerce") web.faults.push(pick(faults.filter((fault) => fault !== "elsewhere" && fault !== "hang")));
		else if (platform === "shopify") {
			// Nobody's token runs out twice in an hour.
			const runsOut = at > expiredAt + 60 * minute && chance() < 0.1;
			if (runsOut) expiredAt = at;
			store.troubles.push(
				runsOut
					? { kind: "expired" }
					: pick([
							{ kind: "status", status: 500 },
							{ kind: "status", status: 502, html: true },
							{ kind: "status", status: 429, retryAfter: "4" },
							{ kind: "truncated" },
							{ kind: "html" },
							{ kind: "lost" },
						]),
			);
		} else {
			const isSale = request.method === "POST" && request.url.endsWith("/sell");
			erp.troubles.push(
				pick([
					{ kind: "status", status: 500 },
					{ kind: "status", status: 429, retryAfter: "6" },
					{ kind: "html" },
					{ kind: "truncated" },
					{ kind: "lost" },
					isSale ? { kind: "late" } : { kind: "fine" },
				]),
			);
		}
		return null;
	}

	vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
		const request = new Request(input, init);
		const { origin, pathname, search } = new URL(request.url);
		const platform = Object.entries(places).find(([, place]) => place === origin)?.[0] as ShopPlatform | undefined;
		if (!platform) {
			tally.strangers.push(request.url);
			throw new Error(`nothing answers at ${request.url}`);
		}
		at += 120;
		tally.asked += 1;
		const gate = lines.find((line) => line.platform === platform)?.gate;
		if (gate && gate.openUntil > at) tally.early.push(`${platform} ${gate.openUntil - at} ms`);
		const broken = isRough && chance() < (isSick(platform) ? 0.9 : 0.05) ? spoil(platform, request) : null;
		if (broken === "hang") throw new DOMException("late", "TimeoutError");
		const answer =
			platform === "woocommerce"
				? await woo.fetch(new Request(origin + pathname + search, request))
				: await { shopify, prokip: erp }[platform].fetch(request);
		// It was done, and nobody hears of it.
		if (broken === "reset") throw new Error("Network connection lost.");
		return answer;
	});
	// Whoever waits a moment has waited it at once.
	const soon = globalThis.setTimeout;
	let isDriving = false;
	vi.spyOn(globalThis, "setTimeout").mockImplementation(((act: () => void, ms = 0) => {
		if (!isDriving || ms > 10 * second) return soon(act, ms);
		at += Math.ceil(ms);
		return soon(act, 0);
	}) as typeof setTimeout);
	// Nobody drives but the storm.
	vi.spyOn(ConnectionDriver.prototype, "wake").mockResolvedValue();

	/** The queue: a tenth of what it is given is lost, a fifth comes twice. */
	const queue: Message[] = [];
	const put = (body: unknown) => {
		if (isRough && chance() < 0.1) tally.lost += 1;
		else {
			const isTwice = isRough && chance() < 0.2;
			if (isTwice) tally.doubled += 1;
			for (let n = 0; n < (isTwice ? 2 : 1); n++) queue.push(body as Message);
		}
	};
	const EVENTS = {
		send: async (body: unknown) => put(body),
		async sendBatch(messages: { body: unknown }[]) {
			for (const { body } of messages) put(body);
		},
	};

	/** A database that is gone after so many batches, the last of them perhaps written; every other question of the same act fails, too. */
	const killed = (database: D1Database, life: { left: number }) => ({
		prepare: (text: string) => database.prepare(text),
		async batch(statements: D1PreparedStatement[]) {
			life.left -= 1;
			if (life.left > 0) return database.batch(statements);
			if (life.left === 0 && chance() < 0.5) await database.batch(statements);
			throw new Error("Network connection lost.");
		},
	});

	/** What was begun beside the acts of one scope. */
	async function within<T>(shard: number, act: (scope: Scope) => Promise<T>, life = Number.POSITIVE_INFINITY): Promise<T> {
		// No two acts are in one instant.
		at += 1;
		const beside: Promise<unknown>[] = [];
		const name = `SHARD_${shard}` as "SHARD_0";
		const bindings = {
			...env,
			EVENTS,
			WAKES: EVENTS,
			...(life < Number.POSITIVE_INFINITY && { [name]: killed(env[name], { left: life }) }),
		} as never;
		const scope = machineScope(bindings, configOf(env), (work) => beside.push(work.catch(() => {})), at);
		try {
			return await act(scope);
		} finally {
			for (let done = 0; done < beside.length; done++) await beside[done];
		}
	}

	const shop: Shop = await openShop("Storm");
	const within_ = <T>(act: (scope: Scope) => Promise<T>, life?: number) => within(shop.shard, act, life);

	/** The owner does something, now. */
	const asOwner = <T>(act: (tenant: NonNullable<Awaited<ReturnType<typeof tenantOf>>>) => Promise<T>): Promise<T> =>
		within_(async (scope) => {
			const tenant = await tenantOf({ ...scope, token: { via: "cookie", value: shop.token } });
			if (!tenant) throw new Error("nobody is signed in");
			return act(tenant);
		});

	async function connect(): Promise<void> {
		const answers = [
			await shop.call("POST", "/connections/woocommerce", {
				body: { storeUrl: "https://storm.example", consumerKey: "ck_test", consumerSecret: "cs_test" },
			}),
			await shop.call("POST", "/connections/prokip", { body: { token: erp.token, locationId: "7", storeId: shop.storeId } }),
		];
		for (const { status, body } of answers) if (status !== 200) throw new Error(JSON.stringify(body));
		await comeBackTo(shop, await consent(shop, store.host));
		lines.length = 0;
		for (const { id, platform } of await rowsOf<{ id: string; platform: ShopPlatform }>(
			shop,
			"SELECT id, platform FROM connections WHERE businessId = ? ORDER BY platform",
			shop.businessId,
		))
			lines.push({ platform, connectionId: id, gate: newGate });
	}

	/** One turn of a connection's driver; `life`: it is killed at its so many-th question of the database. */
	async function drive(line: Line, life?: number): Promise<void> {
		tally.turns += 1;
		const keeper = {
			gate: line.gate,
			keep(gate: Gate) {
				keeper.gate = gate;
				line.gate = gate;
			},
		};
		const where = { connectionId: line.connectionId, businessId: shop.businessId, shard: shop.shard };
		isDriving = true;
		await within_((scope) => driveConnection(scope, where, keeper, null, () => ++at), life).catch((error: unknown) => {
			if (life === undefined) throw error;
		});
		isDriving = false;
	}

	type Sent = { platform: ShopPlatform; url: URL; headers: Headers; body: Uint8Array<ArrayBuffer> };
	const mailbag: Sent[] = [];

	/** What the shops tell goes on its way: a tenth never arrives, a fifth arrives twice. */
	async function post(): Promise<void> {
		const sent: Sent[] = web.deliveries.splice(0).map(({ url, headers, body }) => ({
			platform: "woocommerce",
			url: new URL(url),
			headers: new Headers(headers),
			body: new TextEncoder().encode(body),
		}));
		for (const one of store.owed.splice(0)) {
			const request = await shopify.request(store, one);
			sent.push({
				platform: "shopify",
				url: new URL(request.url),
				headers: request.headers,
				body: new Uint8Array(await request.arrayBuffer()),
			});
		}
		for (const one of sent) {
			if (isRough && chance() < 0.1) tally.lost += 1;
			else {
				const isTwice = isRough && chance() < 0.2;
				if (isTwice) tally.doubled += 1;
				mailbag.push(...(isTwice ? [one, one] : [one]));
			}
		}
	}

	/** Some of what is on its way arrives, in any order; all of it where nothing is rough. What was not answered well is sent again. */
	async function arrive(): Promise<void> {
		await post();
		for (const one of shuffled(mailbag.splice(0))) {
			if (isRough && chance() < 0.3) {
				mailbag.push(one);
				continue;
			}
			const { platform, ...delivery } = one;
			const life = isRough && chance() < 0.05 ? 1 + Math.floor(chance() * 3) : undefined;
			await within_((scope) => receiveWebhook(scope, platform, delivery), life).catch((error: unknown) => {
				if (life === undefined) throw error;
				tally.kills += 1;
				mailbag.push(one);
			});
		}
	}

	/** The queue brings some of what it holds, in any order; now and then it loses all of it. */
	async function bring(): Promise<void> {
		if (isRough && chance() < 0.05) {
			tally.lost += queue.length;
			queue.length = 0;
		}
		for (let rounds = 0; queue.length > 0 && rounds < 5; rounds++)
			for (let batch = shuffled(queue.splice(0)); batch.length > 0; ) {
				const [body, ...rest] = batch as [Message, ...Message[]];
				batch = rest;
				if (isRough && chance() < 0.2) queue.push(body);
				else if ("eventId" in body) {
					// A worker is given several at once, and may die over them.
					const more = rest.slice(0, Math.floor(chance() * 10)).filter((each) => "eventId" in each);
					batch = rest.filter((each) => !more.some((taken) => taken === each));
					const pointers = [body, ...more].map(({ eventId }) => ({ shard: shop.shard, businessId: shop.businessId, eventId }));
					const life = isRough && chance() < 0.05 ? 1 + Math.floor(chance() * 6) : undefined;
					await within_((scope) => deliverEvents(scope, pointers), life).catch((error: unknown) => {
						if (life === undefined) throw error;
						tally.kills += 1;
					});
				} else {
					const line = lines.find(({ connectionId }) => connectionId === body.connectionId);
					const life = isRough && chance() < 0.1 ? 1 + Math.floor(chance() * 30) : undefined;
					if (life !== undefined) tally.kills += 1;
					if (line) await drive(line, life);
				}
			}
	}

	/** A tick of the timetable: it may stay away, or come twice at once. */
	async function tick(): Promise<void> {
		const times = isRough ? pick([0, 1, 1, 2]) : 1;
		for (const job of ["sweep-outbox", "wake-connections"] as const)
			await Promise.all(Array.from({ length: times }, () => within_((scope) => runJob(scope, { job, shard: shop.shard }))));
	}

	/** Time passes, and with it comes what there is to come. Whoever was not answered in time has done it by then, or never will. */
	async function pass(ms: number): Promise<void> {
		for (const done of erp.late.splice(0)) done();
		at += Math.ceil(ms);
		await arrive();
		await tick();
		await bring();
	}

	return {
		seed,
		chance,
		pick,
		shop,
		web,
		store,
		erp,
		shopify,
		lines,
		tally,
		skew,
		connect,
		drive,
		asOwner,
		pass,
		now: () => at,
		rough(is: boolean) {
			isRough = is;
		},
		step: () => pass(5 * second + Math.floor(chance() * minute)),
	};
}
export type Storm = Awaited<ReturnType<typeof openStorm>>;
