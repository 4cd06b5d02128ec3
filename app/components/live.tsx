import { Unplug } from "lucide";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useMatches, useRevalidator } from "react-router";
import { useTranslations } from "use-intl/react";
import type { News, OrderNews } from "#app/platform/news-frames.ts";
import { second } from "#app/platform/time.ts";
import { notifies } from "./chat-call.ts";
import { Icon } from "./icon.tsx";
import { useMoneyWords } from "./money.tsx";
import { news, newsSocket } from "./news-socket.ts";
import { differs, everywhere, type Line, newerThan, nothing, type Shelf, type Shown } from "./news-store.ts";
import { useRootData, useShell } from "./shell.ts";
import { looksAgain } from "./shows.ts";
import { showToast } from "./toasts.ts";

const onServer = { shelves: () => nothing, line: (): Line => "connecting" };

/** How the line stands. */
function useLine(): Line {
	return useSyncExternalStore(news.subscribe, news.line, onServer.line);
}

type Heard = ReadonlyMap<string, Shelf>;

/** What was heard of a product, by store. */
export function useHeard(productId: string): Heard | undefined {
	return useSyncExternalStore(news.subscribe, news.shelves, onServer.shelves).get(productId);
}

/**
 * The rows of a list as they changed since the page got them: the function answers with the newer shelf of a row, or undefined while what it
 * shows is as late. Of one store, or (null) of all together. What changed without a movement is asked for again instead.
 */
export function useLiveRows<Row extends { id: string }>(
	rows: readonly Row[],
	storeId: string | null,
	shownOf: (row: Row) => Shown,
): (row: Row) => Shelf | undefined {
	const shelves = useSyncExternalStore(news.subscribe, news.shelves, onServer.shelves);
	const where = storeId ?? everywhere;
	useRefreshOn((productId, heard) => {
		const row = rows.find(({ id }) => id === productId);
		return row !== undefined && heard.get(where)?.version === shownOf(row).version && differs(shownOf(row), heard.get(where));
	});
	return (row) => newerThan(shownOf(row), shelves.get(row.id)?.get(where));
}

/** How long news are gathered before the page asks again, and how long it then leaves the server alone. */
const gather = 0.2 * second;
const rest = 2 * second;

/**
 * Asks for the page's data again after news that concern it. It is asked twice, when the news come and when the time has come to act on
 * them: by then the page may have the data already, because the change was its own.
 */
export function useRefreshOn(concerns: (productId: string, heard: Heard) => boolean): void {
	const { revalidate } = useRevalidator();
	const now = useRef({ concerns, revalidate });
	now.current = { concerns, revalidate };
	useEffect(() => {
		const waiting = new Set<string>();
		let timer: ReturnType<typeof setTimeout> | undefined;
		let last = Number.NEGATIVE_INFINITY;
		const concerning = (productId: string) => now.current.concerns(productId, news.shelves().get(productId) ?? new Map());
		function act(): void {
			timer = undefined;
			const due = [...waiting].some(concerning);
			waiting.clear();
			// Without a line the answer would be an error page.
			if (!due || news.line() !== "live") return;
			last = performance.now();
			void now.current.revalidate();
		}
		const stop = news.listen((all) => {
			for (const each of all) if (each.kind === "stock" && concerning(each.productId)) waiting.add(each.productId);
			if (waiting.size > 0) timer ??= setTimeout(act, Math.max(gather, last + rest - performance.now()));
		});
		return () => {
			clearTimeout(timer);
			stop();
		};
	}, []);
}

const spoken = new Map<string, string>();

/** Names the products of this page: only their changes are read out. */
export function useSpoken(products: readonly { id: string; name: string }[]): void {
	useEffect(() => {
		for (const { id, name } of products) spoken.set(id, name);
		return () => {
			for (const { id } of products) spoken.delete(id);
		};
	}, [products]);
}

/** So that a herd of pages does not ask in the same instant. */
const spread = 1.5 * second;

/** Keeps this tab listening, looks again when that is what it hears, and reads out what changed on the page. Once in every frame around pages. */
export function Live() {
	const { business } = useShell();
	const made = useRootData()?.now ?? 0;
	const { revalidate } = useRevalidator();
	const again = useRef(revalidate);
	again.current = revalidate;
	const shown = useRef<unknown>(null);
	shown.current = useMatches().map(({ loaderData }) => loaderData);

	// The instant counts where it begins; a later answer of the root is no reason to begin again.
	useEffect(() => newsSocket.start(business.id, made, { onProveAgain: () => void again.current(), stays: notifies }), [business.id]);
	useEffect(() => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const heard: News[] = [];
		const stop = news.listen((all) => {
			if (!looksAgain(all, shown.current)) return;
			heard.push(...all);
			timer ??= setTimeout(() => {
				timer = undefined;
				// One may have gone to another page meanwhile.
				const due = looksAgain(heard.splice(0), shown.current);
				if (due && news.line() === "live") void again.current();
			}, Math.random() * spread);
		});
		return () => {
			clearTimeout(timer);
			stop();
		};
	}, []);
	return (
		<>
			<ReadOut />
			<Arrivals />
		</>
	);
}

/** Hears of orders that somebody else, or a shop of ours, took: of this store, or of all where none is chosen. */
export function useArrivals(hear: (order: OrderNews) => void): void {
	const { store, user } = useShell();
	const now = useRef({ hear, storeId: store?.id, userId: user.id });
	now.current = { hear, storeId: store?.id, userId: user.id };
	useEffect(
		() =>
			news.listen((all) => {
				const { hear, storeId, userId } = now.current;
				for (const each of all)
					if (each.kind === "order" && each.by !== userId && (storeId === undefined || storeId === each.storeId)) hear(each);
			}),
		[],
	);
}

/** Says so wherever one is, with the way there. */
function Arrivals() {
	const t = useTranslations("live");
	const words = useMoneyWords();
	const told = useRef(new Set<string>());
	useArrivals(({ orderId, number, amount, currency, short }) => {
		if (told.current.has(orderId)) return;
		told.current.add(orderId);
		const text = t(short > 0 ? "newOrderShort" : "newOrder", { number, amount: words({ amount, currency }), short });
		showToast({ text, link: { label: t("openOrder"), to: `/orders/${orderId}` } });
	});
	return null;
}

/** Changes are read out in one breath, at most every so often. */
const breath = 5 * second;
const inOneBreath = 3;

function ReadOut() {
	const t = useTranslations("live");
	const { store } = useShell();
	const [said, setSaid] = useState("");
	const words = useRef({ t, storeId: store?.id ?? everywhere });
	words.current = { t, storeId: store?.id ?? everywhere };
	useEffect(() => {
		const changed = new Set<string>();
		let timer: ReturnType<typeof setTimeout> | undefined;
		let last = Number.NEGATIVE_INFINITY;
		function speak(): void {
			timer = undefined;
			last = performance.now();
			const { t, storeId } = words.current;
			const named = [...changed].filter((id) => spoken.has(id));
			changed.clear();
			const parts = named
				.slice(0, inOneBreath)
				.map((id) => t("nowAvailable", { name: spoken.get(id) ?? "", count: news.shelves().get(id)?.get(storeId)?.available ?? 0 }));
			if (named.length > inOneBreath) parts.push(t("andMore", { count: named.length - inOneBreath }));
			if (parts.length > 0) setSaid(parts.join(" "));
		}
		const stop = news.listen((all) => {
			for (const each of all) if (each.kind === "stock" && spoken.has(each.productId)) changed.add(each.productId);
			if (changed.size > 0) timer ??= setTimeout(speak, Math.max(second, last + breath - performance.now()));
		});
		return () => {
			clearTimeout(timer);
			stop();
		};
	}, []);
	return (
		<p role="status" className="visually-hidden">
			{said}
		</p>
	);
}

/** Whether this page hears of changes, in a word. */
export function Heartbeat() {
	const t = useTranslations("live");
	const line = useLine();
	return (
		<p className="sync needs-script" data-line={line} title={t(line)}>
			<i className="pulse" aria-hidden="true" />
			<span>{t(line)}</span>
		</p>
	);
}

/** Where there is no room for the heartbeat: what others do is not heard here for now. */
export function LineStrip() {
	const t = useTranslations("live");
	if (useLine() !== "reconnecting") return null;
	return (
		<p className="strip" role="status">
			<Icon of={Unplug} />
			{t("reconnecting")}
		</p>
	);
}
