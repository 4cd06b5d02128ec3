import { Hono } from "hono";

/**
 * Vendors' shops as far as we meet them: robots.txt and the public product list of Shopify storefronts, by the first part of the path, which is the shop's
 * host. Runs in workerd for the integration tests and in Node for the browser and the demo. A shop's troubles are switched on by hand.
 */

/** What a list holds; anything may be wrong with it. */
export type Listed = { id: number } & Record<string, unknown>;

export type Shop = {
	products: Listed[];
	robots: string | null;
	/** Products of a page at most, whatever is asked for. */
	pageSize: number;
	/** Answers with an ETag, and 304 to whoever has it. */
	etags: boolean;
	/** Closed: everything leads to /password. */
	password: boolean;
	/** Takes so long over a page, in ms. */
	takes: number;
	/** Answers 429 so many times more, asking to wait so long. */
	busy: number;
	retryAfter: string | null;
	/** Answers so. */
	status: number | null;
	/** A wall against robots: a page instead of the list. */
	wall: boolean;
	/** This page breaks off in the middle. */
	halfPage: number | null;
	/** Gives page one whichever is asked for. */
	repeats: boolean;
	/** Gives this page so many times more before it goes on. */
	stutters: { page: number; times: number } | null;
	/** Before this page is given, its first product has moved back: whoever pages sees one twice. */
	shifts: number | null;
	/** After so many readings (each ends with an empty page) half of its products are gone. */
	closesAfter: number | null;
	/** Leads there. */
	movedTo: string | null;
	/** Every request, as it came. */
	asked: { path: string; page: number; agent: string; etag: string | null; at: number }[];
};

export function shopOf(products: Listed[], troubles: Partial<Shop> = {}): Shop {
	return {
		products,
		robots: "User-agent: *\nDisallow: /cart\nDisallow: /*?*variant=*\n",
		pageSize: 250,
		etags: true,
		password: false,
		takes: 0,
		busy: 0,
		retryAfter: "1",
		status: null,
		wall: false,
		halfPage: null,
		repeats: false,
		stutters: null,
		shifts: null,
		closesAfter: null,
		movedTo: null,
		asked: [],
		...troubles,
	};
}

export function fakeStorefronts(shops: Map<string, Shop>) {
	const app = new Hono();

	app.use("/:host/*", async (c, next) => {
		const shop = shops.get(c.req.param("host"));
		if (!shop) return c.text("no such shop", 502);
		const url = new URL(c.req.url);
		const path = url.pathname.slice(c.req.param("host").length + 1) + url.search;
		shop.asked.push({
			path,
			page: Number(url.searchParams.get("page") ?? 1),
			agent: c.req.header("User-Agent") ?? "",
			etag: c.req.header("If-None-Match") ?? null,
			at: Date.now(),
		});
		if (shop.movedTo) return c.redirect(shop.movedTo + path, 301);
		if (shop.password && !path.startsWith("/robots.txt")) return c.redirect("/password", 302);
		await next();
	});

	app.get("/:host/robots.txt", (c) => {
		const robots = shops.get(c.req.param("host"))?.robots;
		return robots === null || robots === undefined ? c.text("Not found", 404) : c.text(robots);
	});

	app.get("/:host/products.json", listed);
	app.get("/:host/collections/:handle/products.json", listed);

	async function listed(c: {
		req: { param(name: "host"): string; url: string; header(name: string): string | undefined };
	}): Promise<Response> {
		const shop = shops.get(c.req.param("host"));
		if (!shop) return new Response("no such shop", { status: 502 });
		const { searchParams } = new URL(c.req.url);
		if (shop.takes > 0) await new Promise((done) => setTimeout(done, shop.takes));
		if (shop.busy > 0) {
			shop.busy -= 1;
			return new Response("Too many requests", { status: 429, headers: shop.retryAfter ? { "Retry-After": shop.retryAfter } : {} });
		}
		if (shop.status) return new Response("<h1>Sorry</h1>", { status: shop.status, headers: { "Content-Type": "text/html" } });
		if (shop.wall) return new Response("<!doctype html><title>Just a moment…</title>", { headers: { "Content-Type": "text/html" } });
		const asked = Number(searchParams.get("page") ?? 1);
		const { page: twice, times } = shop.stutters ?? { page: asked, times: 0 };
		const page = shop.repeats ? 1 : asked <= twice ? asked : Math.max(twice, asked - times);
		const size = Math.min(Number(searchParams.get("limit") ?? 30), shop.pageSize);
		const from = (page - 1) * size - (shop.shifts !== null && page >= shop.shifts ? 1 : 0);
		const given = shop.products.slice(from, from + size);
		const body = JSON.stringify({ products: given });
		if (given.length === 0 && shop.closesAfter !== null && --shop.closesAfter === 0)
			shop.products = shop.products.slice(0, shop.products.length / 2);
		const etag = `W/"${await digestOf(body)}"`;
		if (shop.etags && c.req.header("If-None-Match") === etag) return new Response(null, { status: 304, headers: { ETag: etag } });
		const text = shop.halfPage === page ? body.slice(0, Math.floor(body.length / 2)) : body;
		return new Response(text, { headers: { "Content-Type": "application/json; charset=utf-8", ...(shop.etags && { ETag: etag }) } });
	}

	app.get("/:host/password", (c) => c.html("<title>Opening soon</title><form>Enter using password</form>"));
	return app;
}

async function digestOf(text: string): Promise<string> {
	const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
	return [...new Uint8Array(digest)]
		.slice(0, 8)
		.map((byte) => byte.toString(16).padStart(2, "0"))
		.join("");
}
