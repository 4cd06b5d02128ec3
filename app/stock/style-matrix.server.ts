import { sql } from "drizzle-orm";
import { mostVariants, type ProductStatus } from "#app/catalog/rules.ts";
import { type Style, styleAsk } from "#app/catalog/styles.server.ts";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { StyleMatrix } from "./input.ts";

/** A product of a style with its shelf in one store (zeros without one). Money in minor units. */
export type StyleVariant = {
	id: string;
	name: string;
	sku: string;
	barcode: string | null;
	price: number | null;
	cost: number | null;
	currency: string;
	status: ProductStatus;
	imageUrl: string | null;
	attributes: Record<string, string>;
	onHand: number;
	reserved: number;
	incoming: number;
	reorderPoint: number;
	/** How many movements the shelf has had. */
	shelfVersion: number;
};

/** A style with all its products, archived ones too. @throws Refusal `style_not_found`, `store_not_yours` */
export const styleMatrix = query<typeof StyleMatrix, { style: Style; variants: StyleVariant[] }, Viewer>({
	name: "stock.style-matrix",
	needs: "catalog:read",
	input: StyleMatrix,
	async run({ tenant, db }, { styleId, storeId }) {
		const { businessId } = db;
		const { style, rows } = await db.read({
			style: styleAsk(businessId, styleId),
			rows: many<
				Omit<StyleVariant, "attributes"> & { attributes: string }
			>(sql`SELECT p.id, p.name, p.sku, p.barcode, p.price, p.cost, p.currency,
					p.status, p.imageUrl, p.attributes, COALESCE(l.onHand, 0) AS onHand, COALESCE(l.reserved, 0) AS reserved,
					COALESCE(l.incoming, 0) AS incoming, COALESCE(l.reorderPoint, 0) AS reorderPoint, COALESCE(l.version, 0) AS shelfVersion
				FROM products AS p INDEXED BY products_by_style LEFT JOIN stockLevels AS l ON l.businessId = p.businessId AND l.productId = p.id AND l.storeId = ${storeId ?? ""}
				WHERE p.businessId = ${businessId} AND p.styleId = ${styleId} ORDER BY p.id LIMIT CAST(${mostVariants} AS INTEGER)`),
		});
		if (storeId) storeOf(await tenant.principal(), storeId);
		if (!style) refuse("not_found", "style_not_found");
		return { style, variants: rows.map((row) => ({ ...row, attributes: JSON.parse(row.attributes) })) };
	},
});
