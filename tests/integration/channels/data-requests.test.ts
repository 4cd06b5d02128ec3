import { beforeAll, expect, it } from "vitest";
import { home } from "#app/insights/home.server.ts";
import { day } from "#app/platform/time.ts";
import { mailsTo } from "../../support/mail.ts";
import { connected, deliverAll, onlyShopifyAnswers, openShopifyShop } from "../../support/shopify.ts";
import { drive } from "../../support/woo.ts";
import { rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { stock } from "../sales/goods.ts";

beforeAll(onlyShopifyAnswers);

const uri = "http://storekeep.test/connections/webhook/shopify";
const mailsOf = async (email: string) => (await mailsTo(email)).filter(({ purpose }) => purpose === "data_request");
const needOf = async (shop: Shop) => (await home(await shop.tenant(), {})).needs.find(({ kind }) => kind === "dataRequests");

it("tells who may answer, once for each request, what is held of a customer, hands out the file, and marks it answered", async () => {
	const [shop, other] = await twoShops();
	const store = openShopifyShop();
	const connection = await connected(shop, store);
	const product = await stock(shop, { quantity: 10 });
	store.add({ title: "A", variants: [{ sku: product.sku, price: "500.00", available: 10 }] });
	await drive(shop, connection);
	const ada = store.order({ lines: [{ sku: product.sku }] });
	await deliverAll(store);
	await drive(shop, connection);
	const requests = `/api/channels/${connection.connectionId}/data-requests`;
	const ask = (request: number, order = ada) => {
		const body = `{"customer":{"id":${order.customer?.id},"email":"${order.customer?.email}"},"orders_requested":[${order.id}],"data_request":{"id":${request}}}`;
		store.owe("customers/data_request", body, undefined, uri);
		return deliverAll(store, { duplicate: 100 });
	};
	expect(await ask(9)).toEqual([200, 200]);
	// The same request by another delivery.
	await ask(9);
	const { items } = (await shop.call("GET", requests)).body;
	expect(items).toEqual([
		expect.objectContaining({
			answeredAt: null,
			orders: 1,
			looseOrders: [],
			people: [expect.objectContaining({ name: expect.any(String) })],
		}),
	]);
	expect(Date.parse(items[0].dueAt) - Date.parse(items[0].askedAt)).toBe(30 * day);
	const mails = await mailsOf(shop.email);
	expect(mails).toHaveLength(1);
	expect(mails[0]?.text).toContain("one person and one order");
	expect(mails[0]?.text).toContain(`/settings/channels/${connection.connectionId}#requests`);
	expect(mails[0]?.text).not.toContain(items[0].people[0].name);
	expect(await mailsOf(other.email)).toEqual([]);
	expect(await needOf(shop)).toMatchObject({ count: 1, connectionId: connection.connectionId });
	const file = await shop.call("GET", `/customers/${items[0].people[0].id}/record`);
	expect([file.status, file.body.purchases.length]).toEqual([200, 1]);
	const html = (await shop.call("GET", `/settings/channels/${connection.connectionId}`)).body;
	expect(html).toContain(`/customers/${items[0].people[0].id}/record`);

	const answered = `${requests}/${items[0].id}/answered`;
	expect((await other.call("POST", answered, { body: {} })).status).toBe(404);
	expect((await shop.call("POST", `${requests}/${items[0].people[0].id}/answered`, { body: {} })).body.code).toBe("data_request_not_found");
	for (let n = 0; n < 2; n++) expect((await shop.call("POST", answered, { body: {} })).body).toEqual({ requestId: items[0].id });
	expect((await shop.call("GET", requests)).body.items).toMatchObject([{ answeredBy: "Owner", answeredAt: expect.any(String) }]);
	expect(await needOf(shop)).toBeUndefined();
	// Asked anew, it is another request; told again of the first, it stays answered. Of somebody nobody knows, there is nothing.
	await ask(9);
	await ask(10, {
		...ada,
		id: store.newId(),
		customer: { ...ada.customer, id: store.newId(), email: "nobody@buyer.example" },
	} as typeof ada);
	expect((await shop.call("GET", requests)).body.items).toMatchObject([
		{ answeredAt: null, people: [], orders: 0 },
		{ answeredBy: "Owner" },
	]);
	expect((await mailsOf(shop.email)).at(-1)?.text).toContain("Here we hold nothing of them.");
	expect((await other.call("GET", requests)).status).toBe(404);

	// However many came after it, what waits is there, and first.
	await rowsOf(
		shop,
		`WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 60)
			INSERT INTO dataRequests (businessId, id, connectionId, requestKey, people, orders, looseOrders, askedAt, answeredAt)
			SELECT businessId, 'later' || value, connectionId, 'later' || value, '[]', 0, '[]', askedAt + value + 1, askedAt FROM dataRequests, n
			WHERE businessId = ? AND answeredAt IS NULL`,
		shop.businessId,
	);
	const many = (await shop.call("GET", requests)).body.items;
	expect([many.length, many[0]]).toMatchObject([51, { answeredAt: null }]);
	await rowsOf(shop, "DELETE FROM dataRequests WHERE businessId = ? AND id LIKE 'later%'", shop.businessId);

	// Whoever is forgotten is in nobody's file.
	await shop.call("POST", `/api/customers/${items[0].people[0].id}/erase`, { body: {} });
	expect((await shop.call("GET", requests)).body.items[1].people).toEqual([]);
});
