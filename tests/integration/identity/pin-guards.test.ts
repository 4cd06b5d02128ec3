import { expect, it } from "vitest";
import { deviceGuesses, storeGuesses } from "#app/identity/rules.ts";
import { hire, showPin, tillOf } from "../../support/till.ts";
import { openShop, rowsOf, type Shop } from "../../support/world.ts";

/** Sets what was counted at a subject. */
const counted = (shop: Shop, subject: string, set: string) =>
	rowsOf(shop, `UPDATE pinGuards SET ${set} WHERE businessId = ? AND subject = ? RETURNING subject`, shop.businessId, subject);
const guardOf = async (shop: Shop, subject: string) =>
	(
		await rowsOf<{ tries: number; locks: number; lockedUntil: number }>(
			shop,
			"SELECT tries, locks, lockedUntil FROM pinGuards WHERE businessId = ? AND subject = ?",
			shop.businessId,
			subject,
		)
	)[0];

it("a hundred wrong PINs in an hour at all tills of a store make them all wait until the hour is over; a right one counts nothing", async () => {
	const shop = await openShop();
	const [anna, bo] = [await hire(shop, "Anna"), await hire(shop, "Bo", { pin: "5038" })];
	const [first, second] = [await tillOf(shop), await tillOf(shop)];
	const store = `store:${shop.storeId}`;
	expect((await showPin(first, bo.slug, bo.pin)).status).toBe(200);
	expect(await guardOf(shop, store)).toMatchObject({ tries: 0 });
	expect((await showPin(first, anna.slug, "9001")).status).toBe(401);
	expect(await guardOf(shop, store)).toMatchObject({ tries: 1, lockedUntil: 0 });

	await counted(shop, store, `tries = ${storeGuesses.perHour - 1}`);
	expect((await showPin(second, anna.slug, "9002")).status).toBe(401);
	const devices = () => rowsOf(shop, "SELECT subject, tries FROM pinGuards WHERE businessId = ? ORDER BY subject", shop.businessId);
	const before = await devices();
	for (const till of [first, second]) {
		const waits = await showPin(till, bo.slug, bo.pin);
		expect([waits.status, waits.body.code]).toEqual([429, "store_locked"]);
		expect(Number(waits.headers.get("Retry-After"))).toBeGreaterThan(50 * 60);
	}
	expect(await devices()).toEqual(before);
	// The hour is over.
	await counted(shop, store, "lockedUntil = 1, resetsAt = 1");
	expect((await showPin(first, anna.slug, "9003")).status).toBe(401);
	expect(await guardOf(shop, store)).toMatchObject({ tries: 1, lockedUntil: 0 });
	expect((await showPin(second, bo.slug, bo.pin)).status).toBe(200);
});

it("right PINs at many tills of a store at once count nothing, wrong ones among them count each", async () => {
	const shop = await openShop();
	const people: Awaited<ReturnType<typeof hire>>[] = [];
	for (const name of ["Anna", "Bo", "Dina", "Emil"]) people.push(await hire(shop, name));
	const tills = await Promise.all(people.map(() => tillOf(shop)));
	const [first] = people;
	const answers = await Promise.all(
		[0, 1, 2].flatMap((round) => [
			...people.map(({ slug, pin }, n) => showPin(tills[n]!, slug, pin)),
			showPin(tills[round]!, `nobody-${round}`, "9001"),
		]),
	);
	expect(answers.map(({ status }) => status).sort()).toEqual([...Array(12).fill(200), ...Array(3).fill(401)]);
	expect(await guardOf(shop, `store:${shop.storeId}`)).toMatchObject({ tries: 3, lockedUntil: 0 });
	const atTills = await Promise.all(tills.map((till) => guardOf(shop, `device:${till.deviceId}`)));
	expect(atTills.map((guard) => guard?.tries)).toEqual([1, 1, 1, 0]);
	expect(await guardOf(shop, `employee:${first!.id}`)).toMatchObject({ tries: 0, lockedUntil: 0 });
});

it("a wait that a right PIN helped to begin ends with it, one that wrong ones earned stays", async () => {
	const shop = await openShop();
	const anna = await hire(shop, "Anna");
	const [till, other] = [await tillOf(shop), await tillOf(shop)];
	const store = `store:${shop.storeId}`;
	const together = async (tries: number) => {
		expect((await showPin(till, anna.slug, anna.pin)).status).toBe(200);
		await counted(shop, store, `tries = ${tries}, lockedUntil = 0`);
		const [right, wrong] = await Promise.all([showPin(till, anna.slug, anna.pin), showPin(other, "nobody", "9001")]);
		return { statuses: [right.status, wrong.status], guard: await guardOf(shop, store) };
	};
	const close = await together(storeGuesses.perHour - 2);
	expect(close).toMatchObject({ statuses: [200, 401], guard: { tries: storeGuesses.perHour - 1, lockedUntil: 0 } });
	const earned = await together(storeGuesses.perHour - 1);
	// Whichever is counted first takes the last guess there is; the other waits unjudged.
	expect([
		[200, 429],
		[429, 401],
	]).toContainEqual(earned.statuses);
	if (earned.statuses[0] === 429) expect(earned.guard?.lockedUntil).toBeGreaterThan(Date.now());
	else expect(earned.guard).toMatchObject({ tries: storeGuesses.perHour - 1, lockedUntil: 0 });
});

it("a device that goes on waits twice as long each time, eight hours at most, and as at first after a quiet day", async () => {
	const shop = await openShop();
	await hire(shop, "Anna");
	const till = await tillOf(shop);
	const device = `device:${till.deviceId}`;
	const waitAfter = async (locks: number) => {
		await showPin(till, "nobody", "9001");
		await counted(shop, device, `tries = ${deviceGuesses.perHour - 1}, lockedUntil = 0, locks = ${locks}`);
		expect((await showPin(till, "nobody", "9002")).status).toBe(401);
		const { lockedUntil = 0 } = (await guardOf(shop, device)) ?? {};
		await counted(shop, device, "lockedUntil = 0");
		return Math.round((lockedUntil - Date.now()) / 60_000);
	};
	expect(await waitAfter(0)).toBe(15);
	expect(await waitAfter(1)).toBe(30);
	expect(await waitAfter(2)).toBe(60);
	expect(await waitAfter(7)).toBe(480);
	const day = 24 * 60 * 60 * 1000;
	await counted(shop, device, `tries = 0, locks = 7, resetsAt = ${Date.now() - day - 1000}`);
	await showPin(till, "nobody", "9003");
	expect(await guardOf(shop, device)).toMatchObject({ locks: 0 });
});
