import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { z } from "zod";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { minute } from "#app/platform/time.ts";
import { cleanUpReservations, expireReservations } from "#app/stock/expire-reservations.server.ts";
import { holdIn, releaseIn, renewIn, takeHeldIn } from "#app/stock/reservations.server.ts";
import { runJob } from "../../../workers/cron/jobs.ts";
import { rowsOf, type Shop, testScope, twoShops, openShop } from "../../support/world.ts";
import { ledgerHolds, stocked } from "./shelves.ts";

const Act = z.object({
	what: z.enum(["hold", "renew", "release", "take"]),
	id: z.string(),
	lines: z.array(z.object({ storeId: z.string(), productId: z.string(), quantity: z.int() })).default([]),
	until: z.int().nullable().default(null),
});

/** A till's lease, as a higher room would hold it. */
const lease = command<typeof Act, { done: true }, Viewer>({
	name: "test.lease",
	needs: "sales:write",
	input: Act,
	async run({ db, work }, { what, id, lines, until }) {
		await db.read({ anything: first(sql`SELECT 1 WHERE ${db.businessId} <> ''`) });
		const holder = { kind: "lease" as const, id };
		if (what === "hold") holdIn(work, holder, lines, until);
		if (what === "renew") renewIn(work, holder, until);
		if (what === "release") releaseIn(work, holder);
		if (what === "take") takeHeldIn(work, holder, lines);
		return known({ done: true as const });
	},
});

const levels = (shop: Shop) =>
	rowsOf(shop, "SELECT onHand, reserved FROM stockLevels WHERE businessId = ? ORDER BY productId", shop.businessId);
const states = async (shop: Shop) =>
	(
		await rowsOf<{ holderId: string; state: string; quantity: number; taken: number }>(
			shop,
			"SELECT holderId, state, quantity, taken FROM reservations WHERE businessId = ? ORDER BY holderId, productId",
			shop.businessId,
		)
	).map(({ holderId, state, quantity, taken }) => `${holderId} ${state} ${taken}/${quantity}`);
const expiries = (shop: Shop) =>
	rowsOf<{ subjectId: string; data: string }>(
		shop,
		"SELECT subjectType, subjectId, actorName, data FROM events WHERE businessId = ? AND type = 'stock.reservation_expired' ORDER BY subjectId",
		shop.businessId,
	);

const noon = Date.UTC(2026, 10, 10, 11);

it("holds, tops up, uses up and gives back; what is reserved is what is held", async () => {
	const shop = await openShop();
	const { storeId } = shop;
	const { id: frame } = await stocked(shop, { initialStock: 10 });
	const { id: lens } = await stocked(shop, { initialStock: 4 });
	const tenant = await shop.tenant();
	const both = (a: number, b: number) => [
		{ storeId, productId: frame, quantity: a },
		{ storeId, productId: lens, quantity: b },
	];
	await lease(tenant, { what: "hold", id: "till", lines: both(5, 2), until: noon });
	expect(await levels(shop)).toEqual([
		{ onHand: 10, reserved: 5 },
		{ onHand: 4, reserved: 2 },
	]);
	await lease(tenant, { what: "hold", id: "till", lines: both(5, 2), until: noon });
	expect(await levels(shop)).toMatchObject([{ reserved: 5 }, { reserved: 2 }]);
	// Seven leave the shelf where five are held: the held ones first, and no more than those.
	await lease(tenant, { what: "take", id: "till", lines: both(7, 1) });
	expect(await states(shop)).toEqual(["till committed 5/5", "till held 1/2"]);
	expect(await levels(shop)).toMatchObject([{ reserved: 0 }, { reserved: 1 }]);
	await lease(tenant, { what: "hold", id: "till", lines: both(3, 3), until: noon });
	expect(await states(shop)).toEqual(["till held 5/8", "till held 1/4"]);
	expect(await levels(shop)).toMatchObject([{ reserved: 3 }, { reserved: 3 }]);
	await lease(tenant, { what: "release", id: "till" });
	await lease(tenant, { what: "release", id: "till" });
	expect(await levels(shop)).toMatchObject([{ reserved: 0 }, { reserved: 0 }]);
	await expect(lease(tenant, { what: "hold", id: "till", lines: both(11, 1) })).rejects.toMatchObject({
		code: "stale_write",
		details: { constraint: "stock_not_oversold" },
	});
	await expect(lease(tenant, { what: "hold", id: "x", lines: [{ storeId, productId: "nobody's", quantity: 1 }] })).rejects.toMatchObject({
		code: "stale_write",
	});
	expect(await levels(shop)).toMatchObject([{ reserved: 0 }, { reserved: 0 }]);
	await ledgerHolds(shop);
});

it("takes back what has run out, once, and leaves what was renewed, paid or another's", async () => {
	const [shop, other] = await twoShops();
	const hold = async (whose: Shop, id: string, until: number | null) => {
		const { id: productId } = await stocked(whose, { initialStock: 3 });
		await lease(await whose.tenant(), { what: "hold", id, lines: [{ storeId: whose.storeId, productId, quantity: 2 }], until });
	};
	await hold(shop, "a late", noon - 1);
	await hold(shop, "b renewed", noon - 1);
	await hold(shop, "c paid", noon - 1);
	await hold(shop, "d early", noon + 5 * minute);
	await hold(other, "e theirs", noon - 1);
	await lease(await shop.tenant(), { what: "renew", id: "b renewed", until: noon + minute });
	await lease(await shop.tenant(), { what: "renew", id: "c paid", until: null });
	const held = ["b renewed held 0/2", "c paid held 0/2", "d early held 0/2"];
	expect((await cleanUpReservations(testScope(noon).scope, shop.shard)).more).toBe(false);
	expect(await states(shop)).toEqual(["a late expired 0/2", ...held]);
	expect(await states(other)).toEqual(["e theirs held 0/2"]);
	expect(await levels(shop)).toMatchObject([{ reserved: 0 }, { reserved: 2 }, { reserved: 2 }, { reserved: 2 }]);
	await cleanUpReservations(testScope(noon).scope, shop.shard);
	expect(await expiries(shop)).toMatchObject([{ subjectType: "lease", subjectId: "a late", actorName: "inventory cleanup" }]);
	expect(JSON.parse((await expiries(shop))[0]?.data ?? "")).toMatchObject({ units: 2 });
	await cleanUpReservations(testScope(noon + 2 * minute).scope, shop.shard);
	expect(await states(shop)).toContain("b renewed expired 0/2");
	// What has run out may be held again.
	const [row] = await rowsOf<{ productId: string }>(
		shop,
		"SELECT productId FROM reservations WHERE businessId = ? AND holderId = 'a late'",
		shop.businessId,
	);
	await lease(await shop.tenant(), {
		what: "hold",
		id: "a late",
		lines: [{ storeId: shop.storeId, productId: row?.productId, quantity: 3 }],
	});
	expect(await states(shop)).toContain("a late held 0/3");
	await ledgerHolds(shop);
});

it("asked about who is not due, or somebody else's, it does nothing", async () => {
	const [shop, other] = await twoShops();
	const { id: productId } = await stocked(shop, { initialStock: 3 });
	await lease(await shop.tenant(), { what: "hold", id: "till", lines: [{ storeId: shop.storeId, productId, quantity: 2 }], until: noon });
	const holders = { holders: [{ kind: "lease", id: "till" }] };
	expect(await expireReservations(await shop.tenant(noon - 1), holders)).toEqual({ expired: 0 });
	expect(await expireReservations(await other.tenant(noon), holders)).toEqual({ expired: 0 });
	expect(await states(shop)).toEqual(["till held 0/2"]);
	expect(await expireReservations(await shop.tenant(noon), holders, { key: "once" })).toEqual({ expired: 1 });
	expect(await expireReservations(await shop.tenant(noon), holders, { key: "once" })).toEqual({ expired: 1 });
	expect(await expiries(shop)).toHaveLength(1);
});

it("whoever renews while it is being taken back either keeps it or has lost it, and the shelf says the same", async () => {
	const shop = await openShop();
	const { storeId } = shop;
	for (let round = 0; round < 5; round++) {
		const { id: productId } = await stocked(shop, { initialStock: 3 });
		const id = `till ${round}`;
		const lines = [{ storeId, productId, quantity: 2 }];
		await lease(await shop.tenant(), { what: "hold", id, lines, until: noon });
		const tenant = await shop.tenant(noon);
		await Promise.all([
			lease(tenant, { what: "renew", id, until: noon + minute }),
			...Array.from({ length: 4 }, () => expireReservations(tenant, { holders: [{ kind: "lease", id }] })),
		]);
		const [{ reserved, state } = {}] = await rowsOf<{ reserved: number; state: string }>(
			shop,
			"SELECT l.reserved, r.state FROM stockLevels AS l JOIN reservations AS r ON r.businessId = l.businessId AND r.productId = l.productId WHERE l.businessId = ? AND l.productId = ?",
			shop.businessId,
			productId,
		);
		expect(reserved).toBe(state === "held" ? 2 : 0);
	}
});

it("goes through many in pieces, by the clock's job, and renewing a thousand rows writes one", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { initialStock: 500 });
	const tenant = await shop.tenant();
	for (let from = 0; from < 230; from += 10)
		await Promise.all(
			Array.from({ length: 10 }, (_, n) =>
				lease(tenant, { what: "hold", id: `till ${from + n}`, lines: [{ storeId: shop.storeId, productId, quantity: 1 }], until: noon }),
			),
		);
	expect(await levels(shop)).toEqual([{ onHand: 500, reserved: 230 }]);
	const { scope } = testScope(noon);
	await runJob(scope, { job: "inventory-cleanup", shard: shop.shard });
	expect(await levels(shop)).toEqual([{ onHand: 500, reserved: 0 }]);
	expect(await expiries(shop)).toHaveLength(230);

	const lines = await Promise.all(Array.from({ length: 40 }, () => stocked(shop, { initialStock: 2 })));
	await lease(tenant, {
		what: "hold",
		id: "wide",
		lines: lines.map(({ id }) => ({ storeId: shop.storeId, productId: id, quantity: 1 })),
		until: noon,
	});
	const renewing = await shop.tenant();
	const before = renewing.scope.meter.rowsWritten;
	await lease(renewing, { what: "renew", id: "wide", until: noon + minute });
	// The row, and its place in the index of those whose time runs.
	expect(renewing.scope.meter.rowsWritten - before).toBeLessThanOrEqual(3);
});
