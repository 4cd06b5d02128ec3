import { barcodeForms, generatedSku, normalBarcode, skuKeyOf } from "#app/catalog/rules.ts";
import type { Said } from "./judge.ts";

/** Which product a row speaks of. Browser-safe. */

/** What a row is told apart by. `made`: its SKU was made up from what it says, and is the same whenever it says the same. */
export type Identity = { id: string | null; sku: string | null; skuKey: string; barcodes: string[]; made: boolean };

/** @returns null for a row that nothing identifies */
export function identityOf(said: Said, makesSkus: boolean): Identity | null {
	const barcode = said.barcode ? normalBarcode(said.barcode) : "";
	const barcodes = barcode ? barcodeForms(barcode) : [];
	const given = { id: said.id ?? null, barcodes };
	if (said.sku) return { ...given, sku: said.sku, skuKey: skuKeyOf(said.sku), made: false };
	if (barcode || said.id) return { ...given, sku: null, skuKey: "", made: false };
	if (!makesSkus || !said.name) return null;
	const sku = generatedSku(lettersOf(JSON.stringify([said.name, said.vendor ?? "", said.attributes ?? {}])));
	return { ...given, sku, skuKey: skuKeyOf(sku), made: true };
}

/** The words two rows must not share, and those one only lays claim to. */
export function keysOf({ id, skuKey, barcodes }: Identity): { unique: string[]; claimed: string[] } {
	const byCode = barcodes.map((code) => `barcode ${code}`);
	const unique = [...(id ? [`id ${id}`] : []), ...(skuKey ? [`sku ${skuKey}`] : [])];
	return skuKey || id ? { unique, claimed: byCode } : { unique: byCode, claimed: [] };
}

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Twelve letters out of a text, always the same of the same. */
function lettersOf(text: string): string {
	let letters = "";
	for (const seed of [1, 2]) {
		let rest = hash(text, seed);
		for (let place = 0; place < 6; place++) {
			letters += alphabet[rest % 32];
			rest = Math.floor(rest / 32);
		}
	}
	return letters;
}

/** FNV-1a over UTF-16, twice 32 bits mixed to 53: spread well enough that two names do not meet, and no secret. */
function hash(text: string, seed: number): number {
	let low = 0x811c9dc5 ^ seed;
	let high = 0x9e3779b9 ^ (seed << 8);
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		low = Math.imul(low ^ code, 0x01000193);
		high = Math.imul(high ^ code, 0x85ebca6b);
		high ^= high >>> 13;
	}
	return (high >>> 11) * 0x100000000 + (low >>> 0);
}
