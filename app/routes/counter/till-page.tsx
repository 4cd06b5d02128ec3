import { type MouseEvent, type SyntheticEvent, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Keys } from "#app/components/keys.tsx";
import { LineStrip, Live } from "#app/components/live.tsx";
import { PageTitle } from "#app/components/page-header.tsx";
import { sum } from "#app/platform/money.ts";
import type { TillProduct, TillSheet, TillTile } from "#app/sales/queries.server.ts";
import type { Basket } from "./basket.ts";
import type { LineActs } from "./basket-line.tsx";
import { BasketPanel } from "./basket-panel.tsx";
import { basketOf, readLines } from "./form-basket.ts";
import { InFlight, Undoing } from "./in-flight.tsx";
import { LastSale, SoldNotice } from "./last-sale.tsx";
import { ScanField } from "./scan-field.tsx";
import { TillHead, type Who } from "./till-head.tsx";
import { Tiles } from "./tiles.tsx";
import { useFocusLandsIn, usesMouse } from "./use-focus.ts";
import { useScan } from "./use-scan.ts";
import { useTill } from "./use-till.ts";

type Sheet = Omit<TillSheet, "store" | "products"> & { store: { id: string; name: string; currency: string }; q: string; basket: Basket };
type Answer = { ok: true } | { ok: false; code: string; details: Record<string, unknown>; values: Record<string, string> };

/** The till: pick on the left, basket on the right, Sell bottom right, always. Everything on it is a form first. */
export function TillPage({ who, sheet, answer }: { who: Who; sheet: Sheet; answer: Answer | undefined }) {
	const t = useTranslations("counter");
	const { store, taxIncluded, last, sold, q } = sheet;
	const tiles = useSteady(sheet.tiles);
	const work = useTill(store.id, arrivedWith(sheet.basket, answer));
	const { till, live, act } = work;
	const { basket } = till;
	const field = useRef<HTMLInputElement>(null);
	const scanning = useScan(store.id, q, work, field);
	const [keys, setKeys] = useState(false);
	useFocusLandsIn(field);

	/** Back to the scan field: after a mouse always, after a finger never, for that would raise the keyboard over the basket. */
	function toScan(event: SyntheticEvent): void {
		event.preventDefault();
		if (usesMouse()) field.current?.focus();
	}
	function pick(product: TillProduct, event: MouseEvent): void {
		scanning.pick(product);
		// A tile pressed by a key keeps the focus: there may be more to press.
		if (event.detail > 0) toScan(event);
	}
	function sell(): void {
		scanning.hush();
		void work.sell();
	}
	const acts: LineActs = {
		choose: (productId) => act({ do: "choose", productId }),
		step: (by) => act({ do: "step", by }),
		set: (productId, quantity) => act({ do: "set", productId, quantity }),
		sellLeft: (productId, quantity) => {
			act({ do: "set", productId, quantity });
			sell();
		},
		remove: work.remove,
		done: toScan,
	};
	const found = q !== "" && !live ? sheet.found : null;
	const told = sold && !live ? sold : null;
	const forms = { storeId: store.id, currency: store.currency, lines: basket.lines };
	const undoable = (id: string) => ({ busy: work.undoing.includes(id), onUndo: work.undo });
	return (
		<div className="till" data-live={live || undefined}>
			<PageTitle title={t("title")} />
			<a className="skip" href="#basket">
				{t("toBasket")}
			</a>
			<TillHead who={who} store={store.name} />
			<Live />
			<div className="till-strips">
				<LineStrip />
				{till.sending.map((sale) => (
					<InFlight key={sale.id} sale={sale} storeId={store.id} currency={store.currency} taxIncluded={taxIncluded} work={work} />
				))}
				{work.undoing.map((orderId) => (
					<Undoing key={orderId} orderId={orderId} work={work} />
				))}
			</div>
			<main className="till-work" id="main">
				<h1 className="visually-hidden">{t("titleOf", { store: store.name })}</h1>
				<div className="till-pick" data-found={found || told ? "" : undefined}>
					<ScanField {...forms} scanning={scanning} field={field} onStep={acts.step} onDelete={() => basket.on && acts.remove(basket.on)} />
					{told && <SoldNotice sale={told} {...undoable(told.id)} />}
					{found && (
						<Tiles
							{...forms}
							products={found}
							caption={found.length > 0 ? t("foundFor", { query: q }) : t("nothingMatches", { query: q })}
							onPick={pick}
						/>
					)}
					{!found && tiles.length > 0 && (
						<Tiles
							{...forms}
							products={tiles}
							caption={t(tiles.some(({ units }) => units > 0) ? "sellsMost" : "onTheShelf")}
							wide
							onPick={pick}
						/>
					)}
				</div>
				{last && last.id !== told?.id && <LastSale sale={last} {...undoable(last.id)} quiet={basket.lines.length > 0} />}
				<div id="basket" className="till-basket">
					<BasketPanel
						store={store}
						taxIncluded={taxIncluded}
						basket={basket}
						waiting={sum(till.waiting.flatMap(({ lines }) => lines.map(({ quantity }) => quantity)))}
						live={live}
						acts={acts}
						onSell={sell}
					/>
				</div>
			</main>
			<Keys sheet={keys} onSheet={setKeys} />
		</div>
	);
}

/** The basket of the address, or after a refused form the one that was sent. */
function arrivedWith(basket: Basket, answer: Answer | undefined): Basket {
	if (!answer || answer.ok) return basket;
	const lines = readLines(new URLSearchParams(answer.values));
	const products = basket.lines.map(({ product }) => product);
	return { ...basketOf(basket.id, lines, products), refusal: { code: answer.code, details: answer.details } };
}

/** Tiles stay where they were found while the till is open; only their numbers follow the sales. */
function useSteady(tiles: TillTile[]): TillTile[] {
	const order = useRef(new Map<string, number>());
	for (const { id } of tiles) if (!order.current.has(id)) order.current.set(id, order.current.size);
	return tiles.toSorted((a, b) => (order.current.get(a.id) ?? 0) - (order.current.get(b.id) ?? 0));
}
