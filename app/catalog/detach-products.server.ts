import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { setStyleIn, styleAndProducts } from "./attach-products.server.ts";
import { ProductsDetached } from "./events.server.ts";
import { StyleProducts } from "./input.ts";

/** Takes products out of a style; they stay products. Those that are not of it are not counted. @throws Refusal `style_not_found`, `product_not_found` */
export const detachProducts = command<typeof StyleProducts, { changed: number; products: number }>({
	name: "catalog.detach-products",
	needs: "catalog:write",
	input: StyleProducts,
	async run({ db, work }, { styleId, productIds }) {
		const { style, found } = await styleAndProducts(db, styleId, productIds);
		const leaving = found.filter((product) => product.styleId === styleId).map(({ id }) => id);
		if (leaving.length > 0) {
			setStyleIn(work, leaving, sql`NULL`);
			work.record(ProductsDetached, { subject: { type: "style", id: styleId }, data: { name: style.name, productIds: leaving } });
		}
		return known({ changed: leaving.length, products: style.products - leaving.length });
	},
});
