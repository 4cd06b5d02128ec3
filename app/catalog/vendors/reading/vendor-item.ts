import { z } from "zod";
import { isGtin, normalBarcode } from "../../rules.ts";
import { plainText, shortened } from "./plain-text.ts";

/** What a catalog is read with: whose it is, and what its prices are in where they do not say. */
export type ReadAs = { vendor: string; currency: string; url: string | null };

/** What is odd about an item, and kept all the same. */
export type Oddity = "no_sku" | "no_price" | "other_currency" | "unverified_barcode";

/** One sellable thing of a vendor's catalog, before anything is known of ours. Prices in minor units. */
export type VendorItem = {
	/** Theirs, and the same every time: a variant's id, or what tells it from every other. */
	catalogId: string;
	/** What their variants of one model share; null where they do not group them. */
	styleId: string | null;
	styleTitle: string;
	title: string;
	kind: string;
	/** One line, as they write it but for white space. */
	sku: string | null;
	barcode: string | null;
	/** The barcode as fourteen digits, where it is a number of the whole world's with its right check digit. */
	gtin: string | null;
	price: number | null;
	compareAt: number | null;
	currency: string;
	/** Whether they say they have it; null where they do not say. */
	available: boolean | null;
	url: string | null;
	imageUrl: string | null;
	attributes: Record<string, string>;
	/** What they said of it, canonical: equal text, equal item. */
	payload: string;
	oddities: Oddity[];
};

/** One line of a vendor's text; null when nothing is left of it. */
export function line(value: unknown, most: number): string | null {
	if (typeof value !== "string" && typeof value !== "number") return null;
	const text = shortened(plainText(String(value)), most);
	return text === "" ? null : text;
}

/** An http(s) address, or null. */
export function address(value: unknown): string | null {
	if (typeof value !== "string" || value.length > 2000) return null;
	const whole = value.startsWith("//") ? `https:${value}` : value;
	return /^https?:\/\/[^\s"'<>]+$/.test(whole) ? whole : null;
}

/** Its barcode, or the world's number kept in the SKU. An unverified one is kept, and said to be so. */
export function barcodesOf(written: unknown, sku: string | null): { barcode: string | null; gtin: string | null; unverified: boolean } {
	const own = shortened(normalBarcode(line(written, 64) ?? ""), 64);
	const inSku = normalBarcode(sku ?? "");
	const barcode = own !== "" ? own : /^\d{12,14}$/.test(inSku) && isGtin(inSku) ? inSku : null;
	const isWorlds = barcode !== null && isGtin(barcode) && !isOneShops(barcode);
	return { barcode, gtin: barcode && isWorlds ? barcode.padStart(14, "0") : null, unverified: barcode !== null && !isWorlds };
}

/** GS1 keeps 02, 04 and 20–29 for numbers a shop gives itself. */
function isOneShops(gtin: string): boolean {
	return gtin.length >= 12 && /^0(2|02|04)/.test(gtin.padStart(14, "0"));
}

/** Whether they have it, however they write that: true, "true", 1, "yes". What cannot be read says nothing, and drops no item. */
export const Available = z
	.unknown()
	.refine((said) => said !== undefined)
	.transform((said) => {
		const word = String(said).trim().toLowerCase();
		if (/^(true|yes|ja|y|in ?stock)$/.test(word)) return true;
		if (/^(false|no|nej|n|out ?of ?stock|sold ?out)$/.test(word)) return false;
		return /^-?\d+$/.test(word) ? Number(word) > 0 : null;
	})
	.optional();

const isWord = (said: unknown) => typeof said === "string" || typeof said === "number";

/** Words of a list, or one; numbers among them are words, anything else says nothing. */
export const Words = z.preprocess((said) => {
	if (Array.isArray(said)) return said.filter(isWord).map(String);
	return isWord(said) ? String(said) : null;
}, z.union([z.array(z.string()), z.string()]).nullish());

/** A title with what is told of the variant, each once: `LEMTOSH`, `Black`, `46` → `LEMTOSH Black 46`. */
export function titleWith(title: string, parts: (string | null)[]): string {
	const more = parts.filter((part): part is string => part !== null && !title.toLowerCase().includes(part.toLowerCase()));
	return shortened([title, ...more].join(" "), 300);
}
