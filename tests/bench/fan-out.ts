import type { Frame } from "#app/platform/news-frames.ts";
import { newsPath } from "#app/platform/news.ts";
import { type Ask, cpuMsOf, once, type Target } from "./traffic.ts";

/** How long it takes until every open page has heard of a change. */

type FanOut = { sockets: number; sales: number; cookie: string; productId: string; storeId: string; sale(): Ask };

/** One open page, and the latest version of the product's shelf it heard of, with the instant it did. */
type Page = { version: number; at: number; frames: number; close(): void };

/** Sales one after the other, each heard by all pages before the next; then all of them at once. @throws Error when a page does not hear */
export async function measureFanOut(to: Target, { sockets, sales, cookie, productId, storeId, sale }: FanOut) {
	let heard = () => {};
	const pages = await Promise.all(
		Array.from({ length: sockets }, () => openPage(to, cookie, { productId, storeId, heard: () => heard() })),
	);
	/** Resolves when every page has heard of this version. */
	const allHear = (version: number) =>
		new Promise<void>((resolve, reject) => {
			const late = setTimeout(
				() => reject(new Error(`${pages.filter((page) => page.version < version).length} pages never heard`)),
				15_000,
			);
			heard = () => {
				if (pages.some((page) => page.version < version)) return;
				clearTimeout(late);
				resolve();
			};
			heard();
		});
	await once(to, sale());
	await until(() => pages.every(({ version }) => version > 0));
	const first = pages[0]?.version ?? 0;

	const lasts: number[] = [];
	const spreads: number[] = [];
	const cpuBefore = cpuMsOf(to.pids);
	for (let n = 1; n <= sales; n++) {
		const told = allHear(first + n);
		await once(to, sale());
		const answered = performance.now();
		await told;
		const times = pages.map(({ at }) => at);
		lasts.push(Math.max(0, Math.max(...times) - answered));
		spreads.push(Math.max(...times) - Math.min(...times));
		// The object gathers what comes within its pause; one change at a time is what is measured here.
		await new Promise((resolve) => setTimeout(resolve, 120));
	}
	const cpuMs = (cpuMsOf(to.pids) - cpuBefore) / sales;

	const framesBefore = pages[0]?.frames ?? 0;
	const from = performance.now();
	const told = allHear(first + 2 * sales);
	await Promise.all(Array.from({ length: sales }, () => once(to, sale())));
	const answered = performance.now();
	await told;
	const burst = {
		sales,
		tookMs: rounded(answered - from),
		lastHeardMs: rounded(Math.max(0, performance.now() - answered)),
		framesPerPage: (pages[0]?.frames ?? 0) - framesBefore,
	};
	for (const page of pages) page.close();
	lasts.sort((a, b) => a - b);
	spreads.sort((a, b) => a - b);
	return {
		pages: sockets,
		sales,
		p50: rounded(at(lasts, 0.5)),
		p99: rounded(at(lasts, 0.99)),
		perFrameMs: rounded(at(spreads, 0.5) / (sockets - 1)),
		cpuMsPerSale: rounded(cpuMs),
		burst,
	};
}

async function openPage(to: Target, cookie: string, about: { productId: string; storeId: string; heard(): void }): Promise<Page> {
	const address = `${to.url.replace("http", "ws")}${newsPath}?since=${Date.now()}`;
	// Node's own takes headers, which the types, a browser's, do not know.
	const socket: WebSocket = Reflect.construct(WebSocket, [address, { headers: { Cookie: cookie, Origin: to.url } }]);
	const page: Page = { version: 0, at: 0, frames: 0, close: () => socket.close() };
	await new Promise((resolve, reject) => {
		socket.onopen = resolve;
		socket.onerror = () => reject(new Error("a page could not listen"));
	});
	socket.onmessage = ({ data }) => {
		const frame: Frame = JSON.parse(String(data));
		page.frames += 1;
		for (const news of frame.news) {
			if (news.kind !== "stock" || news.productId !== about.productId) continue;
			page.version = news.levels.find((level) => level.storeId === about.storeId)?.version ?? 0;
			page.at = performance.now();
		}
		about.heard();
	};
	return page;
}

async function until(holds: () => boolean): Promise<void> {
	for (let tries = 0; !holds(); tries++) {
		if (tries > 500) throw new Error("the pages hear nothing");
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

function at(sorted: number[], part: number): number {
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

function rounded(value: number): number {
	return Number(value.toPrecision(3));
}
