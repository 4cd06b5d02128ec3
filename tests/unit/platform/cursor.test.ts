import fc from "fast-check";
import { expect, it } from "vitest";
import { pageOf, readCursor, writeCursor } from "#app/platform/cursor.ts";

it("a cursor carries any text and number there and back", () => {
	fc.assert(
		fc.property(fc.array(fc.oneof(fc.string({ unit: "grapheme" }), fc.integer()), { minLength: 1, maxLength: 3 }), (position) => {
			expect(readCursor(writeCursor(position), position.length)).toEqual(position);
		}),
	);
});

it("what is no cursor of ours is refused, whatever it is", () => {
	fc.assert(
		fc.property(fc.string({ minLength: 1 }), (text) => {
			try {
				readCursor(text, 2);
				return true;
			} catch (error) {
				return error instanceof Error && error.message === "cursor_invalid";
			}
		}),
	);
	expect(() => readCursor(writeCursor(["a"]), 2)).toThrow("cursor_invalid");
	expect(readCursor(undefined, 2)).toBeNull();
});

it("a page has a next cursor only when there is more", () => {
	expect(pageOf([1, 2, 3], 2, (n) => [n])).toEqual({ items: [1, 2], nextCursor: writeCursor([2]) });
	expect(pageOf([1, 2], 2, (n) => [n])).toEqual({ items: [1, 2], nextCursor: null });
	expect(pageOf([], 2, () => [0])).toEqual({ items: [], nextCursor: null });
});
