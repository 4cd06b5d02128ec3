import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { addProductsIn, addStylesIn } from "#app/catalog/add-products.server.ts";
import { ProductsAdded, StylesAdded, StylesRemoved } from "#app/catalog/events.server.ts";
import { removeMadeIn, unusedStyles } from "#app/catalog/remove-made.server.ts";
import { skuKeyOf } from "#app/catalog/rules.ts";
import { linkAddedIn } from "#app/catalog/vendors/linking/decide-link.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { newId } from "#app/platform/ids.ts";
import { takeBackProductsIn } from "#app/stock/take-back-products.server.ts";
import { VendorItemsAdded } from "../events.server.ts";
import { addableItems, additionBy, type AdditionRow, askForPicturesIn, moveAdditionIn, Which } from "./addition.server.ts";
import { pictureCopier } from "./copy-pictures.server.ts";
import { type Addable, planAddition, styleKey } from "./plan.ts";

/** Items of one batch. */
const pageSize = 100;

const Page = z.object({ addition: z.custom<AdditionRow>() });
const Listed = Page.extend({
	/** All items that are left to go through, in order, where the asking names two snapshots. */
	listed: z.custom<string[]>().optional(),
});
type Went = { wasNext: boolean };

const isNext = (found: AdditionRow | undefined, { state, position }: AdditionRow): found is AdditionRow =>
	found?.state === state && found.position === position;

/** Makes the next items products, with their styles and links, in one batch that also says how far it is. */
export const addPage = command<typeof Listed, Went>({
	name: "purchasing.add-vendor-items",
	needs: "catalog:write",
	input: Listed,
	async run({ db, work, principal }, { addition, listed }) {
		const { businessId } = db;
		const { vendorId } = addition;
		const which = Which.parse(JSON.parse(addition.which));
		const next = listed?.filter((catalogId) => catalogId > addition.position).slice(0, pageSize);
		const page =
			next || "from" in which
				? sql`SELECT i.* ${addableItems(businessId, vendorId, { items: next ?? [] })}`
				: sql`SELECT i.* ${addableItems(businessId, vendorId, which)} AND i.catalogId > ${addition.position} ORDER BY i.catalogId LIMIT CAST(${pageSize} AS INTEGER)`;
		const { found, vendor, read, styles } = await db.read({
			found: additionBy(businessId, addition.id),
			vendor: first<{
				name: string;
				currency: string;
			}>(sql`SELECT v.name, b.currency FROM vendors AS v JOIN businesses AS b ON b.businessId = v.businessId
				WHERE v.businessId = ${businessId} AND v.id = ${vendorId}`),
			read: many<Addable>(sql`SELECT i.catalogId, i.styleId, i.styleTitle, i.title, i.sku, i.barcode, i.price, i.currency, i.imageUrl, i.attributes,
					(SELECT COUNT(*) FROM (SELECT 1 FROM vendorCatalogItems AS s INDEXED BY vendorCatalogItems_by_style WHERE s.businessId = ${businessId}
						AND s.vendorId = ${vendorId} AND s.styleId = i.styleId LIMIT 2)) AS siblings,
					(SELECT p.id FROM products AS p INDEXED BY products_by_barcode WHERE p.businessId = ${businessId} AND p.barcode = i.barcode LIMIT 1) AS twin
				FROM (${page}) AS i ORDER BY i.catalogId`),
			styles: many<{ id: string; name: string }>(sql`SELECT s.id, s.name FROM (SELECT DISTINCT styleTitle FROM (${page})) AS w
				CROSS JOIN vendors AS v ON v.businessId = ${businessId} AND v.id = ${vendorId}
				CROSS JOIN styles AS s INDEXED BY styles_name ON s.businessId = ${businessId} AND s.vendor = v.name COLLATE NOCASE AND s.name = w.styleTitle COLLATE NOCASE`),
		});
		if (!isNext(found, addition) || !vendor) return known({ wasNext: false });
		const items = found.isStopped ? [] : read;
		const keys = JSON.stringify(items.flatMap(({ sku }) => skuKeyOf(sku ?? "") || []));
		const { taken } = await db.read({
			taken: many<{ skuKey: string }>(
				sql`SELECT p.skuKey FROM json_each(${keys}) AS w CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.skuKey = w.value`,
			),
		});
		const plan = planAddition(items, new Map(styles.map(({ id, name }) => [styleKey(name), id])), {
			...{ vendor: vendor.name, currency: vendor.currency, priceAs: found.priceAs, rate: found.rate },
			takenSkus: taken.map(({ skuKey }) => skuKey),
			newId: () => newId(work.now),
		});
		const subject = { type: "vendor", id: vendorId };
		if (plan.styles.length > 0) {
			addStylesIn(work, plan.styles);
			work.record(StylesAdded, {
				subject,
				data: { styleIds: plan.styles.map(({ id }) => id), names: plan.styles.map(({ name }) => name) },
			});
		}
		if (plan.products.length > 0) {
			const products = plan.products.map(({ product }) => product);
			addProductsIn(work, products);
			const made = plan.products.map(({ catalogId, product }) => ({ catalogId, productId: product.id, pictureUrl: product.imageUrl }));
			linkAddedIn(work, vendorId, made, (await principal()).actor);
			work.add(sql`INSERT INTO vendorAdditionProducts (businessId, additionId, catalogId, productId, pictureUrl, picture)
				SELECT ${businessId}, ${found.id}, value ->> 'catalogId', value ->> 'productId', value ->> 'pictureUrl', iif(value ->> 'pictureUrl' IS NULL, NULL, 'wanted') FROM json_each(${JSON.stringify(made)})`);
			work.record(ProductsAdded, {
				subject,
				data: { styleId: null, storeId: null, productIds: products.map(({ id }) => id), names: products.map(({ name }) => name) },
			});
		}
		const gone = next ?? items.map(({ catalogId }) => catalogId);
		const isLast = found.isStopped === 1 || gone.length < pageSize;
		const added = found.added + plan.products.length;
		const pictures = found.pictures + plan.products.filter(({ product }) => product.imageUrl).length;
		moveAdditionIn(work, found, {
			...{ added, pictures, passed: found.passed + plan.passed.length },
			// Counted once: what it has made itself is listed no more where a later message goes on.
			...(listed && found.position === "" && { items: listed.length }),
			...(isLast ? { state: "done", finishedAt: work.now, position: "" } : { position: gone.at(-1) ?? "" }),
		});
		if (isLast && pictures > 0) askForPicturesIn(work, found.id);
		if (isLast) work.record(VendorItemsAdded, { subject, data: { additionId: found.id, name: vendor.name, added } });
		return known({ wasNext: true });
	},
});

type Made = {
	catalogId: string;
	productId: string;
	styleId: string | null;
	version: number | null;
	status: string | null;
	name: string;
	sku: string;
	touched: number;
	/** Its version when nothing but a picture of theirs has come to it. */
	untouchedVersion: number;
};

/**
 * Whether a product is more than what an adding made of it: it stands in a store or on an order, or something happened to it that was not the copying of
 * its picture. @param productId as SQL
 */
function isTouched(businessId: string, productId: SQL): SQL {
	return sql`EXISTS (SELECT 1 FROM stockLevels AS l WHERE l.businessId = ${businessId} AND l.productId = ${productId})
		OR EXISTS (SELECT 1 FROM purchaseOrderLines AS o INDEXED BY purchaseOrderLines_of_product WHERE o.businessId = ${businessId} AND o.productId = ${productId})
		OR EXISTS (SELECT 1 FROM events AS e INDEXED BY events_by_subject WHERE e.businessId = ${businessId} AND e.subjectId = ${productId}
			AND e.subjectType = 'product' AND e.actorId <> ${pictureCopier})`;
}

/** Takes the next products back: those nobody has touched go, and their items are nothing of ours again. */
export const undoAdditionPage = command<typeof Page, Went>({
	name: "purchasing.undo-vendor-addition-page",
	needs: "catalog:write",
	input: Page,
	async run({ db, work }, { addition }) {
		const { businessId } = db;
		const { found, made } = await db.read({
			found: additionBy(businessId, addition.id),
			made: many<Made>(sql`SELECT a.catalogId, a.productId, p.styleId, p.version, p.status, p.name, p.sku, ${isTouched(businessId, sql`p.id`)} AS touched,
					COALESCE(a.productVersion, 1) AS untouchedVersion
				FROM vendorAdditionProducts AS a LEFT JOIN products AS p ON p.businessId = a.businessId AND p.id = a.productId
				WHERE a.businessId = ${businessId} AND a.additionId = ${addition.id} AND a.catalogId > ${addition.position} ORDER BY a.catalogId LIMIT CAST(${pageSize} AS INTEGER)`),
		});
		if (!isNext(found, addition)) return known({ wasNext: false });
		const subject = { type: "vendor", id: found.vendorId };
		const there = made.filter(({ version }) => version !== null);
		const doomed = there.flatMap((one) =>
			one.version === one.untouchedVersion && one.status === "draft" && one.touched === 0
				? [{ ...one, id: one.productId, version: one.untouchedVersion }]
				: [],
		);
		// A picture, a shelf or an order may have come since they were read, and moves no version.
		if (doomed.length > 0)
			work.guard(sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(doomed.map(({ id }) => id))}) AS w
				WHERE ${isTouched(businessId, sql`w.value`)})`);
		takeBackProductsIn(work, subject, doomed);
		const isLast = made.length < pageSize;
		moveAdditionIn(work, found, {
			...{ removed: found.removed + doomed.length, kept: found.kept + there.length - doomed.length },
			...(isLast ? { state: "undone", finishedAt: work.now, position: "" } : { position: made.at(-1)?.catalogId ?? "" }),
		});
		return known({ wasNext: true });
	},
});

const Done = z.object({ additionId: z.string() });

/** Takes back the styles that an adding made and that nothing is of any more. */
export const forgetAddedStyles = command<typeof Done, { removed: number }>({
	name: "purchasing.forget-added-styles",
	needs: "catalog:write",
	input: Done,
	async run({ db, work }, { additionId }) {
		const { businessId } = db;
		const { addition } = await db.read({ addition: additionBy(businessId, additionId) });
		if (addition?.state !== "undone") return known({ removed: 0 });
		const { made } = await db.read({
			made: first<{
				ids: string;
			}>(sql`SELECT json_group_array(s.value) AS ids FROM events AS e CROSS JOIN json_each(e.data, '$.styleIds') AS s
				WHERE e.businessId = ${businessId} AND e.subjectType = 'vendor' AND e.subjectId = ${addition.vendorId} AND e.type = ${StylesAdded.type} AND e.at >= ${addition.startedAt}`),
		});
		const { unused } = await db.read({ unused: unusedStyles(businessId, made?.ids ?? "[]") });
		if (unused.length === 0) return known({ removed: 0 });
		const styleIds = unused.map(({ id }) => id);
		removeMadeIn(work, styleIds, []);
		work.record(StylesRemoved, {
			subject: { type: "vendor", id: addition.vendorId },
			data: { styleIds, names: unused.map(({ name }) => name) },
		});
		return known({ removed: styleIds.length });
	},
});
