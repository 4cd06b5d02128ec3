import { z } from "zod";
import { addProductsIn } from "#app/catalog/add-products.server.ts";
import { addStyle } from "#app/catalog/add-style.server.ts";
import { shortIdOf } from "#app/catalog/rules.ts";
import { command, known } from "#app/platform/command.server.ts";
import { newId } from "#app/platform/ids.ts";
import { decimalString } from "#app/platform/money.ts";
import { moveStockIn, openLevelsIn } from "#app/stock/ledger.server.ts";
import type { Cell } from "#app/stock/matrix-cells.ts";
import { isAmount } from "#app/stock/matrix-values.ts";
import { saveMatrix } from "#app/stock/save-matrix.server.ts";
import { styleMatrix } from "#app/stock/style-matrix.server.ts";
import type { Shop } from "../../support/world.ts";
import { stocked } from "./shelves.ts";

const colours = ["Black", "Havana", "Sage"];
const sizes = ["46", "49", "52"];

/** A style of three colours and three sizes in the first store, four of each. */
export async function styled(shop: Shop) {
	const style = await addStyle(await shop.tenant(), { name: "KNUD" });
	const products = [];
	for (const colour of colours)
		for (const size of sizes)
			products.push(
				await stocked(shop, {
					styleId: style.id,
					name: `KNUD ${colour} ${size}`,
					sku: `KNU-${colour.slice(0, 3).toUpperCase()}-${size}`,
					attributes: { colour, size },
					initialStock: 4,
					status: "published",
				}),
			);
	return { styleId: style.id, ids: products.map(({ id }) => id) };
}

export type Saved = { styleId: string; ids: string[] };
/** A cell that does not say what stood there was looked at just now. */
export type Wish = Omit<Cell, "was"> & { was?: Cell["was"] };

export async function save(shop: Shop, { styleId, ids }: Saved, wishes: Wish[], more: object = {}, key?: string) {
	const there = wishes.some(({ was }) => was === undefined) ? await now(shop, { styleId, ids }) : new Map();
	const cells = wishes.map((wish): Cell => {
		const said = there.get(wish.productId)?.[wish.fact] ?? null;
		return { ...wish, was: wish.was === undefined ? (isAmount(wish.fact) && said !== null ? decimalString(said, "DKK") : said) : wish.was };
	});
	return saveMatrix(await shop.tenant(), { styleId, storeId: shop.storeId, cells, ...more }, { key });
}
export const cell = (productId: string | undefined, fact: Cell["fact"], value: Cell["value"], was?: Cell["was"]): Wish => ({
	productId: productId ?? "",
	fact,
	value,
	...(was !== undefined && { was }),
});
export const now = async (shop: Shop, { styleId }: Saved) =>
	new Map((await styleMatrix(await shop.tenant(), { styleId, storeId: shop.storeId })).variants.map((variant) => [variant.id, variant]));

/** A style of many products, ten sizes of each colour, written at once. */
const loadMany = command({
	name: "tests.load-many",
	needs: "catalog:write",
	input: z.object({ styleId: z.string(), storeId: z.string(), ids: z.array(z.string()) }),
	async run({ work, principal }, { styleId, storeId, ids }) {
		addProductsIn(
			work,
			ids.map((id, index) => ({
				id,
				styleId,
				name: `Big ${index}`,
				sku: `BIG-${index}`,
				skuKey: `BIG-${index}`,
				price: 10_000,
				currency: "DKK",
				attributes: { colour: `Colour ${Math.floor(index / 10)}`, size: String(40 + (index % 10)) },
				shortId: shortIdOf(id),
				status: "published",
			})),
		);
		openLevelsIn(
			work,
			ids.map((productId) => ({ productId, storeId })),
		);
		moveStockIn(
			work,
			ids.map((productId) => ({ productId, storeId, delta: 4 })),
			{ reason: "initial", actor: (await principal()).actor },
		);
		return known({});
	},
});

export async function styleOf(shop: Shop, count: number) {
	const { id: styleId } = await addStyle(await shop.tenant(), { name: "Big" });
	const ids = Array.from({ length: count }, () => newId());
	await loadMany(await shop.tenant(), { styleId, storeId: shop.storeId, ids });
	return { matrix: { styleId, ids } };
}
