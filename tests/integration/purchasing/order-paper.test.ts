import { expect, it } from "vitest";
import { draftPurchaseOrder } from "#app/purchasing/draft-purchase-order.server.ts";
import { orderPaper } from "#app/purchasing/order-paper.server.ts";
import { openShop, twoShops } from "../../support/world.ts";
import { type Product, stock } from "../sales/goods.ts";

const textsOf = (paper: Uint8Array) =>
	[...new TextDecoder("latin1").decode(paper).matchAll(/<([0-9a-f]*)> Tj/g)].map(([, hex = ""]) =>
		new TextDecoder("windows-1252").decode(Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))),
	);

it("is a PDF with every line of the order, on as many pages as it needs, in both languages", async () => {
	const shop = await openShop();
	const goods: Product[] = [];
	for (let n = 0; n < 90; n++) goods.push(await stock(shop));
	const order = await draftPurchaseOrder(await shop.tenant(), {
		...{ vendor: "Marlow & Finch", storeId: shop.storeId, note: "Til vinduet på Ærø, gerne før jul" },
		lines: goods.map(({ id }, n) => ({ productId: id, quantity: n + 1, ...(n > 0 && { unitCost: `${n}.50` }) })),
	});
	const about = { order, terms: "30 days net", store: "Nørrebro", business: "Lund & Lys", timeZone: "Europe/Copenhagen" };
	const paper = orderPaper(about, "en");
	const texts = textsOf(paper);
	expect(new TextDecoder().decode(paper.slice(0, 5))).toBe("%PDF-");
	for (const { sku } of goods) expect(texts.filter((text) => text === sku)).toHaveLength(1);
	for (const text of ["Purchase order PO-1", "Marlow & Finch", "Nørrebro", "Til vinduet på Ærø, gerne før jul", "30 days net", "Not known"])
		expect(texts).toContain(text);
	expect(texts.filter((text) => /^PO-1 · \d\/3$/.test(text))).toEqual(["PO-1 · 1/3", "PO-1 · 2/3", "PO-1 · 3/3"]);
	// 2 × 1.50 + 3 × 2.50 + … + 90 × 89.50
	const sum = goods.reduce((all, _, n) => (n === 0 ? all : all + (n + 1) * (n * 100 + 50)), 0);
	expect(texts).toContain(`${(sum / 100).toLocaleString("en-GB", { minimumFractionDigits: 2 })} DKK`);
	expect(textsOf(orderPaper(about, "da"))).toContain("Indkøbsordre PO-1");
	expect(orderPaper(about, "en")).toEqual(paper);
});

it("is handed out to whoever may read the order, and to nobody else", async () => {
	const [mine, theirs] = await twoShops();
	const { id } = await draftPurchaseOrder(await mine.tenant(), { vendor: "Marlow & Finch", storeId: mine.storeId });
	const response = await mine.call("GET", `/purchasing/orders/${id}/pdf`);
	expect([response.status, response.headers.get("Content-Type")]).toEqual([200, "application/pdf"]);
	expect((await theirs.call("GET", `/purchasing/orders/${id}/pdf`)).status).toBe(404);
});
