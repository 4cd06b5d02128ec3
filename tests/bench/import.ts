import { type Ask, cpuMsOf, once, type Target } from "./traffic.ts";

/** What a file of twenty thousand products costs: sent, previewed, let in, and sent again as it was. */

type Seen = { id: string; state: string; counts: Record<string, number>; problem: unknown };
const pause = 200;
const patience = 15 * 60_000;

/** Frames with everything a shop writes about them, some 200 bytes each, in styles of twenty. */
export function fileOf(rows: number): string {
	const line = (n: number) =>
		`IMP-${n},Bench frame ${n},IMPORT ${Math.floor(n / 20)},Marlow & Finch,Frames,colour: Havana; size: ${n % 20},"A frame, of acetate, number ${n}",2195.00,730.00,${5_700_000_000_000 + n},${n % 7}\n`;
	return `SKU,Name,Style,Vendor,Category,Attributes,Description,Price,Cost,Barcode,Quantity\n${Array.from({ length: rows }, (_, n) => line(n)).join("")}`;
}

/** @throws Error on any refusal, and when a row does not become what it should */
export async function measureImport(to: Target, { token, rows }: { token: string; rows: number }) {
	const headers = { Authorization: `Bearer ${token}` };
	const ask = (method: string, path: string): Ask => ({ method, path: `/api/v1/imports${path}`, headers });
	const seen = async (id: string): Promise<Seen> => JSON.parse((await once(to, ask("GET", `/${id}`))).text);
	const csv = fileOf(rows);

	async function until(id: string, states: string[]): Promise<Seen> {
		const end = performance.now() + patience;
		for (;;) {
			const now = await seen(id);
			if (states.includes(now.state)) return now;
			if (now.state === "failed" || performance.now() > end) throw new Error(`the import is ${now.state}: ${JSON.stringify(now.problem)}`);
			await new Promise((resolve) => setTimeout(resolve, pause));
		}
	}
	async function timed<Answer>(act: () => Promise<Answer>) {
		const [from, cpu] = [performance.now(), cpuMsOf(to.pids)];
		const answer = await act();
		return { answer, ms: Math.round(performance.now() - from), cpuMs: Math.round(cpuMsOf(to.pids) - cpu) };
	}
	const send = () =>
		timed(
			async (): Promise<Seen> =>
				JSON.parse((await once(to, { ...ask("POST", ""), headers: { ...headers, "Content-Type": "text/csv" }, body: csv })).text),
		);
	const cost = ({ ms, cpuMs }: { ms: number; cpuMs: number }) => ({ ms, cpuMs, rowsPerS: Math.round(rows / (ms / 1000)) });

	const sent = await send();
	const preview = await timed(() => until(sent.answer.id, ["ready"]));
	const run = await timed(async () => {
		await once(to, ask("POST", `/${sent.answer.id}/start`));
		return until(sent.answer.id, ["done"]);
	});
	if (run.answer.counts.created !== rows) throw new Error(`of ${rows} rows: ${JSON.stringify(run.answer.counts)}`);
	const again = await send();
	const nothing = await timed(() => until(again.answer.id, ["ready"]));
	if (nothing.answer.counts.unchanged !== rows) throw new Error(`again: ${JSON.stringify(nothing.answer.counts)}`);
	return {
		...{ rows, bytes: csv.length, sentMs: sent.ms },
		...{ preview: cost(preview), run: cost(run), previewOfTheSame: cost(nothing) },
	};
}
