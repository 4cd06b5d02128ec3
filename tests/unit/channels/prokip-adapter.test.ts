import { beforeEach, expect, it, vi } from "vitest";
import { prokip } from "#app/channels/adapters/prokip.server.ts";
import type { Link } from "#app/channels/contract.ts";
import type { ErpSale } from "#app/channels/sales-book.ts";
import { PlatformTrouble } from "#app/channels/trouble.ts";
import { settings } from "../../support/channels/shopify-link.ts";
import { type FakeProkip, fakeProkip } from "../../support/fakes/prokip.ts";

let erp: FakeProkip;
beforeEach(() => {
	erp = fakeProkip();
	vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
		const request = new Request(input, init);
		if (!request.url.startsWith("http://prokip.test/api.prokip.africa/")) throw new Error(`nothing answers at ${request.url}`);
		return erp.fetch(request);
	});
	return () => vi.restoreAllMocks();
});

function linked(credentials: Record<string, string> = {}): Link {
	return {
		storeUrl: "https://api.prokip.africa",
		credentials: { token: erp.token, locationId: "7", contactId: "4", timeZone: "Africa/Lagos", ...credentials },
		shop: { currency: "NGN", locationId: "7" },
		cfg: { ...settings, PROKIP_MOCK_URL: "http://prokip.test" },
		now: Date.now(),
		async keep() {},
	};
}
const book =
	prokip.sales ??
	(() => {
		throw new Error("no book");
	})();
const at = Date.parse("2026-11-20T23:30:00Z");
const sale = (lines: ErpSale["lines"], ref = "SHOPIFY-1001"): ErpSale => ({ ref, at, note: "Shopify #1001", decimals: 2, lines });
const of = (sku: string, quantity: number, total: number) => {
	const item = erp.stock.find((one) => one.sku === sku);
	return { variantId: String(item?.variationId), productId: String(item?.productId), quantity, total };
};
async function troubleOf(work: Promise<unknown>): Promise<PlatformTrouble> {
	const error = await work.then(
		() => null,
		(caught: unknown) => caught,
	);
	if (!(error instanceof PlatformTrouble)) throw new Error("it ended in no trouble", { cause: error });
	return error;
}

it("says plainly what it cannot do, and does none of it", async () => {
	expect(prokip.capabilities).toMatchObject({
		canSetStock: false,
		hasWebhooks: false,
		hasOrders: false,
	});
	expect(prokip.makes).toBeUndefined();
	const wish = { ref: "r", productId: "", variantId: "1", inventoryId: null, locationId: "7", quantity: 1, seen: null, key: "k" };
	expect(await prokip.pushLevels(linked(), [wish])).toEqual([{ ref: "r", kind: "refused", reason: "not_allowed", said: "" }]);
	expect(erp.asked).toEqual([]);
});

it("proves a token by the location, and learns the clock and the customer of its sales; passwords it is shown go nowhere", async () => {
	const proven = await prokip.prove(linked());
	expect(proven).toMatchObject({ name: "Prokip demo · Awesome Shop", currency: "NGN", locations: [{ id: "7", name: "Awesome Shop" }] });
	expect(proven.credentials).toEqual({ token: "prokip-token", locationId: "7", contactId: "4", timeZone: "Africa/Lagos" });
	expect(proven.storeUrl).toBe("https://api.prokip.africa#7");
	expect(await troubleOf(prokip.prove(linked({ token: "wrong" })))).toMatchObject({ kind: "expired", reason: "keys_refused" });
	expect(await troubleOf(prokip.prove(linked({ locationId: "9" })))).toMatchObject({ kind: "refused", said: "7 Awesome Shop, 8 Depot" });
});

it("renews a pair before it runs out and after it was taken back, keeps the new one, and says so when nothing renews it any more", async () => {
	const kept: Record<string, string>[] = [];
	const pair = (more: Record<string, string>) => ({
		...linked({ clientId: "12", clientSecret: "client-secret", refreshToken: "refresh-0", ...more }),
		keep: async (credentials: Record<string, string>) => void kept.push(credentials),
	});
	erp.refreshTokens = ["refresh-0"];
	await prokip.pullProducts(pair({ expiresAt: String(Date.now() + 60_000) }), null);
	expect(kept).toMatchObject([{ token: erp.token, refreshToken: erp.refreshTokens[0], locationId: "7", contactId: "4" }]);
	// One of an hour is as good for the next piece of work.
	erp.tokenLife = 3600;
	const brief = pair({ expiresAt: String(Date.now() + 60_000), refreshToken: erp.refreshTokens[0] ?? "" });
	for (const one of [brief, brief]) await prokip.pullProducts(one, null);
	await prokip.pullProducts(pair(kept[1] ?? {}), null);
	expect(kept).toHaveLength(2);
	const link = pair({ token: "taken-back", refreshToken: erp.refreshTokens[0] ?? "", expiresAt: String(Date.now() + 9e9) });
	await prokip.pullProducts(link, null);
	expect(kept.at(-1)?.token).toBe(erp.token);
	expect(await troubleOf(prokip.pullProducts(pair({ token: "taken-back", refreshToken: "spent" }), null))).toMatchObject({
		kind: "expired",
	});
});

it("pulls every variation over pages, with what stands at its location", async () => {
	for (let n = 0; n < 130; n++) erp.add(`S-${n}`, n, { price: "1299.5000" });
	erp.add(" Line\nBreak ", 3);
	erp.add("SERVICE", 0, { tracked: false });
	erp.add("ELSEWHERE", 9, { location: 8 });
	const first = await prokip.pullProducts(linked(), null);
	const second = await prokip.pullProducts(linked(), first.next);
	expect([first.items.length, second.items.length, second.next]).toEqual([100, 33, null]);
	expect(second.items[29]).toMatchObject({ sku: "S-129", price: 129950, quantity: 129, tracksStock: true });
	expect(second.items.slice(30)).toMatchObject([
		{ sku: "Line Break", quantity: 3 },
		{ sku: "SERVICE", tracksStock: false, quantity: null },
		{ sku: "ELSEWHERE", quantity: 0 },
	]);
});

it("writes a sale down by the shop's own clock, for what was paid, and lowers the shelf", async () => {
	erp.add("A", 5);
	erp.add("B", 5);
	const sold = await book.sell(linked(), sale([of("A", 3, 59_985), of("B", 1, 1000)]));
	expect(erp.sells).toMatchObject([
		{ invoice_no: "SHOPIFY-1001", transaction_date: "2026-11-21 00:30:00", contact_id: 4, final_total: "609.8500", status: "final" },
	]);
	expect(sold.id).toBe(String(erp.sells[0]?.id));
	expect(erp.sells[0]?.sell_lines.map(({ quantity, unit_price }) => [quantity, unit_price])).toEqual([
		[3, "199.9500"],
		[1, "10.0000"],
	]);
	expect([erp.qty("A"), erp.qty("B")]).toEqual([2, 4]);
});

it("finds again what was written down though nobody answered, among sales of others however they are written", async () => {
	erp.add("A", 5);
	const told = sale([of("A", 1, 100)]);
	expect(await book.find(linked(), told)).toBeNull();
	erp.troubles.push({ kind: "lost" });
	expect(await troubleOf(book.sell(linked(), told))).toMatchObject({ kind: "temporary" });
	const [ours] = erp.sells;
	const strange = { ...ours, id: 1, invoice_no: 77, sell_lines: [{ quantity: "one" }] };
	Object.assign(erp.sells, [strange, ours]);
	expect(await book.find(linked(), told)).toEqual({ id: String(ours?.id) });
	expect(await book.find(linked(), { ...told, ref: "SHOPIFY-1002" })).toBeNull();
});

it("hears the refusal inside a 200, and that nothing was lowered", async () => {
	erp.add("A", 1);
	const short = await troubleOf(book.sell(linked(), sale([of("A", 2, 200)])));
	expect(short).toMatchObject({
		kind: "refused",
		reason: "refused",
		said: expect.stringContaining("Mismatch between sold and purchase quantity"),
	});
	const nobody = await troubleOf(book.sell(linked({ contactId: "999" }), sale([of("A", 1, 100)])));
	expect(nobody.said).toBe("No query results for model [App\\Contact] 999");
	expect([erp.sells.length, erp.qty("A")]).toEqual([0, 1]);
});

it("takes pieces back by how many came back in all, so that saying it twice changes nothing", async () => {
	erp.add("A", 5);
	const { id } = await book.sell(linked(), sale([of("A", 3, 300)]));
	const { variantId } = of("A", 0, 0);
	const back = (quantity: number) => book.giveBack(linked(), id, [{ variantId, quantity }]);
	await back(1);
	await back(1);
	expect(erp.qty("A")).toBe(3);
	await back(3);
	expect([erp.qty("A"), erp.returns.length]).toEqual([5, 1]);
	expect(await troubleOf(book.giveBack(linked(), "1", []))).toMatchObject({ kind: "refused" });
});

it.each([
	["a page instead of an answer", { kind: "html" }, { kind: "temporary", reason: "not_json" }],
	["an answer that breaks off", { kind: "truncated" }, { kind: "temporary", reason: "cut_off" }],
	["too many attempts", { kind: "status", status: 429, retryAfter: "9" }, { kind: "throttled", retryAfter: 9 }],
	["no permission", { kind: "status", status: 403 }, { kind: "refused", reason: "permission_missing" }],
] as const)("says %s in a trouble of ours", async (_, trouble, expected) => {
	erp.troubles.push(trouble);
	expect(await troubleOf(prokip.pullProducts(linked(), null))).toMatchObject(expected);
});
