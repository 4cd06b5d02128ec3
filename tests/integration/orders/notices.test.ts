import { expect, it, vi } from "vitest";
import { followOrder } from "#app/orders/follow-order.server.ts";
import { endOfId } from "#app/platform/ids.ts";
import { listenTo } from "../../support/listening.ts";
import { mailsTo } from "../../support/mail.ts";
import { rowsOf, twoShops } from "../../support/world.ts";
import { stock } from "../sales/goods.ts";
import { placed } from "./web-order.ts";

it("tells open pages of an order that comes in, mails what of it is missing once, and another business hears nothing", async () => {
	const [shop, other] = await twoShops();
	const frame = await stock(shop, { quantity: 2, price: 1000 });
	const [page, elsewhere] = [await listenTo(shop), await listenTo(other)];
	const isOrder = ({ kind }: { kind: string }) => kind === "order";
	const { id: whole } = await placed(shop, [[frame, 1]], { shipping: "39" });
	await page.soon(() => expect(page.news().filter(isOrder)).toHaveLength(1));
	expect(page.news().find(isOrder)).toMatchObject({
		orderId: whole,
		number: `#${endOfId(whole)}`,
		storeId: shop.storeId,
		amount: 4900,
		short: 0,
	});

	const web = { channel: "shopify", connectionId: "web", platformOrderId: "1", platformNumber: "#1001", paid: {}, whenShort: "task" };
	const { id: short } = await placed(shop, [[frame, 3]], web);
	await page.soon(() => expect(page.news().filter(isOrder)).toHaveLength(2));
	expect(page.news().findLast(isOrder)).toMatchObject({ orderId: short, number: "#1001", short: 2 });
	expect(elsewhere.news()).toEqual([]);

	const [owner] = await rowsOf<{ email: string }>(shop, "SELECT email FROM users WHERE businessId = ? AND role = 'owner'", shop.businessId);
	const mails = async () => (await mailsTo(owner?.email ?? "")).filter(({ purpose }) => purpose === "order_short");
	// The queue may be at it already.
	await vi.waitFor(async () => expect(await mails()).toHaveLength(1), { timeout: 5000 });
	const [mail] = await mails();
	expect(mail).toMatchObject({ subject: "Order #1001 cannot be sent whole" });
	expect(mail?.text).toMatch(/2 of .*\/orders\//s);
	// The same order again is the same order, and the same fact again is no second mail.
	await placed(shop, [[frame, 3]], web);
	expect(await mails()).toHaveLength(1);
});

it("mails what is missing of an order that grew where it was sold, once", async () => {
	const [shop] = await twoShops();
	const frame = await stock(shop, { quantity: 2, price: 1000 });
	const lines = (quantity: number) => [{ productId: frame.id, platformLineId: "a", quantity, unitPrice: "10" }];
	const { id: orderId } = await placed(shop, [], { lines: lines(1), paid: {} });
	for (const quantity of [2, 4, 5]) await followOrder(await shop.tenant(), { orderId, lines: lines(quantity) });
	const [owner] = await rowsOf<{ email: string }>(shop, "SELECT email FROM users WHERE businessId = ? AND role = 'owner'", shop.businessId);
	const mails = async () => (await mailsTo(owner?.email ?? "")).filter(({ purpose }) => purpose === "order_short");
	await vi.waitFor(async () => expect(await mails()).toHaveLength(1), { timeout: 5000 });
});
