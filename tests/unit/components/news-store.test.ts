import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { createNewsStore, differs, everywhere, newerThan } from "#app/components/news-store.ts";
import type { Frame, StockNews } from "#app/platform/news-frames.ts";

const level = (storeId: string, onHand: number, version: number, more: object = {}) => ({
	storeId,
	onHand,
	reserved: 0,
	incoming: 0,
	reorderPoint: 0,
	version,
	...more,
});
const news = (productId: string, ...levels: StockNews["levels"]): StockNews => ({ kind: "stock", productId, levels });
const frame = (after: number, seq: number, ...all: Frame["news"]): Frame => ({ after, seq, news: all });

/** A store that has said hello. */
function listening() {
	const store = createNewsStore();
	store.take(frame(0, 0), true);
	return { store, at: (productId: string, where: string) => store.shelves().get(productId)?.get(where) };
}

describe("what was heard", () => {
	it("is kept for each store and for all together", () => {
		const { store, at } = listening();
		store.take(frame(0, 1, news("p", level("north", 5, 3, { reserved: 2 }), level("south", 4, 1))), false);
		expect(at("p", "north")).toMatchObject({ onHand: 5, reserved: 2, available: 3, version: 3 });
		expect(at("p", everywhere)).toMatchObject({ onHand: 9, available: 7, version: 4 });
		expect(at("p", "west")).toBeUndefined();
	});

	it("stays when the same or something older comes later", () => {
		const { store, at } = listening();
		const heard = vi.fn();
		store.listen(heard);
		store.take(frame(0, 1, news("p", level("north", 3, 5))), false);
		store.take(frame(1, 2, news("p", level("north", 4, 4))), false);
		expect(at("p", "north")).toMatchObject({ onHand: 3, version: 5 });
		expect(heard).toHaveBeenCalledTimes(1);
	});

	it("gives way to what is as late but told later: not everything is a movement", () => {
		const { store, at } = listening();
		store.take(frame(0, 1, news("p", level("north", 3, 5))), false);
		store.take(frame(1, 2, news("p", level("north", 3, 5, { incoming: 4 }))), false);
		expect(at("p", "north")).toMatchObject({ incoming: 4 });
	});

	it("ends where the ledger does, in whatever order and however often it came", () => {
		const told = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 60 });
		fc.assert(
			fc.property(told, (versions) => {
				const { store, at } = listening();
				for (const [index, version] of versions.entries())
					store.take(frame(index, index + 1, news("p", level("north", 100 - version, version))), false);
				const last = Math.max(...versions);
				expect(at("p", "north")).toMatchObject({ version: last, onHand: 100 - last });
			}),
		);
	});
});

describe("the line", () => {
	it("is not whole when a frame follows on one that was never heard, and then nothing of it is taken", () => {
		const { store, at } = listening();
		expect(store.take(frame(0, 2, news("p", level("north", 3, 1))), false)).toBe(true);
		expect(store.take(frame(4, 5, news("p", level("north", 2, 2))), false)).toBe(false);
		expect([store.seq(), at("p", "north")?.onHand]).toEqual([2, 3]);
		// A new socket begins behind what was whole.
		expect(store.take(frame(2, 5, news("p", level("north", 1, 3))), true)).toBe(true);
		expect([store.seq(), at("p", "north")?.onHand]).toEqual([5, 1]);
	});

	it("takes a frame that reaches back, for what was heard already costs nothing", () => {
		const { store } = listening();
		store.take(frame(0, 7), true);
		expect(store.take(frame(5, 7, news("p", level("north", 3, 1))), false)).toBe(true);
		expect(store.seq()).toBe(7);
	});

	it("takes nothing before hello, and forgets everything for another business", () => {
		const store = createNewsStore();
		expect(store.take(frame(0, 1), false)).toBe(false);
		store.take(frame(0, 9, news("p", level("north", 3, 1))), true);
		store.forget();
		expect([store.seq(), store.shelves().size]).toEqual([null, 0]);
	});

	it("passes on that one must look again", () => {
		const { store } = listening();
		const heard = vi.fn();
		store.listen(heard);
		store.take(frame(0, 1, { kind: "refresh", at: 1 }), false);
		expect(heard).toHaveBeenCalledWith([{ kind: "refresh", at: 1 }]);
	});
});

describe("what the page shows", () => {
	const { store, at } = listening();
	store.take(frame(0, 1, news("p", level("north", 3, 5, { incoming: 4 }))), false);
	const heard = at("p", "north");

	it.each([
		["is replaced by a later shelf", { version: 4, available: 4 }, true, true],
		["stays when it is as late and the same", { version: 5, available: 3, incoming: 4 }, false, false],
		["stays when it is as late, but is asked for again when something else is different", { version: 5, incoming: 0 }, false, true],
		["stays when it is later", { version: 6, available: 1 }, false, false],
	])("%s", (_, shown, replaced, asked) => {
		expect(newerThan(shown, heard) !== undefined).toBe(replaced);
		expect(differs(shown, heard)).toBe(asked);
	});

	it("stays when nothing was heard", () => {
		expect(newerThan({ version: 0 }, undefined)).toBeUndefined();
		expect(differs({ version: 0 }, undefined)).toBe(false);
	});
});
