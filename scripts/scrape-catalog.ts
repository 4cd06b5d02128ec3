// Reads a vendor's public storefront, politely, into one JSON file that `sync-catalog` can send.
import { renameSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import {
	askManners,
	askPage,
	mostPages,
	mostRepeats,
	mostWaits,
	type Outside,
	pageAddress,
	type Trouble,
	type Wait,
} from "#app/catalog/vendors/adapters/storefront.server.ts";
import { presets, slugOf } from "#app/catalog/vendors/rules.ts";
import { calledWith } from "./options.ts";

/** Pages of a `--quick` reading: enough to see what is new, as what is new comes first. */
const quickPages = 2;
/** Between two requests, in ms. Less is for stand-ins only. */
const leastPause = 2000;

const { values, positionals } = calledWith({ allowPositionals: true, options: { out: { type: "string" }, quick: { type: "boolean" } } });
const isQuick = values.quick === true;
const [asked = "moscot"] = positionals;
const preset = Object.entries(presets).find(([slug]) => slug === asked)?.[1];
const shop = (preset?.url ?? (asked.includes("://") ? asked : `https://${asked}`)).replace(/\/$/, "");
if (!URL.canParse(shop)) {
	console.error(`"${asked}" is no address of a shop.`);
	process.exit(1);
}
const out = values.out ?? `${preset ? asked : slugOf(new URL(shop).hostname)}.json`;
const { VENDOR_MOCK_URL, CATALOG_CONTACT, CATALOG_DELAY_MS } = process.env;
const outside: Outside = {
	userAgent: `StorekeepCatalog/1.0 (+${CATALOG_CONTACT ?? "https://storekeep.example"})`,
	own: [],
	standIn: { url: VENDOR_MOCK_URL ?? null, all: VENDOR_MOCK_URL !== undefined },
};

try {
	await scrape();
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
}

async function scrape(): Promise<void> {
	const manners = await patiently(() => askManners(outside, shop));
	const first = new URL(pageAddress(shop, 1));
	if (!manners.allows(first.pathname + first.search)) throw new Error(`${shop}/robots.txt asks not to be read there.`);
	const wished = Number(CATALOG_DELAY_MS ?? leastPause);
	const delay = VENDOR_MOCK_URL ? wished : Math.max(leastPause, wished, (manners.delay ?? 0) * 1000);
	const products = new Map<string, unknown>();
	let isWhole = false;
	let repeats = 0;
	for (let page = 1; page <= (isQuick ? quickPages : mostPages); page++) {
		await pause(delay);
		const list = await productsOf(page);
		const fresh = list.filter((one) => !products.has(idOf(one)));
		for (const one of fresh) products.set(idOf(one), one);
		console.error(`page ${page}: ${list.length} products, ${products.size} in all`);
		repeats = fresh.length === 0 ? repeats + 1 : 0;
		if (repeats === mostRepeats && list.length > 0)
			throw new Error(`${shop} has given ${mostRepeats} pages with nothing new: that is no whole list, and nothing was written.`);
		if (list.length === 0) {
			isWhole = true;
			break;
		}
	}
	if (products.size === 0) throw new Error(`${shop} lists no products.`);
	if (!isQuick && !isWhole) throw new Error(`${shop} goes on past ${mostPages} pages: nothing was written.`);
	// What is not the whole of it says so, so that nothing is held to be gone.
	const text = JSON.stringify({ source: shop, complete: isWhole, products: [...products.values()] }, null, "\t");
	writeFileSync(`${out}.part`, `${text}\n`);
	renameSync(`${out}.part`, out);
	console.log(`${out}: ${products.size} products${isWhole ? "" : ", only a part"}`);
}

async function productsOf(page: number): Promise<unknown[]> {
	const answer = await patiently(() => askPage(outside, shop, page, null));
	if (answer.kind !== "page") throw new Error(`Page ${page} of ${shop} was not given.`);
	const value = parsed(answer.text, page);
	if (typeof value === "object" && value !== null && "products" in value && Array.isArray(value.products)) return value.products;
	throw new Error(`Page ${page} of ${shop} is no list of products.`);
}

function parsed(text: string, page: number): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new Error(`Page ${page} of ${shop} breaks off. Nothing was written.`);
	}
}

function idOf(product: unknown): string {
	return typeof product === "object" && product !== null && "id" in product ? String(product.id) : JSON.stringify(product);
}

/** Asks again when the shop has asked to wait, a few times; any other trouble ends it. */
async function patiently<Answer extends object>(ask: () => Promise<Answer | Wait | Trouble>): Promise<Answer> {
	for (let waits = 0; ; waits++) {
		const answer = await ask();
		if (!isTold(answer)) return answer;
		if (answer.kind === "trouble") throw new Error(`${shop}: ${answer.code} ${JSON.stringify(answer.details)}`);
		if (waits === mostWaits) throw new Error(`${shop} has asked to wait ${mostWaits} times. Nothing was written.`);
		console.error(`the shop asks us to wait ${answer.seconds} s`);
		await pause(answer.seconds * 1000);
	}
}

function isTold(answer: object): answer is Wait | Trouble {
	return "kind" in answer && (answer.kind === "wait" || answer.kind === "trouble");
}
