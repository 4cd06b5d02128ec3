import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { expect, it } from "vitest";

it("fills a shelf that never held anything, and none that has sold out since, however long ago that was", async () => {
	const asked: string[] = [];
	const answers: Record<string, unknown> = {
		"/api/v1/settings": { stores: [{ id: "store-of-the-demo", name: "Copenhagen" }] },
		"/api/v1/products": { items: ["out", "bare", "new", "full"].map((id) => ({ id, sku: id, status: "published" })), nextCursor: null },
		"/api/v1/inventory": {
			items: [
				{ productId: "out", quantity: 0 },
				{ productId: "bare", quantity: 0 },
				{ productId: "full", quantity: 3 },
			],
			nextCursor: null,
		},
		"/api/v1/products/out/movements": { items: [{ reason: "sale" }], nextCursor: null },
		"/api/v1/products/bare/movements": { items: [], nextCursor: null },
	};
	const shop = createServer((request, response) => {
		const { pathname } = new URL(request.url ?? "/", "http://shop.example");
		if (/movements|receive/.test(pathname)) asked.push(pathname.replace("/api/v1/products/", ""));
		response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(answers[pathname] ?? {}));
	}).listen(0, "127.0.0.1");
	await once(shop, "listening");
	const address = shop.address();
	const port = typeof address === "object" && address ? address.port : 0;
	const child = spawn(process.execPath, ["scripts/seed-demo-stock.mjs"], {
		env: { ...process.env, SHOP_URL: `http://127.0.0.1:${port}`, SHOP_TOKEN: "token" },
		stdio: ["ignore", "ignore", "inherit"],
	});
	const [status] = await once(child, "exit");
	shop.close();
	expect(status).toBe(0);
	expect(asked).toEqual(["out/movements", "bare/movements", "bare/receive", "new/receive"]);
}, 30_000);
