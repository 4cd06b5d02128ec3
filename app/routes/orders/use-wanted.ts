import { useReducer, useState } from "react";
import { useTranslations } from "use-intl/react";
import { findProducts } from "../stock/find-products.ts";
import type { FoundProduct } from "../stock/search.ts";
import { type Wanted, wantedAfter } from "./wanted.ts";

type Told = { tone: "ok" | "bad"; words: string; giveBack?: string };

/** The goods of an order while it is written: scanned, searched, counted, taken off again. */
export function useWanted(given: Wanted[], { storeId, currency }: { storeId: string; currency: string }) {
	const t = useTranslations("desk");
	const [{ lines }, act] = useReducer(wantedAfter, { lines: given, last: null, added: 0 });
	const [told, setTold] = useState<Told>();

	function add(product: FoundProduct): void {
		act({ do: "add", product, currency });
		setTold({ tone: "ok", words: product.name });
	}
	/** Takes the one product that has this code, or the only one that answers to it. */
	async function scan(code: string): Promise<void> {
		const found = (await findProducts(code, storeId, new AbortController().signal)) ?? [];
		const exact = found.filter(({ sku, barcode }) => barcode === code || sku.toLowerCase() === code.toLowerCase());
		const [one, ...others] = exact.length > 0 ? exact : found;
		if (one && others.length === 0) add(one);
		else setTold({ tone: "bad", words: t(one ? "several" : "unknownCode"), giveBack: code });
	}
	/** @returns whether there is a line to send; else says so where one is put on */
	function mustHaveOne(): boolean {
		if (lines.length === 0) setTold({ tone: "bad", words: t("oneLine") });
		return lines.length > 0;
	}
	return { lines, told, add, scan, act, mustHaveOne };
}

export type WantedGoods = ReturnType<typeof useWanted>;
