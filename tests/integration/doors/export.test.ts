import Papa from "papaparse";
import { beforeAll, expect, it } from "vitest";
import { csvLines } from "#app/platform/csv.ts";
import { exportNames } from "#app/routes/export/export-names.ts";
import { openShop, type Shop, twoShops } from "../../support/world.ts";

let shop: Shop;
beforeAll(async () => {
	shop = await openShop();
});

/** A table as a spreadsheet reads it. */
async function read(of: Shop, name: string) {
	const { status, body, headers } = await of.call("GET", `/export/${name}`);
	expect(status, name).toBe(200);
	// The mark at the front is taken off by whoever decodes the text.
	return {
		rows: Papa.parse<Record<string, string>>(String(body).replace(/^\uFEFF/, ""), { header: true, skipEmptyLines: true }).data,
		headers,
	};
}

it("every table is a file a spreadsheet opens, and none of it is run", async () => {
	const name = '=HYPERLINK("http://evil.example";"x")';
	const { body: product } = await shop.call("POST", "/api/products", {
		body: {
			name,
			sku: "+SKU,1",
			description: 'two\nlines, "quoted"',
			price: "2195.00",
			initialStock: 3,
			storeId: shop.storeId,
			vendor: "@vendor",
		},
	});
	await shop.call("PATCH", `/api/products/${product.id}/stock`, { body: { delta: -1, reason: "adjustment", note: "-1 lost" } });
	await shop.call("POST", "/api/sales", { body: { storeId: shop.storeId, productId: product.id, quantity: 1 } });

	const products = await read(shop, "products");
	expect(products.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
	expect(products.headers.get("Content-Disposition")).toMatch(/^attachment; filename="[a-z0-9-]+-products-\d{4}-\d\d-\d\d\.csv"$/);
	expect(products.rows).toMatchObject([
		{ name: `'${name}`, sku: "'+SKU,1", description: 'two\nlines, "quoted"', price: "2195.00", vendor: "'@vendor", onHand: "1" },
	]);
	const movements = await read(shop, "movements");
	expect(movements.rows.map(({ reason, delta, note }) => [reason, delta, note])).toEqual([
		["sale", "-1", ""],
		["adjustment", "-1", "'-1 lost"],
		["initial", "3", ""],
	]);
	expect((await read(shop, "orders")).rows).toMatchObject([{ units: "1", total: "2195.00", currency: "DKK", store: shop.store.name }]);
	expect((await read(shop, "order-lines")).rows).toMatchObject([{ sku: "'+SKU,1", quantity: "1", unitPrice: "2195.00" }]);
	for (const table of Object.keys(exportNames)) {
		for (const row of (await read(shop, table)).rows)
			for (const [column, cell] of Object.entries(row)) expect(cell, `${table}.${column}`).not.toMatch(/^([=+@\t\r]|-(?!\d+$))/);
	}
});

it("is a file a Danish spreadsheet opens: by semicolon, with a decimal comma", async () => {
	const danish = await openShop();
	await danish.call("POST", "/api/products", {
		body: { name: "Stel;=1+1", price: "2195.50", initialStock: 2, storeId: danish.storeId, taxRate: 12.5 },
	});
	const { body } = await danish.call("GET", "/export/products", { headers: { "Accept-Language": "da" } });
	const [row] = Papa.parse<Record<string, string>>(String(body).replace(/^\uFEFF/, ""), { header: true, delimiter: ";" }).data;
	expect(row).toMatchObject({ name: "Stel;'=1+1", price: "2195,50", taxRate: "12,5", onHand: "2" });
});

it("holds every row, page after page, and only those asked for", async () => {
	const large = await openShop();
	for (let n = 0; n < 230; n++)
		await large.call("POST", "/api/products", { body: { name: `Frame ${n}`, vendor: n < 7 ? "Asmus" : "Other" } });
	const { rows } = await read(large, "products");
	expect(new Set(rows.map(({ id }) => id)).size).toBe(230);
	expect((await read(large, "products?vendor=Asmus")).rows).toHaveLength(7);
}, 60_000);

it("is one's own business's only, and nobody's without signing in", async () => {
	const [ours, theirs] = await twoShops();
	await ours.call("POST", "/api/products", { body: { name: "Secret frame", initialStock: 1, storeId: ours.storeId } });
	for (const table of Object.keys(exportNames)) expect(JSON.stringify((await read(theirs, table)).rows), table).not.toContain("Secret");
	expect((await theirs.call("GET", `/export/stock?storeId=${ours.storeId}`)).status).toBe(403);
	expect(await shop.call("GET", "/export/passwords")).toMatchObject({ status: 404 });
	const anonymous = await shop.call("GET", "/export/products", { headers: { Cookie: "" } });
	expect([anonymous.status, anonymous.headers.get("Location")]).toEqual([302, "/sign-in?next=%2Fexport%2Fproducts"]);
});

it("leaves numbers as they are and gives text that begins like a formula an apostrophe", () => {
	expect(csvLines([[-5, "-5", "=1+1", "'=1", "'tis", "\tx", "a,b", 'say "hi"', null, "plain"]])).toBe(
		`-5,'-5,'=1+1,''=1,'tis,'\tx,"a,b","say ""hi""",,plain\r\n`,
	);
	expect(csvLines([])).toBe("");
});
