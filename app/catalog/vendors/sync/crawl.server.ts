import { z } from "zod";
import { Refusal, refuse } from "#app/platform/errors.ts";
import { instant, pause, second } from "#app/platform/time.ts";
import { ownHosts } from "../address.server.ts";
import { askManners, askPage, mostPages, mostRepeats, mostWaits, outsideOf, pageAddress } from "../adapters/storefront.server.ts";
import { parsedElement } from "../reading/read-catalog.ts";
import { splitElements } from "../reading/split-json.ts";
import type { KeptPage, SyncState, VendorRow } from "../vendor.server.ts";
import { keepPageText, type Shelf } from "./snapshots.server.ts";

/** Reading a storefront page by page: one request at a time, a pause between two, and every page kept as it came before the next is asked for. */

/** No pause that a robots.txt asks for is longer; then it does not want to be read. */
const longestDelay = 120;

const KeptPages = z.array(z.object({ etag: z.string().nullable(), hash: z.string(), bytes: z.number(), products: z.number() }));

export function keptPages(json: string): KeptPage[] {
	return KeptPages.parse(JSON.parse(json));
}

/** The ids of a page's products, and that it is one: a page that breaks off or is no list is refused. @throws Refusal `source_broken`, `source_without_list` */
export function productIds(text: string): string[] {
	const splitter = splitElements({});
	const elements = [...splitter.take(text), ...splitter.end()];
	return elements.map((element, n) => {
		const product = parsedElement(element, n);
		return "id" in product ? String(product.id) : "";
	});
}

type Reading = {
	vendor: VendorRow;
	state: SyncState;
	shelf: Shelf;
	/** Pages of earlier slices. */
	pages: KeptPage[];
	waits: number;
	/** When this slice ends (ms UTC): whoever comes next goes on. */
	until: number;
	keep(page: KeptPage, pauseMs: number): Promise<void>;
	cfg: Parameters<typeof outsideOf>[0];
};

/** `over`: every page is kept. `later`: somebody goes on after so many seconds. */
export type Crawled = { kind: "over" } | { kind: "later"; seconds: number; waited: boolean };

/** @throws Refusal with why the shop's list cannot be had; nothing of it counts then */
export async function crawl({ vendor, state, shelf, pages, waits, until, keep, cfg }: Reading): Promise<Crawled> {
	const shop = vendor.url ?? refuse("conflict", "vendor_has_no_storefront");
	const outside = outsideOf(cfg, ownHosts(cfg));
	const wait = (seconds: number, status: number | null): Crawled =>
		waits >= mostWaits
			? refuse("unavailable", status === null ? "source_silent" : "source_busy", { status })
			: { kind: "later", seconds, waited: true };

	const manners = await askManners(outside, shop);
	if ("kind" in manners) return manners.kind === "wait" ? wait(manners.seconds, manners.status) : troubled(manners);
	const address = new URL(pageAddress(shop, 1));
	if (!manners.allows(address.pathname + address.search) || (manners.delay ?? 0) > longestDelay) refuse("forbidden", "source_robots");
	const delay = Math.max(cfg.CATALOG_DELAY_MS, cfg.CATALOG_DELAY_MS === 0 ? 0 : (manners.delay ?? 0) * second);

	const before = keptPages(state.pages);
	const { seen, ...kept } = await idsOf(shelf, pages);
	let { repeats } = kept;
	for (let page = pages.length + 1; ; page++) {
		if (page > mostPages) refuse("conflict", "source_endless", { pages: mostPages });
		// The pages lie there for as long as we say so; what somebody deleted is asked for again.
		const known = before[page - 1];
		const held = known?.etag && (await shelf.bucket.head(shelf.page(known.hash))) ? known : undefined;
		await pause(varied(delay, page, vendor.id));
		const answer = await askPage(outside, shop, page, held?.etag ?? null);
		if (answer.kind === "wait") return wait(answer.seconds, answer.status);
		if (answer.kind === "trouble") return troubled(answer);
		const text =
			answer.kind === "page"
				? answer.text
				: held
					? await textOfPage(shelf, held.hash)
					: refuse("unavailable", "source_status", { status: 304 });
		const ids = listed(text, page);
		// Nothing but an empty page ends a list: what a shop did not come to give is not gone.
		if (ids.length === 0) return { kind: "over" };
		repeats = ids.every((id) => seen.has(id)) ? repeats + 1 : 0;
		if (repeats === mostRepeats) refuse("conflict", "source_repeats", { pages: mostRepeats });
		for (const id of ids) seen.add(id);
		const { hash, bytes } = answer.kind === "page" ? await keepPageText(shelf, text) : { hash: held?.hash ?? "", bytes: held?.bytes ?? 0 };
		await keep({ etag: answer.kind === "page" ? answer.etag : (held?.etag ?? null), hash, bytes, products: ids.length }, delay);
		if (instant() >= until) return { kind: "later", seconds: 0, waited: false };
	}
}

function troubled({ code, details }: { code: string; details: Record<string, unknown> }): never {
	throw new Refusal("unavailable", code, details);
}

function listed(text: string, page: number): string[] {
	try {
		return productIds(text);
	} catch (error) {
		if (error instanceof Refusal) throw new Refusal(error.kind, error.code, { ...error.details, page });
		throw error;
	}
}

/** A little longer or shorter from page to page, so that we do not tick. */
function varied(delay: number, page: number, vendorId: string): number {
	const seed = (page * 2654435761 + vendorId.charCodeAt(vendorId.length - 1) * 40503) % 1000;
	return Math.round(delay * (1 + seed / 4000));
}

/** The ids of earlier slices' pages, and how many of the last of them brought nothing new. */
async function idsOf(shelf: Shelf, pages: KeptPage[]): Promise<{ seen: Set<string>; repeats: number }> {
	const seen = new Set<string>();
	let repeats = 0;
	for (const { hash } of pages) {
		const before = seen.size;
		for (const id of productIds(await textOfPage(shelf, hash))) seen.add(id);
		repeats = seen.size === before ? repeats + 1 : 0;
	}
	return { seen, repeats };
}

async function textOfPage(shelf: Shelf, hash: string): Promise<string> {
	const object = await shelf.bucket.get(shelf.page(hash));
	return object ? object.text() : refuse("unavailable", "snapshot_missing");
}

/** The pages as one catalog, each product once, as the bytes they came in. */
export async function* assembled(
	shelf: Shelf,
	pages: KeptPage[],
	count: { products: number; repeated: number },
): AsyncGenerator<Uint8Array> {
	const encoder = new TextEncoder();
	const seen = new Set<string>();
	yield encoder.encode('{"products":[');
	// A page that came twice, byte for byte, is one page.
	for (const hash of new Set(pages.map((page) => page.hash))) {
		const splitter = splitElements({});
		const text = await textOfPage(shelf, hash);
		const fresh: string[] = [];
		for (const element of [...splitter.take(text), ...splitter.end()]) {
			const product = parsedElement(element, count.products);
			const id = "id" in product ? String(product.id) : "";
			if (id !== "" && seen.has(id)) {
				count.repeated += 1;
				continue;
			}
			seen.add(id);
			fresh.push(element);
			count.products += 1;
		}
		if (fresh.length > 0) yield encoder.encode(`${count.products > fresh.length ? ",\n" : "\n"}${fresh.join(",\n")}`);
	}
	yield encoder.encode("\n]}\n");
}
