import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { newId } from "#app/platform/ids.ts";
import { maxAmount } from "#app/platform/money.ts";
import { type ChangedProducts, changeIn, type Decided, type NotChanged, type ProductNow } from "../change-products.server.ts";
import { VendorPricesTaken } from "./events.server.ts";
import { VendorKey } from "./input.ts";
import { mustExist, vendorBy } from "./vendor.server.ts";

const Price = z.int().min(0).max(maxAmount).describe("Minor units");

/** `version` is that of the product as it was looked at; `theirs` the vendor's price that `price` was made from. */
const Taken = z.object({ productId: AnyId, version: z.int().positive(), price: Price, theirs: Price });
export const TakePrices = z.object({ vendor: VendorKey, prices: z.array(Taken).min(1).max(500) });

/**
 * Takes over what a vendor's new prices make of ours, of as many products as were looked at, in one batch. What somebody has changed since is said of
 * that one. It is written down which price of the vendor's each was made from, so that none is raised by it a second time.
 * @returns as `changeProducts`; `undoChange` takes it back
 * @throws Refusal `vendor_not_found`
 */
export const takePrices = command<typeof TakePrices, ChangedProducts>({
	name: "catalog.take-vendor-prices",
	needs: "catalog:write",
	input: TakePrices,
	async run({ db, work, now }, { vendor: key, prices }) {
		const { businessId } = db;
		const { vendor, products } = await db.read({
			vendor: vendorBy(businessId, key),
			products: many<Pick<ProductNow, "id" | "name" | "version" | "price">>(sql`SELECT p.id, p.name, p.version, p.price
				FROM json_each(${JSON.stringify(prices.map(({ productId }) => productId))}) AS w
				CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = w.value`),
		});
		const { id: vendorId, name } = mustExist(vendor);
		const there = new Map(products.map((product) => [product.id, product]));
		const decided: Decided[] = [];
		const taken: { productId: string; price: number; theirs: number; before: number | null }[] = [];
		const refused: NotChanged[] = [];
		let unchanged = 0;
		for (const { productId, version, price, theirs } of new Map(prices.map((one) => [one.productId, one])).values()) {
			const product = there.get(productId);
			if (!product) refused.push({ productId, name: "", code: "product_not_found" });
			else if (product.version !== version) refused.push({ productId, name: product.name, code: "changed_since" });
			else if (product.price === price) unchanged += 1;
			else {
				decided.push({ id: productId, version, before: product.price, after: price });
				taken.push({ productId, price, theirs, before: product.price });
			}
		}
		const changeId = decided.length > 0 ? newId<"event">(now) : null;
		if (changeId) {
			changeIn(work, changeId, "price", decided);
			const byProduct = JSON.stringify(Object.fromEntries(taken.map((one) => [one.productId, one])));
			work.add(sql`UPDATE vendorLinks INDEXED BY vendorLinks_once SET priceTaken = ${byProduct} -> productId
				WHERE businessId = ${businessId} AND vendorId = ${vendorId} AND productId IN (SELECT key FROM json_each(${byProduct}))`);
			work.record(VendorPricesTaken, {
				subject: { type: "vendor", id: vendorId },
				data: { name, changeId, prices: taken.map(({ productId: id, price, theirs }) => ({ id, price, theirs })) },
			});
		}
		return known({ changed: decided.length, unchanged, refused, changeId });
	},
});
