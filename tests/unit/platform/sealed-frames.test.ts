import fc from "fast-check";
import { expect, it } from "vitest";
import { frameSeal, isSealedFrame } from "#app/platform/sealed-frames.ts";

const key = "A".repeat(43);

it("opens at the other end what was sealed at one, whatever it says and however long it is", async () => {
	const [page, room] = [frameSeal(key, "chat", "page"), frameSeal(key, "chat", "room")];
	await fc.assert(
		fc.asyncProperty(fc.string({ unit: "grapheme" }), fc.integer({ min: 0, max: 60_000 }), async (text, more) => {
			const said = text + "ø".repeat(more);
			const sealed = await room.seal(said);
			expect(isSealedFrame(sealed)).toBe(true);
			expect(await page.open(sealed)).toBe(said);
			expect(await room.open(await page.seal(said))).toBe(said);
		}),
		{ numRuns: 30 },
	);
});

it("opens nothing that was changed, came back, was for another line or another key, or was not sealed", async () => {
	const [page, room] = [frameSeal(key, "chat", "page"), frameSeal(key, "chat", "room")];
	const sealed = await room.seal('{"people":[]}');
	expect(sealed).not.toContain("people");
	// Not the last of it, of which a few bits may mean nothing.
	const other = sealed.at(-9) === "A" ? "B" : "A";
	const wrong = [
		sealed.slice(0, -9) + other + sealed.slice(-8),
		'{"people":[]}',
		'{"sealed":"nothing"}',
		"",
		await page.seal('{"people":[]}'),
	];
	for (const frame of wrong) expect(await page.open(frame)).toBeNull();
	expect(await frameSeal(key, "another", "page").open(sealed)).toBeNull();
	expect(await frameSeal("B".repeat(43), "chat", "page").open(sealed)).toBeNull();
	expect(await room.open(sealed)).toBeNull();
	expect(await room.seal("twice")).not.toBe(await room.seal("twice"));
});
