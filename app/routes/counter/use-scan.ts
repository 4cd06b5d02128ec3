import { type RefObject, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslations } from "use-intl/react";
import { newId } from "#app/platform/ids.ts";
import { second } from "#app/platform/time.ts";
import type { TillProduct } from "#app/sales/queries.server.ts";
import { exactOf, lookUp } from "./lookup.ts";
import type { TillAtWork } from "./use-till.ts";

const pause = 140;
/** A code that was not found is seen at least this long, even while the next one is scanned. */
const seenFor = 3 * second;

/** The scan field: words are searched as they are typed; what ends with Enter is a code, `*3` a quantity. */
export function useScan(storeId: string, typed: string, { act, state, scans }: TillAtWork, field: RefObject<HTMLInputElement | null>) {
	const t = useTranslations("counter");
	const [query, setQuery] = useState(typed);
	const [found, setFound] = useState<{ q: string; products: TillProduct[] } | null>(null);
	const [alert, setAlert] = useState<{ text: string; at: number } | null>(null);
	const [status, setStatus] = useState("");
	const latest = useRef(typed);

	function type(text: string): void {
		latest.current = text;
		setQuery(text);
	}

	useEffect(() => {
		const q = query.trim();
		if (q.length < 2 || q.startsWith("*")) return setFound(null);
		const asking = new AbortController();
		const timer = setTimeout(async () => {
			const answer = await lookUp(storeId, { q }, asking.signal);
			if (answer && !asking.signal.aborted) setFound({ q, products: answer.found });
		}, pause);
		return () => {
			clearTimeout(timer);
			asking.abort();
		};
	}, [query, storeId]);

	function say(text: string): false {
		setAlert({ text, at: performance.now() });
		return false;
	}

	/** Into the basket, or the words why not. */
	function add(product: TillProduct): boolean {
		if (product.status === "archived") return say(t("archived", { name: product.name }));
		if (product.price === null) return say(t("noPrice", { name: product.name }));
		act({ do: "add", product });
		const line = state.current.basket.lines.find((each) => each.product.id === product.id);
		setStatus(t("added", { name: product.name, count: line?.quantity ?? 1 }));
		return true;
	}

	/** Chosen by hand, from the list or a tile. */
	function pick(product: TillProduct): void {
		type("");
		setAlert(null);
		add(product);
	}

	/** Gives the text back, ready to be typed over, unless the next scan has begun. */
	function giveBack(text: string, products: TillProduct[]): void {
		if (latest.current !== "") return;
		// At once: between showing the text and selecting it, the next scan would be typed behind it.
		flushSync(() => {
			type(text);
			setFound({ q: text, products });
		});
		field.current?.select();
	}

	async function resolve(code: string, asked: ReturnType<typeof lookUp>): Promise<boolean> {
		const answer = await asked;
		const product = answer && exactOf(answer.found);
		if (product && add(product)) {
			setAlert((shown) => (shown && performance.now() - shown.at < seenFor ? shown : null));
			return true;
		}
		giveBack(code, answer?.found ?? []);
		if (product) return false;
		if (!answer) return say(t("noAnswer"));
		if (answer.found.some(({ exact }) => exact === 1)) return say(t("severalHave", { code }));
		return say(t(answer.found.length > 0 ? "notExact" : "unknownCode", { code }));
	}

	/** Enter. The field is free for the next scan at once; answers are taken in the order the codes came. */
	function enter(text: string): void {
		const code = text.trim();
		if (code === "") return;
		type("");
		const times = /^\*\s*(\d{1,6})$/.exec(code);
		if (!times) find(code);
		else if (!scans.current) setPieces(Number(times[1]));
		// Of what is on its way: where that is not found, it is of nothing, and what was not found is said.
		else
			inTurn(async (fine) => {
				if (fine) setPieces(Number(times[1]));
				return fine;
			});
	}

	function find(code: string): void {
		const known = found?.q === code ? exactOf(found.products) : undefined;
		const asked = known ? Promise.resolve({ found: [known], products: [] }) : lookUp(storeId, { q: code });
		inTurn(async (fine) => (await resolve(code, asked)) && fine);
	}

	/** After the scans whose answers are on their way. `fine`: whether all of them were found. */
	function inTurn(next: (fine: boolean) => Promise<boolean>): void {
		const all = (scans.current ?? Promise.resolve(true)).then(next);
		scans.current = all;
		void all.then(() => {
			if (scans.current === all) scans.current = null;
		});
	}

	/** `*3`: the tinted line, which is the last one unless another was chosen. `*0` takes it out. */
	function setPieces(quantity: number): void {
		const { on, lines } = state.current.basket;
		const line = lines.find(({ product }) => product.id === on) ?? lines.at(-1);
		if (!line) {
			say(t("noLineYet"));
			return;
		}
		setAlert(null);
		if (quantity === 0) act({ do: "remove", productId: line.product.id, nextId: newId() });
		else act({ do: "set", productId: line.product.id, quantity });
		setStatus(t("added", { name: line.product.name, count: quantity }));
	}

	return {
		query,
		type,
		pick,
		enter,
		alert: alert?.text ?? null,
		status,
		hush: () => setAlert(null),
		found: found?.products ?? none,
		/** The list answers what stands in the field now. */
		answered: found !== null && found.q === query.trim(),
	};
}

const none: TillProduct[] = [];

export type Scanning = ReturnType<typeof useScan>;
