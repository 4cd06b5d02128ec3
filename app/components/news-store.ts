import type { Frame, News, StockNews } from "#app/platform/news-frames.ts";

/** What this tab has heard. Pure but for its listeners; the socket feeds it, the hooks of live.tsx read it. */

/** A shelf as it was last heard of: of one store, or of all together. */
export type Shelf = {
	onHand: number;
	reserved: number;
	available: number;
	incoming: number;
	reorderPoint: number;
	version: number;
};

/** By product, then by store; under `everywhere` their sum. */
export type Shelves = ReadonlyMap<string, ReadonlyMap<string, Shelf>>;
export const everywhere = "everywhere";

export type Line = "connecting" | "live" | "reconnecting";

/** What a tab knows that has heard nothing: one and the same on the server and in the browser, or every list would be drawn again at once. */
export const nothing: Shelves = new Map();

export function createNewsStore() {
	let seq: number | null = null;
	let shelves: Shelves = nothing;
	let line: Line = "connecting";
	const watchers = new Set<() => void>();
	const listeners = new Set<(news: News[]) => void>();
	const changed = () => {
		for (const watcher of watchers) watcher();
	};

	return {
		/** Behind which frame a socket should begin; null before the first. */
		seq: () => seq,
		shelves: () => shelves,
		line: () => line,
		subscribe(watcher: () => void): () => void {
			watchers.add(watcher);
			return () => watchers.delete(watcher);
		},
		/** Calls back with every piece of news, once. */
		listen(listener: (news: News[]) => void): () => void {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		setLine(now: Line): void {
			if (line === now) return;
			line = now;
			changed();
		},
		/**
		 * Takes a frame in. `first` is the one a socket begins with: it follows on what was asked for, whatever was heard before.
		 * @returns false when something between this frame and the last is missing; then it is not taken
		 */
		take(frame: Frame, first: boolean): boolean {
			if (!first && (seq === null || frame.after > seq)) return false;
			seq = first ? frame.seq : Math.max(seq ?? 0, frame.seq);
			const later = frame.news.filter((news) => news.kind !== "stock" || isLater(news, shelves));
			const stock = later.filter((news) => news.kind === "stock");
			if (stock.length > 0) {
				shelves = new Map([...shelves, ...stock.map(({ productId, levels }) => [productId, byStore(levels)] as const)]);
				changed();
			}
			if (later.length > 0) for (const listener of listeners) listener(later);
			return true;
		},
		/** Forgets everything: another business, or nobody, looks now. */
		forget(): void {
			seq = null;
			shelves = nothing;
			line = "connecting";
			changed();
		},
	};
}

export type NewsStore = ReturnType<typeof createNewsStore>;

/** Later than, or as late as, what is known of the product: without a movement the order of telling counts. */
function isLater({ productId, levels }: StockNews, known: Shelves): boolean {
	const before = known.get(productId)?.get(everywhere);
	return before === undefined || sumOf(levels).version >= before.version;
}

function byStore(levels: StockNews["levels"]): Map<string, Shelf> {
	const shelves = new Map(levels.map((level) => [level.storeId, shelfOf(level)]));
	return shelves.set(everywhere, sumOf(levels));
}

function shelfOf({ onHand, reserved, incoming, reorderPoint, version }: StockNews["levels"][number]): Shelf {
	return { onHand, reserved, available: onHand - reserved, incoming, reorderPoint, version };
}

function sumOf(levels: StockNews["levels"]): Shelf {
	const sum = { onHand: 0, reserved: 0, available: 0, incoming: 0, reorderPoint: 0, version: 0 };
	for (const level of levels) {
		const shelf = shelfOf(level);
		for (const key of shelfKeys) sum[key] += shelf[key];
	}
	return sum;
}

const shelfKeys = ["onHand", "reserved", "available", "incoming", "reorderPoint", "version"] as const;

/** A shelf the page shows, as far as it shows it. */
export type Shown = { version: number } & Partial<Shelf>;

/** What was heard of a shelf since the page got it; undefined while the page's own is as late. */
export function newerThan(shown: Shown, heard: Shelf | undefined): Shelf | undefined {
	return heard && heard.version > shown.version ? heard : undefined;
}

/** Whether what was heard of a shelf is not what the page shows, and not older. */
export function differs(shown: Shown, heard: Shelf | undefined): boolean {
	if (!heard || heard.version < shown.version) return false;
	return shelfKeys.some((key) => shown[key] !== undefined && shown[key] !== heard[key]);
}
