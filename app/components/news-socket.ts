import { newsPath, ping, proveAgain } from "#app/platform/news.ts";
import { minute, second } from "#app/platform/time.ts";
import type { Frame } from "#app/platform/news-frames.ts";
import { type FrameSeal, frameSeal, isSealedFrame } from "#app/platform/sealed-frames.ts";
import { createNewsStore, type Line } from "./news-store.ts";

/** A tab's socket: kept open while somebody may be looking, opened again when it breaks, and never silent about being broken. */

const firstRetry = 500;
const lastRetry = 30 * second;
const pingEvery = 25 * second;
/** A line on which nothing came for this long is dead, whatever the browser believes. */
const patience = 10 * second;
/** Nobody has looked for this long: the socket may go, and comes back with the next look; one that is to call somebody stays. */
const hiddenFor = 5 * minute;

type Ends = {
	/** Called when the session may have ended. */
	onProveAgain(): void;
	/** Whether it goes on listening where nobody has looked for long; it does not without it. */
	stays?(): boolean;
};

/** What a socket feeds. `Heard` is what its frames are when they are whole; the server makes them. */
type Hearer<Heard> = {
	/** Behind which frame a socket should begin; null before the first. */
	seq(): number | null;
	setLine(now: Line): void;
	/** @returns false when something between this frame and the last is missing */
	take(frame: Heard, first: boolean): boolean;
	/** Forgets everything: something else is listened to now. */
	forget(): void;
};

/** Frames are numbered, so that a socket that comes back hears what it missed. What has no number is for now only: `aside` hears it. */
export function createSocket<Heard, Aside = never>(store: Hearer<Heard>, aside?: (said: Aside) => void) {
	let path = "";
	let socket: WebSocket | undefined;
	let failures = 0;
	let timers: ReturnType<typeof setTimeout>[] = [];
	let hiding: ReturnType<typeof setTimeout> | undefined;
	let since = 0;
	let ends: Ends | undefined;
	let heardBy: string | undefined;
	/** Frames that are sealed are opened, and sealed, one after the other. */
	let sealed: FrameSeal | null = null;
	let opening: Promise<void> = Promise.resolve();
	let sealing: Promise<void> = Promise.resolve();

	const later = (act: () => void, ms: number) => timers.push(setTimeout(act, ms));
	function clearTimers(): void {
		for (const timer of timers) clearTimeout(timer);
		timers = [];
	}

	function open(): void {
		if (!ends || socket || !navigator.onLine) return;
		clearTimers();
		const after = store.seq();
		const address = new URL(`${path}?${after === null ? `since=${since}` : `after=${after}`}`, window.location.href);
		address.protocol = address.protocol.replace("http", "ws");
		const mine = new WebSocket(address);
		socket = mine;
		let first = true;
		const dead = () => {
			if (mine !== socket) return;
			// Also one that never opened: a browser has the next one wait behind it.
			mine.close();
			drop(true);
		};
		later(dead, patience);
		mine.onmessage = ({ data }) => {
			if (mine !== socket) return;
			clearTimers();
			later(() => {
				mine.send(ping);
				later(dead, patience);
			}, pingEvery);
			if (typeof data !== "string" || !data.startsWith("{")) return;
			const seal = sealed;
			if (!seal) return isSealedFrame(data) ? otherKey() : heard(data);
			opening = opening
				.then(async () => {
					const text = await seal.open(data);
					if (mine !== socket) return;
					if (text === null) otherKey();
					else heard(text);
				})
				// As where nothing is sealed: what one frame breaks is said, and the next one is heard.
				.catch(reportError);
		};
		/** Sealed since the page was made, no longer, or with another key: the page is given what holds now. */
		const otherKey = () => {
			drop(true);
			ends?.onProveAgain();
		};
		const heard = (text: string) => {
			failures = 0;
			store.setLine("live");
			const said = JSON.parse(text);
			if (aside && !("seq" in said)) return aside(said);
			// A gap: begin again behind the last frame that was whole.
			if (!store.take(said, first)) drop(true);
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
		if (old?.readyState === WebSocket.CONNECTING) {
			// Closing before it opened would be a failure in the browser's eyes, said in its console; one that does not open is one.
			old.onopen = () => old.close();
			setTimeout(() => old.close(), patience);
		} else old?.close();
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
		else
			hiding = setTimeout(() => {
				if (!ends?.stays?.()) drop(false);
			}, hiddenFor);
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
		/** Says something to the other end; lost where there is none just now. */
		say(text: string): void {
			const to = socket;
			if (to?.readyState !== WebSocket.OPEN) return;
			if (!sealed) {
				to.send(text);
				return;
			}
			const { seal } = sealed;
			sealing = sealing.then(async () => {
				const frame = await seal(text);
				if (to.readyState === WebSocket.OPEN) to.send(frame);
			});
		},
		/**
		 * Listens at an address to what is said of `about` from the instant its page was made (ms UTC, the server's clock), until stopped. `key`: frames are
		 * sealed with it. @returns how to stop
		 */
		start(about: string, at: string, from: number, told: Ends, key: string | null = null): () => void {
			if (heardBy !== undefined && heardBy !== about) store.forget();
			heardBy = about;
			sealed = key === null ? null : frameSeal(key, about, "page");
			path = at;
			since = from;
			ends = told;
			for (const [where, what, act] of comings) where.addEventListener(what, act);
			// Not in the same task in which the page comes alive.
			later(open, 0);
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
const socket = createSocket<Frame>(news);
/** The one socket a tab has for its business. */
export const newsSocket = {
	start: (businessId: string, from: number, told: Ends): (() => void) => socket.start(businessId, newsPath, from, told),
};
