import type { TillProduct } from "#app/sales/queries.server.ts";
import type { Keeping } from "./keeping.ts";

/** Goods as they are found without the network: an exact barcode or SKU first, then every word somewhere in name, SKU or style. */

const shown = 12;

export async function findHere(
	db: Keeping,
	ask: { q?: string; products?: string[] },
): Promise<{ found: TillProduct[]; products: TillProduct[] }> {
	const products = (await Promise.all((ask.products ?? []).map((id) => db.get("goods", id)))).flatMap((product) => product ?? []);
	const q = ask.q?.trim() ?? "";
	return { products, found: q === "" ? [] : ranked(await db.getAll("goods"), q) };
}

/** Pure. */
export function ranked(goods: readonly TillProduct[], q: string): TillProduct[] {
	const code = plain(q);
	const words = code.split(/\s+/);
	const exact = goods.filter(({ sku, barcode }) => plain(sku) === code || barcode === q);
	const others = goods
		.filter((product) => !exact.includes(product) && words.every((word) => textOf(product).includes(word)))
		.toSorted((a, b) => Number(b.available > 0) - Number(a.available > 0) || a.name.localeCompare(b.name));
	return [...exact.map((product) => ({ ...product, exact: 1 as const })), ...others].slice(0, shown);
}

function textOf({ name, sku, style, barcode }: TillProduct): string {
	return plain(`${name} ${sku} ${style ?? ""} ${barcode ?? ""}`);
}

function plain(text: string): string {
	return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
