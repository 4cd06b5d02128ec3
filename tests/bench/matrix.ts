import { type Ask, costOf, cpuMsOf, once, type Target } from "./traffic.ts";

/** What a style of five hundred products costs: opened, and saved in one request, whatever its cells are. */

const products = 500;
const columns = 20;

type Saves = { token: string; storeId: string; saves: number };
type Made = { items: { id: string }[] };

/** One save after the other, each of five hundred shelves; then of as many shelves and prices together. @throws Error on any refusal */
export async function measureMatrix(to: Target, { token, storeId, saves }: Saves) {
	const headers = { Authorization: `Bearer ${token}` };
	const send = (method: string, path: string, body?: object): Ask => ({
		method,
		path: `/api/v1/styles${path}`,
		headers,
		...(body && { body: JSON.stringify(body) }),
	});
	const style: { id: string } = JSON.parse((await once(to, send("POST", "", { name: "Bench matrix" }))).text);
	const variants = Array.from({ length: products }, (_, n) => ({ row: `Row ${Math.floor(n / columns)}`, column: `${n % columns}` }));
	const made: Made = JSON.parse((await once(to, send("POST", `/${style.id}/variants`, { storeId, variants, price: "100.00" }))).text);
	const shelves = (turn: number) =>
		made.items.map(({ id }) => ({
			productId: id,
			fact: "onHand",
			value: turn % 2 === 0 ? 4 : 7,
			was: turn === 0 ? 0 : turn % 2 === 0 ? 7 : 4,
		}));
	const price = (turn: number) => (turn % 2 === 0 ? "100.00" : "120.00");
	const prices = (turn: number) => made.items.map(({ id }) => ({ productId: id, fact: "price", value: price(turn + 1), was: price(turn) }));
	const save = (cells: object[]) => send("PUT", `/${style.id}/matrix`, { storeId, cells });
	let turn = 0;
	let priced = 0;
	return {
		opening: await measured(to, saves, () => send("GET", `/${style.id}/matrix?storeId=${storeId}`)),
		shelves: await measured(to, saves, () => save(shelves(turn++))),
		shelvesAndPrices: await measured(to, saves, () => {
			return save([...shelves(turn++), ...prices(priced++)]);
		}),
	};
}

async function measured(to: Target, times: number, next: () => Ask) {
	for (let n = 0; n < 6; n++) await once(to, next());
	const took: number[] = [];
	let cost = { trips: 0, rowsRead: 0, rowsWritten: 0 };
	let bytes = 0;
	const cpuBefore = cpuMsOf(to.pids);
	for (let n = 0; n < times; n++) {
		const ask = next();
		const from = performance.now();
		const answer = await once(to, ask);
		took.push(performance.now() - from);
		cost = costOf(answer.headers);
		bytes = (ask.body?.length ?? 0) + answer.bytes;
	}
	took.sort((a, b) => a - b);
	const at = (part: number) => Number((took[Math.min(took.length - 1, Math.floor(took.length * part))] ?? 0).toPrecision(4));
	return {
		requests: times,
		p50: at(0.5),
		p99: at(0.99),
		cpuMs: Number(((cpuMsOf(to.pids) - cpuBefore) / times).toPrecision(4)),
		...cost,
		bytes,
	};
}
