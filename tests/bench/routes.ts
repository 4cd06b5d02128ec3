import { pin, type Till } from "./tills.ts";
import type { Ask } from "./traffic.ts";

/** What the bench knows of the business it asks for. */
export type Known = { token: string; cookie: string; storeId: string; productIds: string[]; steady: string; q: string; tills: Till[] };

/** A route of ours, and the floor it stands on: what the same statements cost with nothing around them. */
export type Route = { name: string; ask(): Ask; floor: string; onFloor(): Ask };

/** Everything that is measured, in the order it is printed. Acts come last: what they write would be read by the others. */
export function routesFor(known: Known): Route[] {
	const { token, cookie, storeId, productIds, q, tills } = known;
	const bearer = { Authorization: `Bearer ${token}` };
	const get = (path: string, headers: Record<string, string> = {}): Ask => ({ method: "GET", path, headers });
	const read = (path: string, floor: string): Route => ({
		name: `GET ${path.replace(productIds[0] ?? "", "{id}")}`,
		ask: () => get(path, bearer),
		floor: "the same statements in one read, JSON by bare Hono",
		onFloor: () => get(`/read/${floor}`),
	});
	const page = (path: string, floor: string): Route => ({
		name: `GET ${path} (page)`,
		ask: () => get(path, { Cookie: cookie, Accept: "text/html", "Sec-Fetch-Site": "same-origin" }),
		floor: "one read, a table of up to 50 rows by bare React SSR",
		onFloor: () => get(`/page/${floor}`),
	});
	const turns = rotation(productIds);
	const sale = (name: string, floor: string, headers: () => Record<string, string>): Route => ({
		name,
		ask: () => ({
			method: "POST",
			path: "/api/v1/sales",
			headers: { ...bearer, ...headers() },
			body: JSON.stringify({ storeId, productId: turns(), quantity: 1 }),
		}),
		floor: "the same statements in one read and one write, JSON by bare Hono",
		onFloor: () => ({
			method: "POST",
			path: `/act/${floor}`,
			headers: {},
			body: JSON.stringify({ productIds: [turns()] }),
		}),
	});
	const threeOf = () => [turns(), turns(), turns()];
	const saleOfThree = (): Route => ({
		name: "POST /api/v1/sales of three lines, paid by card",
		ask: () => ({
			method: "POST",
			path: "/api/v1/sales",
			headers: bearer,
			body: JSON.stringify({
				storeId,
				lines: threeOf().map((productId) => ({ productId, quantity: 1 })),
				payments: [{ method: "card" }],
			}),
		}),
		floor: "the same statements in one read and one write, JSON by bare Hono",
		onFloor: () => ({ method: "POST", path: "/act/sale-of-three", headers: {}, body: JSON.stringify({ productIds: threeOf() }) }),
	});
	const [oursInTurn, floorsInTurn] = [turnsOf(tills.length), turnsOf(tills.length)];
	const switching = (): Route => ({
		name: "POST /api/v1/auth/employee/login (PIN switch)",
		ask: () => {
			const { cookie = "", slug = "" } = tills[oursInTurn()] ?? {};
			return {
				method: "POST",
				path: "/api/v1/auth/employee/login",
				headers: { Cookie: cookie, "Sec-Fetch-Site": "same-origin" },
				body: JSON.stringify({ slug, pin }),
			};
		},
		floor: "the same statements in their two batches and one Argon2id, JSON by bare Hono",
		onFloor: () => ({ method: "POST", path: `/pin/${floorsInTurn()}`, headers: {}, body: "{}" }),
	});
	return [
		read("/api/v1/products?limit=50", "products"),
		read(`/api/v1/products?q=${encodeURIComponent(q)}`, "search"),
		read(`/api/v1/products/${productIds[0]}`, "product"),
		read("/api/v1/dashboard", "dashboard"),
		read("/api/v1/chats?limit=50", "chats"),
		page("/products", "products"),
		page("/", "home"),
		switching(),
		sale("POST /api/v1/sales", "sale", () => ({})),
		saleOfThree(),
		sale("POST /api/v1/sales with Idempotency-Key", "sale-with-key", () => ({ "Idempotency-Key": crypto.randomUUID() })),
	];
}

/** What costs a request before there is anything to do. */
export function bareFloors(): { name: string; ask(): Ask }[] {
	return [
		{ name: "bare Hono JSON", ask: () => ({ method: "GET", path: "/json", headers: {} }) },
		{ name: "bare Hono JSON after one rate-limit check", ask: () => ({ method: "GET", path: "/limit", headers: {} }) },
		{ name: "bare Hono JSON after one D1 read", ask: () => ({ method: "GET", path: "/read", headers: {} }) },
	];
}

/** 0, 1, 2 … and from the start again. */
function turnsOf(length: number): () => number {
	let turn = 0;
	return () => turn++ % length;
}

/** Product after product of those that have plenty, so that the sales of a bench empty no shelf. */
function rotation(productIds: string[]): () => string {
	const plenty = productIds.filter((_, index) => index % 20 !== 19);
	let turn = 0;
	return () => plenty[turn++ % plenty.length] ?? "";
}
