/** What the shop answers to words typed into the palette: the records a person may see. */

export type FoundProduct = {
	id: string;
	name: string;
	sku: string;
	imageUrl: string | null;
	category: string | null;
	status: string;
	/** In the store one is looking at, or in all. */
	available: number;
	/** 1 when what was typed is its barcode or SKU. */
	exact: 0 | 1;
};
export type FoundStyle = { id: string; name: string; vendor: string; products: number };
export type FoundOrder = {
	id: string;
	number: string;
	title: string;
	lines: number;
	total: number;
	currency: string;
	placedAt: number;
	paymentStatus: string;
	/** Whether anything of it is left to give back. */
	refundable: boolean;
};
export type FoundPerson = { id: string; name: string; email: string | null };

export type FoundCustomer = { id: string; name: string; about: string };

export type Found = {
	products: FoundProduct[];
	styles: FoundStyle[];
	orders: FoundOrder[];
	people: FoundPerson[];
	customers: FoundCustomer[];
};

export const nothingFound: Found = { products: [], styles: [], orders: [], people: [], customers: [] };

/** Shorter than this names nothing. */
export const fewestLetters = 2;

/** The one product a code names, if it names one. */
export function exactlyOne({ products }: Found): FoundProduct | undefined {
	const exact = products.filter((product) => product.exact === 1);
	return exact.length === 1 ? exact[0] : undefined;
}

/** Whether every word of `typed` begins a word of one of these. */
export function answersTo(typed: string, ...names: string[]): boolean {
	const words = wordsOf(typed);
	const theirs = wordsOf(names.join(" "));
	return words.length > 0 && words.every((word) => theirs.some((each) => each.startsWith(word)));
}

function wordsOf(text: string): string[] {
	return text
		.normalize("NFC")
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean);
}
