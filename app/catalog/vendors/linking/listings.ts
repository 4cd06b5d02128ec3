import { attributeName } from "../reading/attributes.ts";
import type { Listing } from "./describe.ts";

/** A vendor's item and a product of ours, as the rules compare them. Pure. */

export type LinkItem = {
	catalogId: string;
	title: string;
	kind: string;
	sku: string | null;
	barcode: string | null;
	/** JSON of our own names. */
	attributes: string;
};
export type LinkProduct = { id: string; name: string; sku: string; barcode: string | null; vendor: string; attributes: string };

export function listingOfItem({ catalogId, title, kind, sku, barcode, attributes }: LinkItem, vendor: string): Listing {
	return { id: catalogId, vendor, name: title, sku, barcode, ...toldBy(JSON.parse(attributes), kind) };
}

export function listingOfProduct({ id, name, sku, barcode, vendor, attributes }: LinkProduct): Listing {
	return { id, vendor, name, sku, barcode, ...toldBy(named(JSON.parse(attributes)), null) };
}

/** A shop calls its attributes what it likes: Farve is colour. */
function named(attributes: Record<string, string>): Record<string, string> {
	return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [attributeName(name), value]));
}

function toldBy({ model, colour, size, caliber, lens, usage }: Record<string, string>, kind: string | null) {
	return { model, colour, size: size ?? caliber, lens, kind: [kind, usage].filter(Boolean).join(" ") || null };
}
