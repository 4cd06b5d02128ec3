import { lazy, type MouseEvent, Suspense, type SyntheticEvent, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Keys } from "#app/components/keys.tsx";
import { LineStrip, Live } from "#app/components/live.tsx";
import { PageTitle } from "#app/components/page-header.tsx";
import type { TillProduct, TillSheet, TillTile } from "#app/sales/queries.server.ts";
import { type Basket, piecesIn, sumsOf } from "./basket.ts";
import type { LineActs } from "./basket-line.tsx";
import { BasketPanel } from "./basket-panel.tsx";
import { DrawerStrip } from "./drawer-strip.tsx";
import { basketOf, readLines } from "./form-basket.ts";
import { InFlight, Parking, Resuming, Undoing } from "./in-flight.tsx";
import type { Keeper } from "./kept.ts";
import { LastSale, SoldNotice } from "./last-sale.tsx";
import { useDesk, useOpenDesk } from "./offline-desk.ts";
import { ParkedList } from "./parked-list.tsx";
import { ScanField } from "./scan-field.tsx";
import { TillHead, type Who } from "./till-head.tsx";
import type { Layer } from "./till-layers.tsx";
import { Tiles } from "./tiles.tsx";
import { useFocusLandsIn, usesMouse } from "./use-focus.ts";
import { useScan } from "./use-scan.ts";
import { useTill } from "./use-till.ts";

// What opens over the till comes right behind it: nothing of it is needed before scripts, or in the first second.
const TillLayers = lazy(async () => ({ default: (await import("./till-layers.tsx")).TillLayers }));

export type Sheet = Omit<TillSheet, "store" | "products"> & {
	store: { id: string; name: string; currency: string };
	/** Which till this is, as its drawer knows it. */
	name: string;
	/** The enrolled device this browser is; null for one that is no till. */
	tillId: string | null;
	/** The till stands in this store, and can sell without the network; for another store it cannot. */
	isHome: boolean;
	business: string;
	/** Another one each time somebody has shown who they are. */
	session: string;
	keeper: Keeper;
	q: string;
	basket: Basket;
};
type Answer = { ok: true } | { ok: false; code: string; details: Record<string, unknown>; values: Record<string, string> };

/** The till: pick on the left, basket on the right, Pay bottom right, always. Everything on it is a form first. */
export function TillPage({ who, sheet, answer }: { who: Who; sheet: Sheet; answer: Answer | undefined }) {
	const t = useTranslations("counter");
	const { store, taxIncluded, limit, last, sold, q } = sheet;
	const tiles = useSteady(sheet.tiles);
	const work = useTill(sheet.keeper, { currency: store.currency, taxIncluded, limit }, arrivedWith(sheet.basket, answer));
	const { till, live, act } = work;
	const { basket } = till;
	const field = useRef<HTMLInputElement>(null);
	const scanning = useScan(store.id, q, work, field);
	const [keys, setKeys] = useState(false);
	const [layer, setLayer] = useState<Layer | null>(null);
	useFocusLandsIn(field);
	useOpenDesk(sheet);
	const open = useDesk();
	const alone = open?.desk.alone ?? false;
	const offline = open !== null && (alone || open.state.since !== null);

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
	async function pay(): Promise<void> {
		scanning.hush();
		if (await work.ready()) setLayer("pay");
	}
	function done(): void {
		setLayer(null);
		// The dialog gives the focus back as it closes, but not the caret where one of its own fields had it: what is typed next would be lost.
		if (usesMouse())
			setTimeout(() => {
				field.current?.blur();
				field.current?.focus();
			});
	}
	const acts: LineActs = {
		choose: (productId) => act({ do: "choose", productId }),
		step: (by) => act({ do: "step", by }),
		set: (productId, quantity) => act({ do: "set", productId, quantity }),
		off: (productId) => {
			act({ do: "choose", productId });
			setLayer("off");
		},
		sellLeft: (productId, quantity) => {
			act({ do: "set", productId, quantity });
			void pay();
		},
		remove: work.remove,
		done: toScan,
	};
	const around = {
		onPay: () => void pay(),
		onOff: () => basket.lines.length > 0 && setLayer("off"),
		onPark: () => basket.lines.length > 0 && !basket.returned && !offline && setLayer("park"),
		onCustomer: () => setLayer("customer"),
		onClear: work.clear,
		onDropReturn: () => act({ do: "drop-return" }),
		onAsk: sheet.tillId !== null && !offline ? () => setLayer("leave") : null,
		alone: offline,
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
			<TillHead who={who} store={store} offline={offline} />
			{!alone && <Live />}
			<div className="till-strips">
				{open && (
					<Suspense fallback={null}>
						<open.desk.Strip desk={open.desk} state={open.state} isEmpty={basket.lines.length === 0} storeId={store.id} />
					</Suspense>
				)}
				{!offline && <LineStrip />}
				<DrawerStrip open={sheet.drawerOpen || offline} storeId={store.id} />
				{till.sending.map((sale) => (
					<InFlight key={sale.id} sale={sale} store={store} till={sheet.name} taxIncluded={taxIncluded} work={work} />
				))}
				{till.parking.map((leaving) => (
					<Parking key={leaving.basket.id} leaving={leaving} store={store} work={work} />
				))}
				{work.coming.map((id) => (
					<Resuming key={id} id={id} work={work} />
				))}
				{work.undoing.map((orderId) => (
					<Undoing key={orderId} orderId={orderId} mayAsk={sheet.tillId !== null} work={work} />
				))}
			</div>
			<main className="till-work" id="main">
				<h1 className="visually-hidden">{t("titleOf", { store: store.name })}</h1>
				<div className="till-pick" data-found={found || told ? "" : undefined}>
					<ScanField
						{...forms}
						scanning={scanning}
						field={field}
						onStep={acts.step}
						onDelete={() => basket.on && acts.remove(basket.on)}
						onCamera={() => setLayer("camera")}
					/>
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
					<ParkedList parked={sheet.parked} busy={work.coming} onResume={work.resume} />
				</div>
				{last && last.id !== told?.id && <LastSale sale={last} {...undoable(last.id)} quiet={basket.lines.length > 0} />}
				<div id="basket" className="till-basket">
					<BasketPanel
						store={store}
						taxIncluded={taxIncluded}
						basket={basket}
						sums={sumsOf(basket, taxIncluded)}
						waiting={piecesIn(till.waiting)}
						kept={open?.desk.lease() ?? null}
						live={live}
						acts={acts}
						around={around}
					/>
				</div>
			</main>
			{live && (
				<Suspense fallback={null}>
					<TillLayers
						layer={layer}
						onDone={done}
						sheet={sheet}
						work={work}
						onScan={scanning.enter}
						alone={offline ? { claimed: open.state.claimed !== null } : null}
					/>
				</Suspense>
			)}
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
