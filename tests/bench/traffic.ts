import { readFileSync } from "node:fs";
import { Agent, type IncomingHttpHeaders, request } from "node:http";

/** Asks a server the same thing over and over and notes what it took. */

export type Ask = { method: string; path: string; headers: Record<string, string>; body?: string };
export type Answer = { headers: IncomingHttpHeaders; bytes: number; text: string };
export type Target = { url: string; pids: number[]; agent: Agent };

/** What a slice of time showed, per request. `cpuMs` is over all processes of the server, D1 numbers are the server's own account. */
export type Slice = {
	requests: number;
	reqPerS: number;
	p50: number;
	p99: number;
	cpuMs: number;
	trips: number;
	rowsRead: number;
	rowsWritten: number;
	bytes: number;
};

export const concurrency = 16;

/** A server as asked from here: over kept-alive sockets. */
export function target({ url, pids }: { url: string; pids: number[] }): Target {
	return { url, pids, agent: new Agent({ keepAlive: true, maxSockets: concurrency }) };
}

/** Asks for `ms` with as many askers as there are sockets; all begun requests are finished and counted. @throws Error on any answer that is not 2xx */
export async function slice(to: Target, next: () => Ask, ms: number): Promise<Slice> {
	const times: number[] = [];
	const sums = { trips: 0, rowsRead: 0, rowsWritten: 0, bytes: 0 };
	const cpuBefore = cpuMsOf(to.pids);
	const begin = performance.now();
	const end = begin + ms;
	await Promise.all(
		Array.from({ length: concurrency }, async () => {
			while (performance.now() < end) {
				const from = performance.now();
				const { headers, bytes } = await once(to, next());
				times.push(performance.now() - from);
				const cost = costOf(headers);
				sums.trips += cost.trips;
				sums.rowsRead += cost.rowsRead;
				sums.rowsWritten += cost.rowsWritten;
				sums.bytes += bytes;
			}
		}),
	);
	const took = performance.now() - begin;
	const cpu = cpuMsOf(to.pids) - cpuBefore;
	times.sort((a, b) => a - b);
	const n = times.length;
	return {
		requests: n,
		reqPerS: (n * 1000) / took,
		p50: at(times, 0.5),
		p99: at(times, 0.99),
		cpuMs: cpu / n,
		trips: sums.trips / n,
		rowsRead: sums.rowsRead / n,
		rowsWritten: sums.rowsWritten / n,
		bytes: sums.bytes / n,
	};
}

/** One request to its end. @throws Error on any answer that is not 2xx */
export function once(to: Target, ask: Ask): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const body = ask.body === undefined ? undefined : Buffer.from(ask.body);
		const headers = body ? { "Content-Type": "application/json", ...ask.headers, "Content-Length": String(body.byteLength) } : ask.headers;
		const sent = request(to.url + ask.path, { method: ask.method, headers, agent: to.agent }, (response) => {
			const parts: Buffer[] = [];
			response.on("data", (part: Buffer) => parts.push(part));
			response.on("error", reject);
			response.on("end", () => {
				const all = Buffer.concat(parts);
				const status = response.statusCode ?? 0;
				if (status < 200 || status > 299)
					reject(new Error(`${ask.method} ${ask.path} answered ${status}: ${all.toString().slice(0, 500)}`));
				else
					resolve({
						headers: response.headers,
						bytes: all.byteLength,
						get text() {
							return all.toString();
						},
					});
			});
		});
		sent.on("error", reject);
		sent.end(body);
	});
}

/** D1 round trips and rows, as the answer's Server-Timing says. */
export function costOf(headers: IncomingHttpHeaders): { trips: number; rowsRead: number; rowsWritten: number } {
	const match = /d1;desc="trips=(\d+) read=(\d+) written=(\d+)"/.exec(String(headers["server-timing"] ?? ""));
	const [trips = 0, rowsRead = 0, rowsWritten = 0] = (match ?? []).slice(1).map(Number);
	return { trips, rowsRead, rowsWritten };
}

function at(sorted: number[], part: number): number {
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** CPU time of processes so far, user and system, children not included. The kernel counts in hundredths of a second. */
export function cpuMsOf(pids: number[]): number {
	let ticks = 0;
	for (const pid of pids) {
		const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
		const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
		ticks += Number(fields[11]) + Number(fields[12]);
	}
	return ticks * 10;
}
