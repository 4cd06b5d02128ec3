import { useEffect, useRef, useState } from "react";
import { useNavigate, useRevalidator, useSubmit } from "react-router";
import { useTranslations } from "use-intl/react";
import { useLiveRows } from "#app/components/live.tsx";
import { showToast } from "#app/components/toasts.ts";
import { newId } from "#app/platform/ids.ts";
import {
	type Act,
	asOthersSee,
	type Basket,
	isEmpty,
	isShort,
	joined,
	type OwnTerms,
	type Paid,
	type Refusal,
	reduce,
	refusedAlone,
	type Till,
	type Trouble,
	troubleOf,
	withShelf,
} from "./basket.ts";
import { counterPath } from "./form-basket.ts";
import { keep, type Keeper, kept, takeReturned } from "./kept.ts";
import { lookUp } from "./lookup.ts";
import { deskNow, useDesk } from "./offline-desk.ts";
import { useParking } from "./use-parking.ts";

/** The till at work: its baskets, kept over a reload, and what happens to a sale between the button and the answer. */
export function useTill(keeper: Keeper, { currency, ...terms }: OwnTerms & { currency: string }, arrived: Basket) {
	const t = useTranslations("counter");
	const navigate = useNavigate();
	const { revalidate } = useRevalidator();
	const submit = useSubmit();
	const { storeId } = keeper;
	// The ref is the truth: a scanner, an answer and a key may come between two renders.
	const state = useRef<Till>({ basket: arrived, waiting: [], sending: [], parking: [] });
	const [till, setTill] = useState(state.current);
	const [live, setLive] = useState(false);
	const [undoing, setUndoing] = useState<string[]>([]);
	/** Scans whose answer is on its way: whether all of them were found. */
	const scans = useRef<Promise<boolean> | null>(null);

	function act(next: Act): void {
		state.current = reduce(state.current, next);
		keep(keeper, state.current);
		setTill(state.current);
	}
	const parking = useParking(currency, state, act);

	const begun = useRef(false);
	// Once, when scripts take over from the form.
	useEffect(() => {
		if (begun.current) return;
		begun.current = true;
		const before = kept(keeper);
		if (before) act({ do: "restore", till: { ...before, basket: joined(before.basket, arrived) } });
		else keep(keeper, state.current);
		const returned = takeReturned(storeId);
		if (returned) act({ do: "take-up", basket: { id: newId(), lines: [], on: null, refusal: null, returned } });
		// From here the basket lives in this window; in the address it would come again with every reload.
		if (arrived.lines.length > 0) void navigate(counterPath(storeId), { replace: true, preventScrollReset: true });
		void refresh();
		setLive(true);
	}, []);

	// What a closed window of this till left behind is taken up behind what is here.
	const desk = useDesk()?.desk;
	useEffect(() => {
		if (!desk) return;
		void desk.adopt(keeper).then((left) => {
			for (const found of left) {
				const baskets = [found.basket, ...found.waiting].filter((basket) => !isEmpty(basket));
				for (const basket of [...found.parking.map((each) => each.basket), ...baskets]) act({ do: "take-up", basket });
				for (const sale of found.sending) act({ do: "send-again", sale });
			}
		});
	}, [desk]);

	/** Prices and shelves of what is in the basket, as they are now. */
	async function refresh(): Promise<void> {
		const asked = state.current.basket.lines.map(({ product }) => product.id);
		if (asked.length === 0) return;
		const answer = await lookUp(storeId, { products: asked });
		if (answer) act({ do: "refresh", asked, products: answer.products });
	}

	// What lies in the basket is known as it stands by now, before anybody presses Pay.
	const newer = useLiveRows(
		till.basket.lines.map(({ product }) => product),
		storeId,
		asOthersSee,
	);
	useEffect(() => {
		const products = state.current.basket.lines.flatMap(({ product }) => {
			const shelf = newer(product);
			return shelf ? [withShelf(product, shelf)] : [];
		});
		if (products.length > 0) act({ do: "refresh", asked: products.map(({ id }) => id), products });
	});

	/** What stands in the way of a basket with the network away. */
	function aloneRefuses(): Refusal | null {
		const desk = deskNow();
		if (!desk?.isOffline()) return null;
		const { basket } = state.current;
		// Leave was given to whoever had shown a PIN.
		if (desk.state().claimed) return refusedAlone({ ...basket, leave: {} }, { ...terms, limit: 0 }, desk.lease(), Date.now());
		return refusedAlone(basket, terms, desk.lease(), Date.now());
	}

	/** Whether the basket can be paid as it stands. What is known to be impossible is looked at again first, and then said instead. */
	async function ready(): Promise<boolean> {
		if (scans.current && !(await scans.current)) return false;
		if (isEmpty(state.current.basket) || state.current.basket.lines.length === 0) return false;
		const isTrouble = (trouble: Trouble | null) => trouble !== null && !(deskNow()?.isOffline() && isShort(trouble));
		const troubled = () => state.current.basket.lines.some((line) => isTrouble(troubleOf(line, state.current.basket.returned)));
		if (troubled()) await refresh();
		const refusal = troubled() ? { code: "stock_oversold", details: {} } : aloneRefuses();
		if (!refusal) return true;
		act({ do: "refuse", id: state.current.basket.id, refusal, nextId: newId() });
		return false;
	}

	/** Sends the basket and is ready for the next one. */
	function sell(paid: Paid[]): void {
		if (state.current.basket.lines.length > 0) act({ do: "send", nextId: newId(), paid });
	}

	function sold(id: string): void {
		act({ do: "sold", id });
		void refresh();
	}

	function refused(id: string, refusal: Refusal): void {
		act({ do: "refuse", id, refusal, nextId: newId() });
		void refresh();
		void revalidate();
	}

	/** Works also from a toast that outlives the page. `approvalId`: leave for it, where it needs some. */
	function undo(orderId: string, approvalId?: string): void {
		setUndoing((ids) => [...ids.filter((id) => id !== orderId), orderId]);
		const fields = { undo: orderId, live: "1", ...(approvalId && { approvalId }) };
		void submit(fields, { method: "post", action: "/counter", navigate: false, fetcherKey: `undo-${orderId}` });
	}

	function undone(orderId: string): void {
		setUndoing((ids) => ids.filter((id) => id !== orderId));
		void refresh();
	}

	function remove(productId: string): void {
		const { lines, id } = state.current.basket;
		const at = lines.findIndex(({ product }) => product.id === productId);
		const line = lines[at];
		if (!line) return;
		act({ do: "remove", productId, nextId: newId() });
		const back = () => {
			// Into the basket it came out of, or the one that stands in its place; not into the next customer's.
			const { basket } = state.current;
			if (basket.id === id || (lines.length === 1 && basket.lines.length === 0)) act({ do: "put", line, at });
		};
		showToast({ text: t("removed", { name: line.product.name }), undo: { run: back } });
	}

	/** Throws the basket away, for as long as the toast stands. */
	function clear(): void {
		const { basket } = state.current;
		if (isEmpty(basket)) return;
		act({ do: "clear", nextId: newId() });
		showToast({ text: t("cleared"), undo: { run: () => act({ do: "take-up", basket: { ...basket, refusal: null } }) } });
	}

	return { till, live, state, scans, act, ready, sell, sold, refused, undo, undone, undoing, remove, clear, ...parking };
}

export type TillAtWork = ReturnType<typeof useTill>;
