import { refuse } from "#app/platform/errors.ts";
import { isStorefront, readStorefront } from "./read-storefront.ts";
import { readSupplied } from "./read-supplied.ts";
import { rowReader } from "./read-rows.ts";
import { rowsOf } from "./split-csv.ts";
import { type Beside, elementsOf } from "./split-json.ts";
import type { ReadAs, VendorItem } from "./vendor-item.ts";

export const formats = ["json", "csv"] as const;
export type Format = (typeof formats)[number];

/** What was read of one product or row; `unreadable` counts what is there and is no item. */
export type ReadPart = { items: VendorItem[]; unreadable: number };

/**
 * A vendor's catalog, product by product, while its bytes arrive. What stands beside the list (`complete: false`, where it came from) is in `beside` when
 * it is over.
 * @throws Refusal `source_broken`, `source_without_list`, `source_item_too_large`: what was read until then counts for nothing
 */
export async function* readCatalog(
	bytes: ReadableStream<Uint8Array>,
	format: Format,
	as: ReadAs,
	beside: Beside = {},
): AsyncGenerator<ReadPart> {
	const text = textOf(bytes);
	if (format === "csv") {
		const read = rowReader(as);
		for await (const row of rowsOf(text)) yield read(row) ?? { items: [], unreadable: 1 };
		return;
	}
	let given = 0;
	for await (const element of elementsOf(text, beside)) {
		yield readElement(element, as, given);
		given += 1;
	}
}

/** One element of a JSON catalog. */
export function readElement(element: string, as: ReadAs, given = 0): ReadPart {
	const value = parsedElement(element, given);
	return (isStorefront(value) ? readStorefront(value, as) : readSupplied(value, as)) ?? { items: [], unreadable: 1 };
}

/** @throws Refusal `source_broken` */
export function parsedElement(element: string, given: number): object {
	try {
		const value: unknown = JSON.parse(element);
		if (typeof value === "object" && value !== null) return value;
	} catch {
		// said below
	}
	return refuse("invalid", "source_broken", { elements: given, why: "json" });
}

/** Bytes as text, piece by piece. @throws Refusal `source_broken` for what is no UTF-8 */
export async function* textOf(bytes: ReadableStream<Uint8Array>): AsyncGenerator<string> {
	const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
	const decode = (chunk?: Uint8Array) => {
		try {
			return decoder.decode(chunk, { stream: chunk !== undefined });
		} catch {
			return refuse("invalid", "source_broken", { elements: 0, why: "encoding" });
		}
	};
	const reader = bytes.getReader();
	try {
		for (;;) {
			const { done, value } = await reader.read();
			const text = decode(done ? undefined : value);
			if (text !== "") yield text;
			if (done) return;
		}
	} finally {
		// Who stops reading early lets go of the rest.
		await reader.cancel().catch(() => {});
	}
}
