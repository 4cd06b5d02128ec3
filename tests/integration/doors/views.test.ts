import { expect, it } from "vitest";
import { openShop, twoShops } from "../../support/world.ts";

it("a list is kept, listed, renamed by whoever saw it last, chosen and forgotten; the same key keeps it once", async () => {
	const shop = await openShop();
	const keep = () =>
		shop.call("POST", "/api/v1/views", {
			body: { name: "Running low", query: "stock=low" },
			headers: { "Idempotency-Key": "keep-it-once" },
		});
	const kept = await keep();
	expect(kept).toMatchObject({ status: 201, body: { name: "Running low", query: "stock=low", isShared: false, isMine: true, version: 1 } });
	expect((await keep()).body).toEqual(kept.body);
	const path = `/api/v1/views/${kept.body.id}`;
	expect(await shop.call("PATCH", path, { body: { name: "Low" }, headers: { "If-Match": '"7"' } })).toMatchObject({
		status: 409,
		body: { code: "version_changed" },
	});
	expect(await shop.call("PATCH", path, { body: { name: "Low", isShared: true }, headers: { "If-Match": '"1"' } })).toMatchObject({
		status: 200,
		body: { name: "Low", isShared: true, version: 2 },
	});
	expect(await shop.call("PUT", "/api/v1/views/chosen", { body: { viewId: kept.body.id } })).toMatchObject({ status: 200 });
	expect((await shop.call("GET", "/api/views")).body).toMatchObject({ items: [{ id: kept.body.id, name: "Low" }], chosen: kept.body.id });
	expect(await shop.call("DELETE", path)).toMatchObject({ status: 200, body: { name: "Low", query: "stock=low", isShared: true } });
	expect((await shop.call("GET", "/api/v1/views")).body).toEqual({ items: [], nextCursor: null, chosen: null });
	expect(await shop.call("DELETE", path)).toMatchObject({ status: 404, body: { code: "view_not_found" } });
});

it("what is no address, or another business's, is refused", async () => {
	const [shop, other] = await twoShops();
	expect(await shop.call("POST", "/api/v1/views", { body: { name: "Bad", query: "<script>" } })).toMatchObject({
		status: 400,
		body: { code: "validation_failed" },
	});
	const { body: theirs } = await other.call("POST", "/api/v1/views", { body: { name: "Theirs", query: "q=a", isShared: true } });
	expect((await shop.call("GET", "/api/v1/views")).body.items).toEqual([]);
	expect(await shop.call("PUT", "/api/v1/views/chosen", { body: { viewId: theirs.id } })).toMatchObject({ status: 404 });
	expect(await shop.call("PATCH", `/api/v1/views/${theirs.id}`, { body: { name: "Mine" } })).toMatchObject({ status: 404 });
	expect((await other.call("GET", "/api/v1/views")).body.items).toEqual([theirs]);
});

it("the page opens with the chosen list, and with all of it for whoever asks for that", async () => {
	const shop = await openShop();
	const { body: view } = await shop.call("POST", "/api/v1/views", { body: { name: "Drafts", query: "status=draft" } });
	const html = { headers: { Accept: "text/html" } };
	expect((await shop.call("GET", "/products", html)).status).toBe(200);
	await shop.call("PUT", "/api/v1/views/chosen", { body: { viewId: view.id } });
	const opened = await shop.call("GET", "/products", html);
	expect(opened.status).toBe(302);
	expect(opened.headers.get("Location")).toBe(`/products?status=draft&view=${view.id}`);
	expect((await shop.call("GET", "/products?view=all", html)).status).toBe(200);
});
