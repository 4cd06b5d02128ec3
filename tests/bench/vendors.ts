import { readFileSync } from "node:fs";
import { type Ask, cpuMsOf, once, type Target } from "./traffic.ts";

/** What a vendor's catalog costs: read cold, with a hundredth changed, as it was; and every item held against our products. */

/** What the server says of each request and each message it has worked off: D1 round trips, rows. */
export type Worked = { event: "http" | "queue.done" | "channel.driven"; path?: string; trips: number; read: number; written: number };
/** The server's account since it was last asked for. */
type Served = Target & { worked(): Promise<Worked[]> };

type Run = { id: string; status: string; error: string | null; created: number; updated: number; unchanged: number };
type LinkRun = { id: string; state: string; counts: Record<string, number> } | null;

const variants = 8;
const colours = ["Black", "Havana", "Crystal", "Sage", "Cognac", "Smoke", "Honey", "Petrol"];
const pause = 200;
const patience = 30 * 60_000;

/** A storefront's list of so many items, eight to a style; the first 10,000 have the barcodes of the bench's products. `dearer` of them have another price. */
export function catalogOf(items: number, dearer = 0): string {
	const style = (n: number) => {
		const id = 8_800_000_000_000 + n;
		const list = Array.from({ length: Math.min(variants, items - n * variants) }, (_, v) => {
			const at = n * variants + v;
			const [colour, size] = [colours[v], 44 + (n % 12)];
			return {
				...{ id: 40_000_000_000_000 + at, title: `${colour} / ${size}`, option1: colour, option2: String(size), option3: null },
				...{ sku: `VB-${at}`, barcode: String(5_700_000_000_000 + at), price: at < dearer ? "355.00" : "340.00", compare_at_price: null },
				...{ available: at % 3 > 0, position: v + 1, product_id: id, featured_image: null },
				...{ created_at: "2026-03-02T10:00:00-05:00", updated_at: "2026-10-30T08:15:00-04:00" },
			};
		});
		return {
			...{ id, title: `THE MODEL ${n}`, handle: `model-${n}`, body_html: "<p>Hand made &amp; polished. <b>Bridge: 24 mm</b></p>" },
			...{ vendor: "Nordlys", product_type: "Eyeglasses", tags: ["acetate", "bridge:24", "temple:145"], variants: list },
			images: [{ id: n, position: 1, product_id: id, variant_ids: [], src: `https://cdn.shop.example/${n}.jpg`, width: 900, height: 600 }],
			options: [
				{ name: "Color", position: 1, values: colours },
				{ name: "Size", position: 2, values: [String(44 + (n % 12))] },
			],
		};
	};
	return JSON.stringify({ products: Array.from({ length: Math.ceil(items / variants) }, (_, n) => style(n)) });
}

/** @throws Error on any refusal, and when an item does not become what it should */
export async function measureVendors(to: Served, { token, items }: { token: string; items: number }) {
	const headers = { Authorization: `Bearer ${token}` };
	const ask = (method: string, path: string, body?: string): Ask => ({
		method,
		path: `/api/v1/catalog${path}`,
		headers,
		...(body && { body }),
	});
	const said = async (what: Ask) => JSON.parse((await once(to, what)).text);
	await once(to, ask("POST", "", JSON.stringify({ name: "Nordlys", source: "upload", currency: "DKK" })));
	const changed = Math.round(items / 100);

	async function until<Seen>(look: () => Promise<Seen>, isOver: (seen: Seen) => boolean): Promise<Seen> {
		const end = performance.now() + patience;
		for (;;) {
			const seen = await look();
			if (isOver(seen)) return seen;
			if (performance.now() > end) throw new Error(`not over after half an hour: ${JSON.stringify(seen)}`);
			await new Promise((resolve) => setTimeout(resolve, pause));
		}
	}
	const linkedUntil = (states: string[]) =>
		until(
			async (): Promise<LinkRun> => (await said(ask("GET", "/nordlys/links?limit=1"))).run,
			(run) => run !== null && states.includes(run.state),
		);
	/** Where a person is to agree first, somebody does. */
	async function linked(): Promise<LinkRun> {
		const run = await linkedUntil(["planned", "done", "dropped"]);
		if (run?.state !== "planned") return run;
		await once(to, ask("POST", `/nordlys/link-runs/${run.id}/agree`, "{}"));
		return linkedUntil(["done", "dropped"]);
	}
	async function measured<Answer>(act: () => Promise<Answer>) {
		await to.worked();
		const memory = watchMemory(to.pids);
		const [from, cpu] = [performance.now(), cpuMsOf(to.pids)];
		const answer = await act();
		const seconds = Number(((performance.now() - from) / 1000).toFixed(1));
		const cpuMs = Math.round(cpuMsOf(to.pids) - cpu);
		// What only looks how far it is does not count.
		const worked = (await to.worked()).filter(({ event, path }) => event === "queue.done" || path === "/api/v1/catalog/nordlys/sync");
		const sum = (of: (one: Worked) => number) => worked.reduce((all, one) => all + of(one), 0);
		const cost = { trips: sum(({ trips }) => trips), rowsRead: sum(({ read }) => read), rowsWritten: sum(({ written }) => written) };
		return { answer, cost: { seconds, cpuMs, ...cost, ...memory() } };
	}
	const read = (body: string) =>
		measured(async () => {
			const run: Run = await said(ask("POST", "/nordlys/sync", body));
			return until(
				async (): Promise<Run> => said(ask("GET", `/nordlys/runs/${run.id}`)),
				({ status }) => status !== "queued" && status !== "running",
			);
		});
	function must(what: string, run: Run, wanted: Partial<Run>): void {
		const wrong = Object.entries(wanted).filter(([name, value]) => run[name as keyof Run] !== value);
		if (wrong.length > 0) throw new Error(`${what}: ${JSON.stringify(run)}`);
	}

	const catalog = catalogOf(items);
	const cold = await read(catalog);
	must("cold", cold.answer, { status: "done", created: items });
	const linking = await measured(linked);
	const dearer = await read(catalogOf(items, changed));
	must("a hundredth changed", dearer.answer, { status: "done", created: 0, updated: changed });
	await linked();
	const same = await read(catalogOf(items, changed));
	must("as it was", same.answer, { status: "unchanged" });
	return {
		...{ items, mebibytes: Math.round(catalog.length / 1024 / 1024) },
		...{ cold: cold.cost, hundredthChanged: dearer.cost, unchanged: same.cost },
		linking: { ...linking.cost, counts: linking.answer?.counts },
	};
}

/** Follows how much memory processes hold, until it is asked: the most there was, and what there was before. In MiB. */
function watchMemory(pids: number[]): () => { memoryBefore: number; memoryPeak: number } {
	const memoryBefore = memoryOf(pids);
	let memoryPeak = memoryBefore;
	const timer = setInterval(() => {
		memoryPeak = Math.max(memoryPeak, memoryOf(pids));
	}, 50);
	return () => {
		clearInterval(timer);
		return { memoryBefore, memoryPeak: Math.max(memoryPeak, memoryOf(pids)) };
	};
}

function memoryOf(pids: number[]): number {
	const kibibytes = pids.map((pid) => Number(/VmRSS:\s+(\d+)/.exec(statusOf(pid))?.[1] ?? 0));
	return Math.round(kibibytes.reduce((sum, held) => sum + held, 0) / 1024);
}

/** Nothing of a process that has ended. */
function statusOf(pid: number): string {
	try {
		return readFileSync(`/proc/${pid}/status`, "utf8");
	} catch {
		return "";
	}
}
