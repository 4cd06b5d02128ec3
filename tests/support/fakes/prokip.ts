import { type Context, Hono } from "hono";

/**
 * Prokip (Ultimate POS with its Connector) as far as we meet it: a bearer token of a POS user, variations with stock by location, sells that are not
 * idempotent and say their errors inside a 200, and returns. It has no webhooks, and cannot make products or set stock: those routes are not there.
 * The host is the first part of the path.
 */

export type FakeStock = {
	productId: number;
	variationId: number;
	name: string;
	sku: string;
	price: string;
	tracked: boolean;
	qty: Map<number, number>;
};
type SellLine = {
	id: number;
	product_id: number;
	variation_id: number;
	quantity: number;
	quantity_returned: string;
	unit_price: string;
	unit_price_inc_tax: string;
};
export type FakeSell = {
	id: number;
	location_id: number;
	contact_id: number;
	invoice_no: string;
	transaction_date: string;
	final_total: string;
	status: string;
	sell_lines: SellLine[];
};

/** What goes wrong with the next call. */
export type ProkipTrouble =
	| { kind: "status"; status: number; retryAfter?: string }
	| { kind: "html" }
	| { kind: "truncated" }
	/** It is done, and the answer is lost. */
	| { kind: "lost" }
	/** A sale whose teller has stopped waiting; it is done when `late` says so. */
	| { kind: "late" }
	| { kind: "fine" };

const decimal = (value: number) => value.toFixed(4);

export function fakeProkip({ token = "prokip-token", timeZone = "Africa/Lagos", currency = "NGN" } = {}) {
	const app = new Hono();
	let serial = 100;
	const erp = {
		token,
		locations: [
			{ id: 7, name: "Awesome Shop", location_id: "BL0001", is_active: 1 },
			{ id: 8, name: "Depot", location_id: "BL0002", is_active: 1 },
		],
		contacts: [
			{ id: 3, type: "supplier", name: "A supplier", is_default: 0 },
			{ id: 4, type: "customer", name: "Walk-In Customer", is_default: 1 },
		],
		/** Who may log in, and what renews a pair; each is good once. */
		login: { client_id: "12", client_secret: "client-secret", username: "owner", password: "pos-password" },
		refreshTokens: [] as string[],
		tokenLife: 31_536_000,
		stock: [] as FakeStock[],
		sells: [] as FakeSell[],
		late: [] as (() => void)[],
		returns: [] as { sell: number; lines: Map<number, number> }[],
		troubles: [] as ProkipTrouble[],
		asked: [] as string[],
		overselling: false,

		add(sku: string, qty: number, { price = "100.0000", name = sku, tracked = true, location = 7 } = {}): FakeStock {
			const [productId, variationId] = [++serial, ++serial];
			const item = { productId, variationId, name, sku, price, tracked, qty: new Map([[location, qty]]) };
			erp.stock.push(item);
			return item;
		},
		qty(sku: string, location = 7): number | undefined {
			return erp.stock.find((one) => one.sku === sku)?.qty.get(location);
		},
	};

	app.post("/:host/oauth/token", async (c) => {
		const wish = (await c.req.parseBody()) as Record<string, string>;
		erp.asked.push(`POST oauth/token ${wish.grant_type}`);
		const { client_id, client_secret, username, password } = erp.login;
		const isClient = wish.client_id === client_id && wish.client_secret === client_secret;
		const isGood =
			wish.grant_type === "password"
				? wish.username === username && wish.password === password
				: erp.refreshTokens.includes(wish.refresh_token ?? "");
		if (!isClient) return c.json({ error: "invalid_client" }, 401);
		if (!isGood) return c.json({ error: "invalid_grant", message: "The user credentials were incorrect." }, 400);
		erp.token = `token-${++serial}`;
		erp.refreshTokens = [`refresh-${serial}`];
		return c.json({ token_type: "Bearer", expires_in: erp.tokenLife, access_token: erp.token, refresh_token: erp.refreshTokens[0] });
	});

	app.use("/:host/connector/api/*", async (c, next) => {
		erp.asked.push(`${c.req.method} ${new URL(c.req.url).pathname.replace(/^\/[^/]+\/connector\/api\//, "")}`);
		const trouble = erp.troubles.shift();
		if (trouble?.kind === "status")
			return c.json(
				{ message: "Too Many Attempts." },
				trouble.status as 429,
				trouble.retryAfter ? { "Retry-After": trouble.retryAfter } : {},
			);
		if (trouble?.kind === "html") return c.html("<!doctype html><title>Login</title>");
		if (trouble?.kind === "truncated") return c.body('{"data":[{"id":1,"na', 200, { "Content-Type": "application/json" });
		if (c.req.header("Authorization") !== `Bearer ${erp.token}`)
			return c.req.header("Accept")?.includes("json") ? c.json({ message: "Unauthenticated." }, 401) : c.redirect("/login");
		if (trouble?.kind === "late") {
			const { sells = [] } = (await c.req.json()) as { sells?: SellWish[] };
			erp.late.push(() => void sells.map(sold));
			return c.html("<h1>504</h1>", 504);
		}
		await next();
		if (trouble?.kind === "lost") c.res = new Response("<h1>504</h1>", { status: 504 });
		return undefined;
	});

	const root = "/:host/connector/api";
	const missing = (c: Context, what: string) => c.json({ error: { message: `No query results for model [App\\${what}]` } }, 404);

	app.get(`${root}/business-location`, (c) => c.json({ data: erp.locations }));
	app.get(`${root}/business-location/:id`, (c) => {
		const found = erp.locations.find(({ id }) => String(id) === c.req.param("id"));
		return found ? c.json({ data: [found] }) : c.json({ data: [] });
	});
	app.get(`${root}/business-details`, (c) =>
		c.json({
			data: {
				id: 1,
				name: "Prokip demo",
				time_zone: timeZone,
				currency: { code: currency, symbol: "₦" },
				email_settings: { mail_password: "never-log-this" },
			},
		}),
	);
	app.get(`${root}/contactapi`, (c) => {
		const type = c.req.query("type");
		return paged(
			c,
			erp.contacts.filter((one) => !type || one.type === type),
		);
	});

	app.get(`${root}/variation`, (c) => {
		const { location_id: location, sku, product_id } = c.req.query();
		return paged(
			c,
			erp.stock
				// As SQL's LIKE does.
				.filter((one) => !sku || one.sku.toLowerCase().includes(sku.toLowerCase()))
				.filter((one) => !product_id || String(one.productId) === product_id)
				.map((one) => ({
					variation_id: one.variationId,
					variation_name: "DUMMY",
					sub_sku: one.sku,
					product_id: one.productId,
					product_name: one.name,
					sku: one.sku,
					type: "single",
					enable_stock: one.tracked ? 1 : 0,
					sell_price_inc_tax: one.price,
					variation_location_details: [...one.qty]
						.filter(([id]) => !location || String(id) === location)
						.map(([id, qty]) => ({ location_id: id, qty_available: decimal(qty) })),
				})),
		);
	});

	/** Pages as Laravel gives them: ten at a time, or everything, where neither links nor meta are said. */
	function paged(c: Context, rows: object[]): Response {
		const size = Number(c.req.query("per_page") ?? 10);
		if (size === -1) return c.json({ data: rows });
		const page = Number(c.req.query("page") ?? 1);
		const data = rows.slice((page - 1) * size, page * size);
		const more = page * size < rows.length;
		const path = "http://local.pos.com/connector/api/list";
		return c.json({
			data,
			links: { first: `${path}?page=1`, last: null, prev: null, next: more ? `${path}?page=${page + 1}` : null },
			meta: { current_page: page, from: 1, path, per_page: size, to: data.length },
		});
	}

	app.get(`${root}/sell`, (c) => {
		const { location_id, start_date = "0000", end_date = "9999" } = c.req.query();
		return paged(
			c,
			erp.sells.filter(
				(sell) =>
					(!location_id || String(sell.location_id) === location_id) &&
					sell.transaction_date.slice(0, 10) >= start_date &&
					sell.transaction_date.slice(0, 10) <= end_date,
			),
		);
	});
	app.get(`${root}/sell/:id`, (c) => {
		const found = erp.sells.filter(({ id }) => String(id) === c.req.param("id"));
		return found.length > 0 ? c.json({ data: found }) : missing(c, "Transaction");
	});

	type SellWish = {
		location_id?: number;
		contact_id?: number;
		transaction_date?: string;
		invoice_no?: string;
		status?: string;
		products?: Record<string, number | string>[];
	};
	app.post(`${root}/sell`, async (c) => {
		const { sells = [] } = (await c.req.json()) as { sells?: SellWish[] };
		return c.json(sells.map(sold));
	});

	function sold(wish: SellWish): object {
		const failed = (message: string) => ({ headers: {}, original: { error: { message } }, exception: null });
		const contact = erp.contacts.find(({ id }) => id === Number(wish.contact_id));
		if (!contact || contact.type === "supplier") return failed(`No query results for model [App\\Contact] ${wish.contact_id}`);
		const location = Number(wish.location_id);
		if (!erp.locations.some(({ id }) => id === location)) return failed(`No query results for model [App\\BusinessLocation] ${location}`);
		const lines = (wish.products ?? []).map((line) => ({
			line,
			item: erp.stock.find((one) => one.productId === Number(line.product_id) && one.variationId === Number(line.variation_id)),
		}));
		const unknown = lines.find(({ item }) => !item);
		if (unknown) return failed(`No query results for model [App\\Variation] ${unknown.line.variation_id}`);
		const short = lines.find(
			({ line, item }) => item?.tracked && !erp.overselling && (item.qty.get(location) ?? 0) < Number(line.quantity),
		);
		if (short) return failed(`ERROR: Mismatch between sold and purchase quantity. Product: ${short.item?.name} SKU: ${short.item?.sku}`);
		for (const { line, item } of lines)
			if (item?.tracked && wish.status !== "draft") item.qty.set(location, (item.qty.get(location) ?? 0) - Number(line.quantity));
		const sell: FakeSell = {
			id: ++serial,
			location_id: location,
			contact_id: contact.id,
			invoice_no: String(wish.invoice_no ?? `AS${serial}`),
			transaction_date: String(wish.transaction_date),
			status: wish.status ?? "final",
			final_total: decimal(lines.reduce((sum, { line }) => sum + Number(line.quantity) * Number(line.unit_price), 0)),
			sell_lines: lines.map(({ line, item }) => ({
				id: ++serial,
				product_id: item?.productId ?? 0,
				variation_id: item?.variationId ?? 0,
				quantity: Number(line.quantity),
				quantity_returned: "0.0000",
				unit_price: decimal(Number(line.unit_price)),
				unit_price_inc_tax: decimal(Number(line.unit_price)),
			})),
		};
		erp.sells.push(sell);
		return sell;
	}

	app.post(`${root}/sell-return`, async (c) => {
		const wish = (await c.req.json()) as { transaction_id: number; products: { sell_line_id: number; quantity: number }[] };
		const sell = erp.sells.find(({ id }) => id === Number(wish.transaction_id));
		if (!sell) return missing(c, "Transaction");
		// One return document a sale: what is said replaces what was said before.
		const known = erp.returns.find((one) => one.sell === sell.id);
		const there = known ?? { sell: sell.id, lines: new Map<number, number>() };
		if (!known) erp.returns.push(there);
		for (const { sell_line_id, quantity } of wish.products) {
			const line = sell.sell_lines.find(({ id }) => id === Number(sell_line_id));
			if (!line) return missing(c, "TransactionSellLine");
			const more = Number(quantity) - (there.lines.get(line.id) ?? 0);
			there.lines.set(line.id, Number(quantity));
			line.quantity_returned = decimal(Number(quantity));
			const item = erp.stock.find((one) => one.variationId === line.variation_id);
			if (item?.tracked) item.qty.set(sell.location_id, (item.qty.get(sell.location_id) ?? 0) + more);
		}
		return c.json({ id: ++serial, type: "sell_return", invoice_no: "CN1", return_parent_id: sell.id });
	});

	for (const path of ["product", "product/:id"])
		app.on(["POST", "PUT"], `${root}/${path}`, (c) => c.json({ message: "The POST method is not supported for this route." }, 405));
	for (const path of ["purchase", "stock-adjustment"]) app.post(`${root}/${path}`, (c) => c.json({ message: "" }, 404));

	return Object.assign(erp, { fetch: app.fetch });
}
export type FakeProkip = ReturnType<typeof fakeProkip>;
