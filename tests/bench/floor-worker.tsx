import { Hono } from "hono";
import { renderToReadableStream } from "react-dom/server.node";
import { logInEmployee } from "#app/identity/log-in-employee.server.ts";
import { tenantOf } from "#app/identity/viewer.server.ts";
import { listChats } from "#app/inbox/list-chats.server.ts";
import { home } from "#app/insights/home.server.ts";
import { prediction } from "#app/insights/prediction.server.ts";
import { dashboard } from "#app/insights/queries.server.ts";
import { receiveWebhook } from "#app/channels/receive-webhook.server.ts";
import { configOf } from "#app/platform/config.server.ts";
import { newId } from "#app/platform/ids.ts";
import { hashPassword, isPassword } from "#app/platform/password.server.ts";
import { machineScope, type Meter } from "#app/platform/scope.server.ts";
import { sell } from "#app/sales/sell.server.ts";
import { listProducts } from "#app/stock/product-list.server.ts";
import { oneProduct } from "#app/stock/queries.server.ts";
import { pin, type Till } from "./tills.ts";
import { type Batch, recording, type Template, templateOf } from "./tape.ts";

// The settings it is served with bind them.
export { BusinessNews } from "../../workers/realtime/business-news.ts";
export { ChatRoom } from "../../workers/realtime/chat-room.ts";
export { ConnectionDriver } from "../../workers/channels/connection-driver.ts";

/**
 * What the same work costs with nothing of ours around it: the very statements of the product, taken down once at `POST /record`, sent again
 * raw; a JSON answer by bare Hono; a page by bare React. No session is judged, no input parsed, no event shaped, no header set.
 */

type Wanted = { token: string; storeId: string; productId: string; productIds: string[]; q: string; tills: Till[] };

const reads = new Map<string, Batch>();
const acts = new Map<string, Template>();
const switches: Template[] = [];
let pinHash = "";
let keepReceipt: Template | null = null;

const floor = new Hono<{ Bindings: Env }>();

floor.post("/record", async (c) => {
	const { token, storeId, productId, productIds, q, tills } = await c.req.json<Wanted>();
	const tape: Batch[] = [];
	const env: Env = { ...c.env, SHARD_0: recording(c.env.SHARD_0, tape), SHARD_1: recording(c.env.SHARD_1, tape) };
	/** What follows an act is not the act, and must be over before the next is taken down. */
	const background: Promise<unknown>[] = [];
	/** A request of its own each, or a later one would not have to prove who asks. */
	const asking = async () => {
		const scope = machineScope(env, configOf(c.env), (work) => void background.push(work));
		const tenant = await tenantOf({ ...scope, token: { via: "bearer", value: token } });
		if (!tenant) throw new Error("the token is none");
		return tenant;
	};
	const taken = async (act: () => Promise<unknown>) => {
		tape.length = 0;
		await act();
		const taken = [...tape];
		await Promise.all(background.splice(0));
		return taken;
	};
	const questions: Record<string, () => Promise<unknown>> = {
		products: async () => listProducts(await asking(), { limit: 50 }),
		search: async () => listProducts(await asking(), { q }),
		product: async () => oneProduct(await asking(), { productId }),
		dashboard: async () => dashboard(await asking(), {}),
		chats: async () => listChats(await asking(), { limit: 50 }),
		prediction: async () => prediction(await asking(), { productId }),
		home: async () => home(await asking(), {}),
	};
	for (const [name, ask] of Object.entries(questions)) {
		const [batch, ...others] = await taken(ask);
		if (!batch || others.length > 0) throw new Error(`${name} is not one read`);
		reads.set(name, batch);
	}
	const { business, user, session, stores } = await (await asking()).principal();
	const fixed = new Set([business.id, user.id, session.id, ...stores.map(({ id }) => id)]);
	const basket = { storeId, productId, quantity: 1 };
	acts.set("sale", templateOf(await taken(async () => sell(await asking(), basket)), [productId], fixed));
	acts.set("sale-with-key", templateOf(await taken(async () => sell(await asking(), basket, { key: newId() })), [productId], fixed));
	const three = { storeId, lines: productIds.map((id) => ({ productId: id, quantity: 1 })), payments: [{ method: "card" }] };
	acts.set("sale-of-three", templateOf(await taken(async () => sell(await asking(), three)), productIds, fixed));
	// Nothing of them is fixed but what stands in the database; the rest is new at each turn.
	for (const { cookie, slug } of tills) {
		const enrolled = cookie.slice(cookie.indexOf("=") + 1);
		const scope = () => ({
			...machineScope(env, configOf(c.env), (work) => void background.push(work)),
			device: { enrolled, pending: null },
		});
		const tape = await taken(async () => {
			const { employee, device, userId } = await logInEmployee(scope(), { slug, pin });
			for (const id of [employee.id, device.id, userId]) fixed.add(id);
		});
		switches.push(templateOf(tape, [productId], fixed));
	}
	pinHash = await hashPassword(pin);
	return c.json({ recorded: [...reads.keys(), ...acts.keys()] });
});

type Heard = { url: string; headers: Record<string, string>; body: string; fixed: string[] };

/** What keeping a delivery writes; who it is for was asked before, and does not count. */
floor.post("/record/webhook", async (c) => {
	const { url, headers, body, fixed } = await c.req.json<Heard>();
	const tape: Batch[] = [];
	const env: Env = { ...c.env, SHARD_0: recording(c.env.SHARD_0, tape), SHARD_1: recording(c.env.SHARD_1, tape) };
	const scope = machineScope(env, configOf(c.env), (work) => c.executionCtx.waitUntil(work));
	const bytes = new TextEncoder().encode(body);
	const { kept } = await receiveWebhook(scope, "shopify", { url: new URL(url), headers: new Headers(headers), body: bytes });
	if (kept !== 1) throw new Error("the delivery was kept for nobody");
	keepReceipt = templateOf(tape.slice(-1), [], new Set(fixed));
	return c.json({ recorded: tape.length });
});

floor.post("/webhook", async (c) => {
	const bytes = await c.req.arrayBuffer();
	const secret = new TextEncoder().encode(configOf(c.env).SHOPIFY_CLIENT_SECRET);
	const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
	const told = Uint8Array.from(atob(c.req.header("X-Shopify-Hmac-Sha256") ?? ""), (char) => char.charCodeAt(0));
	if (!(await crypto.subtle.verify("HMAC", key, told, bytes))) return c.json({ error: "forged" }, 401);
	const meter = fresh();
	for (const batch of keepReceipt?.turn() ?? []) await send(batch, meter);
	await c.env.WAKES.send({ connectionId: "", businessId: "", shard: 0 });
	return c.json({ kept: 1 }, 200, costs(meter));
});

floor.get("/json", (c) => c.json({ id: "018f3f6e-0000-7000-8000-000000000000", name: "Freja Havana 49", price: "1234.00", quantity: 12 }));

floor.get("/limit", async (c) => {
	const { success } = await c.env.API_CALLS.limit({ key: "floor" });
	return c.json({ success });
});

floor.get("/read", async (c) => {
	const { database, statements } = kept(reads, "products");
	const meter = fresh();
	// The first statement of every read is the one that finds the session.
	const [session] = await send({ database, statements: statements.slice(0, 1) }, meter);
	return c.json(session, 200, costs(meter));
});

floor.get("/read/:name", async (c) => {
	const meter = fresh();
	const results = await send(kept(reads, c.req.param("name")), meter);
	return c.json(results.slice(1), 200, costs(meter));
});

floor.post("/act/:name", async (c) => {
	const { productIds } = await c.req.json<{ productIds: string[] }>();
	const meter = fresh();
	let results: Rows[] = [];
	for (const batch of kept(acts, c.req.param("name")).turn(...productIds)) results = await send(batch, meter);
	return c.json(results.at(-1), 201, costs(meter));
});

floor.post("/pin/:turn", async (c) => {
	const meter = fresh();
	const [guess, ...rest] = switches[Number(c.req.param("turn"))]?.turn("") ?? [];
	if (guess) await send(guess, meter);
	const isRight = await isPassword(pin, pinHash);
	for (const batch of rest) await send(batch, meter);
	return c.json({ isRight }, 200, costs(meter));
});

floor.get("/page/:name", async (c) => {
	const meter = fresh();
	const results = await send(kept(reads, c.req.param("name")), meter);
	const rows = results.slice(1).flat().slice(0, 50);
	const body = await renderToReadableStream(
		<Page rows={rows.map((row) => (typeof row.product === "string" ? JSON.parse(row.product) : row))} />,
	);
	return c.body(body, 200, { "Content-Type": "text/html; charset=utf-8", ...costs(meter) });
});

/** What it sends to a queue is for nobody. */
export default {
	fetch: floor.fetch,
	queue(batch) {
		batch.ackAll();
	},
} satisfies ExportedHandler<Env>;

type Rows = Record<string, unknown>[];

/** One batch, one round trip. */
async function send({ database, statements }: Batch, meter: Meter): Promise<Rows[]> {
	meter.trips += 1;
	const results = await database.batch<Record<string, unknown>>(statements.map(({ sql, params }) => database.prepare(sql).bind(...params)));
	for (const { meta } of results) {
		meter.rowsRead += meta.rows_read;
		meter.rowsWritten += meta.rows_written;
	}
	return results.map((result) => result.results);
}

function fresh(): Meter {
	return { trips: 0, questions: 0, rowsRead: 0, rowsWritten: 0 };
}

function costs({ trips, rowsRead, rowsWritten }: Meter): { "Server-Timing": string } {
	return { "Server-Timing": `d1;desc="trips=${trips} read=${rowsRead} written=${rowsWritten}"` };
}

function kept<T>(where: Map<string, T>, name: string): T {
	const found = where.get(name);
	if (!found) throw new Error(`nothing recorded as ${name}`);
	return found;
}

const columns = ["name", "sku", "barcode", "vendor", "status", "price", "currency", "updatedAt"];

function Page({ rows }: { rows: Rows }) {
	return (
		<html lang="en">
			<head>
				<title>Products</title>
			</head>
			<body>
				<table>
					<thead>
						<tr>
							{columns.map((column) => (
								<th key={column}>{column}</th>
							))}
						</tr>
					</thead>
					<tbody>
						{rows.map((row, index) => (
							<tr key={String(row.id ?? index)}>
								{columns.map((column) => (
									<td key={column}>{String(row[column] ?? "")}</td>
								))}
							</tr>
						))}
					</tbody>
				</table>
			</body>
		</html>
	);
}
