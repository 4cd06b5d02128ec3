import { sql } from "drizzle-orm";
import { answer, command } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { oneProductJson } from "./edit-product.server.ts";
import { ProductStatusChanged } from "./events.server.ts";
import { ChangeStatus } from "./input.ts";
import type { Product } from "./queries.server.ts";
import { mustBecome, type ProductStatus } from "./rules.ts";

/** Publishes, archives, takes back. @throws Refusal `product_not_found`, `version_changed`, `invalid_transition` with what is allowed */
export const changeStatus = command<typeof ChangeStatus, Product>({
	name: "catalog.change-status",
	needs: "catalog:write",
	input: ChangeStatus,
	async run({ db, work }, { productId, status, version }) {
		const here = sql`businessId = ${db.businessId} AND id = ${productId}`;
		const { product } = await db.read({
			product: first<{ status: ProductStatus; version: number }>(sql`SELECT status, version FROM products WHERE ${here}`),
		});
		if (!product) refuse("not_found", "product_not_found");
		if (version !== undefined && version !== product.version) refuse("conflict", "version_changed", { current: product.version });
		mustBecome(product.status, status);
		work.guard(sql`SELECT 1 FROM products WHERE ${here} AND status = ${product.status} AND version = CAST(${product.version} AS INTEGER)`);
		work.add(sql`UPDATE products SET status = ${status}, version = version + 1, updatedAt = ${work.now} WHERE ${here}`);
		work.record(ProductStatusChanged, {
			subject: { type: "product", id: productId },
			data: { before: { status: product.status }, after: { status } },
		});
		return answer<Product>(oneProductJson(db.businessId, productId));
	},
});
