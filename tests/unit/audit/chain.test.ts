import fc from "fast-check";
import { expect, it } from "vitest";
import { checkSeal, type Seal, type SealedEvent, sealedColumns, sealOf } from "#app/audit/chain.server.ts";
import { csvLines } from "#app/platform/csv.ts";
import { isoInstant } from "#app/platform/time.ts";
import { readLog, verify } from "../../../scripts/verify-audit.mjs";

const business = "b1";
const words = fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => text.replace(/[\r\n\0]/g, ""));
const anyEvent = fc.record({
	id: fc.uuid(),
	type: words,
	subjectType: words,
	subjectId: words,
	storeId: fc.option(fc.uuid()),
	actorKind: fc.constantFrom("user", "system"),
	actorId: words,
	actorName: fc.oneof(words, fc.constantFrom("=cmd()", "'+1", "-", '"quoted", twice', "@x")),
	requestId: words,
	ip: fc.option(fc.ipV4()),
	at: fc.integer({ min: 0, max: 4e12 }),
	deviceId: fc.option(fc.uuid()),
	deviceName: fc.constantFrom(null, "Till 1"),
	data: fc.jsonValue().map((value) => JSON.stringify(value)),
});
const log = fc
	.array(anyEvent, { minLength: 2, maxLength: 30 })
	.map((events) => events.map((event, index): SealedEvent => ({ seq: index + 1, ...event })));

/** A log sealed a few at a time. */
async function sealed(events: SealedEvent[], size: number): Promise<Seal[]> {
	const seals: Seal[] = [];
	for (let from = 0; from < events.length; from += size)
		seals.push(await sealOf(business, seals.at(-1), events.slice(from, from + size), 1000 + from));
	return seals;
}

async function check(seals: Seal[], events: SealedEvent[]) {
	const found = [];
	let last: Seal | undefined;
	for (const seal of seals) {
		found.push(
			...(await checkSeal(
				business,
				last,
				seal,
				events.filter(({ seq }) => seq >= seal.fromSeq && seq <= seal.toSeq),
			)),
		);
		last = seal;
	}
	return found;
}

const asFile = (events: SealedEvent[], seals: Seal[]) =>
	[
		{ kind: "log", businessId: business },
		...events.map((event) => ({ kind: "event", ...event })),
		...seals.map((seal) => ({ kind: "seal", ...seal, leaves: seal.leaves.split("\n") })),
	]
		.map((each) => JSON.stringify(each))
		.join("\n");

it("holds for whatever was written, told by us and by the stranger's script", async () => {
	await fc.assert(
		fc.asyncProperty(log, fc.integer({ min: 1, max: 7 }), async (events, size) => {
			const seals = await sealed(events, size);
			expect(await check(seals, events)).toEqual([]);
			expect(verify(readLog(asFile(events.toReversed(), seals)))).toMatchObject({ wrong: [], sealed: events.length, waiting: 0 });
		}),
		{ numRuns: 40 },
	);
});

it("names the event of which anything was changed, whatever it was", async () => {
	await fc.assert(
		fc.asyncProperty(
			log,
			fc.integer({ min: 1, max: 7 }),
			fc.nat(),
			fc.constantFrom(...sealedColumns.filter((each) => each !== "seq")),
			async (events, size, nth, column) => {
				const seals = await sealed(events, size);
				const at = nth % events.length;
				const changed = events.map((event, index) =>
					index === at ? { ...event, [column]: column === "at" ? event.at + 1 : `${event[column] ?? ""}!` } : event,
				);
				expect(await check(seals, changed)).toMatchObject([{ what: "event_changed", seq: at + 1 }]);
				expect(verify(readLog(asFile(changed, seals))).wrong).toEqual([expect.stringContaining(`Event ${at + 1} (`)]);
			},
		),
		{ numRuns: 40 },
	);
});

it("names what is missing, what was put in its place, and two that changed places", async () => {
	await fc.assert(
		fc.asyncProperty(log, fc.integer({ min: 1, max: 7 }), fc.nat(), async (events, size, nth) => {
			const seals = await sealed(events, size);
			const at = nth % (events.length - 1);
			expect(
				await check(
					seals,
					events.filter((_, index) => index !== at),
				),
			).toMatchObject([{ what: "event_missing", seq: at + 1 }]);
			const swapped = events.map((event, index) =>
				index === at ? { ...(events[at + 1] ?? event), seq: at + 1 } : index === at + 1 ? { ...(events[at] ?? event), seq: at + 2 } : event,
			);
			expect((await check(seals, swapped)).map(({ what }) => what)).toEqual(["event_changed", "event_changed"]);
		}),
		{ numRuns: 30 },
	);
});

it("does not hold for a seal made anew, nor for one left out, nor for a chain cut off when somebody kept its last seal", async () => {
	const [events] = fc.sample(
		log.filter(({ length }) => length > 12),
		1,
	);
	const seals = await sealed(events ?? [], 3);
	const [first, second, third] = seals;
	if (!first || !second || !third) throw new Error("three seals at least");
	const forged = await sealOf(
		business,
		first,
		(events ?? []).slice(3, 6).map((event) => ({ ...event, data: '"other"' })),
		1003,
	);
	const others = (events ?? []).map((event, index) => (index >= 3 && index < 6 ? { ...event, data: '"other"' } : event));
	expect(await check([first, forged, ...seals.slice(2)], others)).toMatchObject([{ what: "seal_unlinked", seal: 3 }]);
	expect(await check([first, { ...second, root: third.root }, ...seals.slice(2)], events ?? [])).toMatchObject([
		{ what: "seal_changed", seal: 2 },
	]);
	expect(await check([first, ...seals.slice(2)], events ?? [])).toMatchObject([{ what: "seal_missing", seal: 2 }]);
	const last = seals.at(-1);
	const cut = readLog(asFile((events ?? []).slice(0, 6), seals.slice(0, 2)));
	expect(verify(cut).wrong).toEqual([]);
	expect(verify(cut, `${last?.number}:${last?.hash}`).wrong).toEqual([expect.stringContaining("you wrote down, is not in the file")]);
	expect(verify(cut, `2:${first.hash}`).wrong).toEqual([expect.stringContaining("is another one than you wrote down")]);
});

it("seals what was missing as missing", async () => {
	const [events = []] = fc.sample(
		log.filter(({ length }) => length > 4),
		1,
	);
	const left = events.filter(({ seq }) => seq !== 2);
	const seals = [await sealOf(business, undefined, left, 1000)];
	expect(await check(seals, left)).toEqual([{ what: "event_missing", seq: 2, seal: 1 }]);
	expect(await check(seals, events)).toMatchObject([{ what: "event_changed", seq: 2 }]);
});

it("is read out of a spreadsheet's file as it was sealed", async () => {
	await fc.assert(
		fc.asyncProperty(log, fc.constantFrom("en" as const, "da" as const), async (events, language) => {
			const cells = events.map((event) => sealedColumns.map((column) => (column === "at" ? isoInstant(event.at) : event[column])));
			const { events: read } = readLog(
				`\uFEFF${csvLines([[...sealedColumns, "store"], ...cells.map((row) => [...row, 'Nørrebro, "one"'])], language)}`,
			);
			const seals = await sealed(events, 4);
			expect(
				verify({ events: read, seals: seals.map((seal) => ({ ...seal, leaves: seal.leaves.split("\n") })), businessId: business }),
			).toMatchObject({
				wrong: [],
				sealed: events.length,
			});
		}),
		{ numRuns: 40 },
	);
});
