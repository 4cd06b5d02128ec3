import { newsPath, ping, proveAgain } from "#app/platform/news.ts";
import { minute, second } from "#app/platform/time.ts";
import { createNewsStore, type NewsStore } from "./news-store.ts";

/** The tab's one socket: kept open while somebody may be looking, opened again when it breaks, and never silent about being broken. */

const firstRetry = 500;
const lastRetry = 30 * second;
const pingEvery = 25 * second;
/** A line on which nothing came for this long is dead, whatever the browser believes. */
const patience = 10 * second;
/** Nobody has looked for this long: the socket may go, and comes back with the next look. */
const hiddenFor = 5 * minute;

type Ends = {
	/** Called when the session may have ended. */
	onProveAgain(): void;
};

function createNewsSocket(store: NewsStore) {
	let socket: WebSocket | undefined;
	let failures = 0;
	let timers: ReturnType<typeof setTimeout>[] = [];
	let hiding: ReturnType<typeof setTimeout> | undefined;
	let since = 0;
	let ends: Ends | undefined;
	let heardBy: string | undefined;

	const later = (act: () => void, ms: number) => timers.push(setTimeout(act, ms));
	function clearTimers(): void {
		for (const timer of timers) clearTimeout(timer);
		timers = [];
	}

	function open(): void {
		if (!ends || socket || !navigator.onLine) return;
		clearTimers();
		const after = store.seq();
		const address = new URL(`${newsPath}?${after === null ? `since=${since}` : `after=${after}`}`, window.location.href);
		address.protocol = address.protocol.replace("http", "ws");
		const mine = new WebSocket(address);
		socket = mine;
		let first = true;
		const dead = () => mine === socket && drop(true);
		later(dead, patience);
		mine.onmessage = ({ data }) => {
			if (mine !== socket) return;
			clearTimers();
			later(() => {
				mine.send(ping);
				later(dead, patience);
			}, pingEvery);
			if (typeof data !== "string" || !data.startsWith("{")) return;
			failures = 0;
			store.setLine("live");
			// A gap: begin again behind the last frame that was whole.
			if (!store.take(JSON.parse(data), first)) drop(true);
			first = false;
		};
		mine.onclose = ({ code }) => {
			if (mine !== socket) return;
			drop(true);
			if (code === proveAgain) ends?.onProveAgain();
		};
	}

	/** Lets the socket go; `again` sooner or later tries a new one. */
	function drop(again: boolean): void {
		clearTimers();
		const old = socket;
		socket = undefined;
		old?.close();
		store.setLine("reconnecting");
		if (!again || !ends) return;
		const wait = Math.min(lastRetry, firstRetry * 2 ** failures);
		failures += 1;
		// Not all tabs of the world at once.
		later(open, wait * (0.5 + Math.random() / 2));
	}

	function atOnce(): void {
		failures = 0;
		open();
	}

	function onVisibility(): void {
		clearTimeout(hiding);
		if (document.visibilityState === "visible") atOnce();
		else hiding = setTimeout(() => drop(false), hiddenFor);
	}
	const letGo = () => drop(false);
	const comings: [EventTarget, string, () => void][] =
		typeof window === "undefined"
			? []
			: [
					[window, "online", atOnce],
					[window, "offline", letGo],
					// A page with an open socket cannot be kept for the way back.
					[window, "pagehide", letGo],
					[window, "pageshow", atOnce],
					[document, "visibilitychange", onVisibility],
				];

	return {
		/** Listens for a business from the instant its page was made (ms UTC, the server's clock), until stopped. @returns how to stop */
		start(businessId: string, from: number, told: Ends): () => void {
			if (heardBy !== businessId) store.forget();
			heardBy = businessId;
			since = from;
			ends = told;
			for (const [where, what, act] of comings) where.addEventListener(what, act);
			open();
			return () => {
				ends = undefined;
				clearTimeout(hiding);
				for (const [where, what, act] of comings) where.removeEventListener(what, act);
				drop(false);
				store.setLine("connecting");
			};
		},
	};
}

export const news = createNewsStore();
export const newsSocket = createNewsSocket(news);
