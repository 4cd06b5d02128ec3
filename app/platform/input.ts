import { z } from "zod";

/** Pieces of input every list and every path shares. Browser-safe. */

/** An id from a path or a field. Whether anything answers to it, the query says (404), not the form of the text. */
export const AnyId = z.string().min(1).max(64);

/** Keyset paging: at most 200 rows, and where the last page ended. */
export const Page = { limit: z.coerce.number().int().min(1).max(200).default(50), cursor: z.string().max(2000).optional() };

/** A flag of a query string: absent, `true` or `false`. */
export const QueryFlag = z.enum(["true", "false"]).transform((text) => text === "true");

/** A whole number of pieces: positive, and small enough that a million of them still add up. */
export const Quantity = z.int("a whole number").min(1, "at least 1").max(1_000_000, "at most 1,000,000");

/** What may stand on a shelf. */
export const ShelfQuantity = z.int("a whole number").min(0, "not below 0").max(1_000_000, "at most 1,000,000");

/** An amount as the API takes it: a number or decimal string; the currency's decimals are judged where the currency is known. */
export const Amount = z.union([z.number().min(0), z.string().trim().max(20)]);

/**
 * One line of text in any script: no control characters or line breaks, no half characters, and none of the invisible ones that turn the
 * direction of what stands after them, by which one name can be made to look like another.
 */
export function line(max: number) {
	return z
		.string()
		.normalize("NFC")
		.trim()
		.max(max, `at most ${max} characters`)
		.regex(
			/^[^\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u,
			"no control characters, line breaks, half or direction-turning characters",
		);
}

/** Text of several lines without control or half characters, any script and direction. */
export function text(max: number) {
	return (
		z
			.string()
			.trim()
			.max(max, `at most ${max} characters`)
			// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is kept out
			.regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\p{Cs}]*$/u, "no control or half characters")
	);
}
