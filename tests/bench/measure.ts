import type { Route } from "./routes.ts";
import { type Ask, type Slice, slice, type Target } from "./traffic.ts";

/** Slices of one and the other in turn, so that what else the machine does falls on both; medians of the slices, and of the ratios of neighbours. */

type Pair = { ours: Target; floor: Target; route: Route; seconds: number; rounds: number };

/** A route beside its floor: the numbers of one JSON line. */
export async function measurePair({ ours, floor, route, seconds, rounds }: Pair) {
	const ms = seconds * 1000;
	await warm(ours, route.ask);
	await warm(floor, route.onFloor);
	const pairs: { ours: Slice; floor: Slice }[] = [];
	for (let round = 0; round < rounds; round++) {
		const first = round % 2 === 0 ? await slice(ours, route.ask, ms) : null;
		const beneath = await slice(floor, route.onFloor, ms);
		pairs.push({ ours: first ?? (await slice(ours, route.ask, ms)), floor: beneath });
	}
	return {
		...summary(pairs.map((pair) => pair.ours)),
		floor: { is: route.floor, ...summary(pairs.map((pair) => pair.floor)) },
		ratio: {
			cpu: rounded(median(pairs.map((pair) => pair.ours.cpuMs / pair.floor.cpuMs))),
			p50: rounded(median(pairs.map((pair) => pair.ours.p50 / pair.floor.p50))),
		},
	};
}

/** Asks until everything is compiled and cached, as it is in a server that has run for a while. */
async function warm(server: Target, ask: () => Ask): Promise<void> {
	for (let requests = 0, from = performance.now(); requests < 400 && performance.now() - from < 15_000; )
		requests += (await slice(server, ask, 500)).requests;
}

/** Something of the floor's own. */
export async function measureAlone(server: Target, ask: () => Ask, { seconds, rounds }: { seconds: number; rounds: number }) {
	await warm(server, ask);
	const slices: Slice[] = [];
	for (let round = 0; round < rounds; round++) slices.push(await slice(server, ask, seconds * 1000));
	return summary(slices);
}

function summary(slices: Slice[]) {
	const middle = (of: (slice: Slice) => number) => rounded(median(slices.map(of)));
	return {
		requests: slices.reduce((sum, { requests }) => sum + requests, 0),
		reqPerS: middle(({ reqPerS }) => reqPerS),
		p50: middle(({ p50 }) => p50),
		p99: middle(({ p99 }) => p99),
		cpuMs: middle(({ cpuMs }) => cpuMs),
		trips: middle(({ trips }) => trips),
		rowsRead: middle(({ rowsRead }) => rowsRead),
		rowsWritten: middle(({ rowsWritten }) => rowsWritten),
		bytes: middle(({ bytes }) => bytes),
	};
}

function median(values: number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

function rounded(value: number): number {
	return Number(value.toPrecision(4));
}
