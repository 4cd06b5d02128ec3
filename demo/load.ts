import { sql } from "drizzle-orm";
import { z } from "zod";
import { addProductsIn, addStylesIn } from "#app/catalog/add-products.server.ts";
import { openBusiness } from "#app/catalog/open-business.server.ts";
import { normalBarcode, shortIdOf, skuKeyOf } from "#app/catalog/rules.ts";
import { addStore } from "#app/identity/add-store.server.ts";
import { addUser } from "#app/identity/add-user.server.ts";
import { tenantOf, type Viewer } from "#app/identity/viewer.server.ts";
import { calculateOutlooks } from "#app/insights/calculate-outlooks.server.ts";
import { type Command, command, known } from "#app/platform/command.server.ts";
import { directoryOf, first } from "#app/platform/database.server.ts";
import { newId } from "#app/platform/ids.ts";
import { machineScope, type Scope } from "#app/platform/scope.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { day, minute } from "#app/platform/time.ts";
import type { Work } from "#app/platform/work.server.ts";
import { moveStockIn, openLevelsIn } from "#app/stock/ledger.server.ts";
import { buildCatalog } from "./catalog.ts";
import { loadCustomers } from "./customers.ts";
import { demoHistory } from "./history.ts";
import { demoProducts, type DemoProduct } from "./products.ts";
import { type DemoBusiness, INVITED, LUND_OG_LYS, OPTIK_VEST, optikVestProducts } from "./people.ts";
import { hireEverybody, inviteSomebody, sellersByStore, verifyEverybody } from "./people-arrive.ts";
import { type LoadedProduct, writeHistory } from "./load-history.ts";
import { loadErp } from "./load-erp.ts";
import { loadVendor } from "./load-vendor.ts";
import { loadShopify } from "./load-shopify.ts";
import { loadTalk } from "./load-talk.ts";
import { loadWebshop } from "./load-webshop.ts";
import { moveAndCount } from "./move-and-count.ts";

/** Whether there is no business yet on this machine. */
export async function isEmpty(scope: Scope): Promise<boolean> {
	const { one } = await directoryOf(scope).read({ one: first(sql`SELECT id FROM businesses LIMIT 1`) });
	return one === undefined;
}

/**
 * Loads the demo through the rooms' own pieces (`…In`), many acts to a batch, each at its own instant. What the shop would have recorded is
 * recorded; only the wake-up calls are left out, because what would react has been written along.
 * @returns false when there are businesses here already, which are then left alone
 */
export async function loadDemo(scope: Scope, say: (line: string) => void): Promise<boolean> {
	if (!(await isEmpty(scope))) return false;
	const catalog = buildCatalog();
	const history = demoHistory({ catalog, now: scope.now });
	const opening = { ...scope, now: history.from - 1 * day };

	const lund = await openDemoBusiness(opening, LUND_OG_LYS);
	const products = await loadProducts(lund.tenant, demoProducts(catalog));
	say(`${LUND_OG_LYS.name}: ${products.size} products`);
	const customers = await loadCustomers(lund.tenant);
	const counts = await writeHistory(lund.tenant, history, products, lund.storeIds, customers, await sellersByStore(lund.tenant));
	say(`${LUND_OG_LYS.name}: ${counts.sales} sales, ${counts.receipts} receipts, ${counts.refunds} refunds in ninety days`);

	const offered = await loadVendor(lund.tenant, scope.now);
	say(`${LUND_OG_LYS.name}: ${offered} items in a vendor's catalog`);

	// A minute ago: so the first tick of whoever serves it finds it waiting, and the shop tells of its orders at once.
	await loadWebshop({ ...lund.tenant, now: scope.now - minute }, lund.storeIds.get("web") ?? "");
	await loadShopify({ ...lund.tenant, now: scope.now - minute }, lund.storeIds.get("web") ?? "");
	await loadTalk({ ...lund.tenant, now: scope.now - minute }, lund.storeIds.get("web") ?? "");
	await loadErp({ ...lund.tenant, now: scope.now - minute }, lund.storeIds.get("norrebro") ?? "");

	await moveAndCount({ ...lund.tenant, now: scope.now }, lund.storeIds);

	await inviteSomebody(scope, LUND_OG_LYS.logins[0], INVITED);

	const vest = await openDemoBusiness(opening, OPTIK_VEST);
	const theirs = optikVestProducts(catalog);
	const vestProducts = await loadProducts(
		vest.tenant,
		theirs.map(({ product }) => product),
	);
	await openShelves(
		vest.tenant,
		theirs.map(({ product, onHand, reorderPoint }) => ({
			storeId: vest.storeIds.get("esbjerg") ?? "",
			productId: vestProducts.get(product.sku)?.id ?? "",
			quantity: onHand,
			reorderPoint,
		})),
	);
	say(`${OPTIK_VEST.name}: ${vestProducts.size} products`);
	// The first night: what runs out next is there before anybody has waited for one. Each run counts its questions anew, as a job's does.
	const anew = () => machineScope(scope.env, scope.cfg, scope.waitUntil, scope.now);
	for (const { shard } of [lund.tenant, vest.tenant]) while ((await calculateOutlooks(anew(), shard)).more);
	return true;
}

type Opened = { tenant: Tenant<Viewer>; storeIds: Map<string, string> };

async function openDemoBusiness(scope: Scope, business: DemoBusiness): Promise<Opened> {
	const [owner, ...others] = business.logins;
	const [firstStore, ...moreStores] = business.stores;
	if (!owner || !firstStore) throw new Error("a demo business has an owner and a store");
	const { token, viewer } = await openBusiness(
		scope,
		{
			email: owner.email,
			password: owner.password,
			name: owner.name,
			businessName: business.name,
			storeName: firstStore.name,
			currency: business.currency,
			locale: "da",
			timeZone: business.timeZone,
		},
		{ userAgent: "demo" },
	);
	const tenant = await tenantOf({ ...scope, token: { via: "cookie", value: token } });
	if (!tenant) throw new Error("the owner has no session");
	const storeIds = new Map([[firstStore.key, viewer.stores[0]?.id ?? ""]]);
	for (const { key, name, kind } of moreStores) storeIds.set(key, (await addStore(tenant, { name, kind })).id);
	for (const { email, password, name, role } of others) await addUser(tenant, { email, password, name, role });
	await verifyEverybody(tenant);
	// The session knew one store; this one knows them all.
	const again = await tenantOf({ ...scope, token: { via: "cookie", value: token } });
	if (again) await hireEverybody(again, business, storeIds);
	return { tenant: again ?? tenant, storeIds };
}

/** Products per batch: some 400 KB of JSON stays well under D1's limit for one value. */
const chunk = 200;

async function loadProducts(tenant: Tenant<Viewer>, products: DemoProduct[]): Promise<Map<string, LoadedProduct>> {
	const loaded = new Map<string, LoadedProduct>();
	const { business } = await tenant.principal();
	const categories = await categoryIds(tenant);
	const styles = new Map<string, string>();
	for (let from = 0; from < products.length; from += chunk) {
		const part = products.slice(from, from + chunk);
		await batch("demo.load-products", (work) => {
			const newStyles = part.filter(
				({ styleHandle }, index) => !styles.has(styleHandle) && part.findIndex((other) => other.styleHandle === styleHandle) === index,
			);
			for (const { styleHandle } of newStyles) styles.set(styleHandle, newId(work.now));
			addStylesIn(
				work,
				newStyles.map(({ styleHandle, styleName, axes, vendor, category, imageUrl, description }) => ({
					id: styles.get(styleHandle) ?? "",
					name: styleName,
					...axes,
					vendor,
					description,
					imageUrl,
					categoryId: categories.get(category) ?? null,
				})),
			);
			addProductsIn(
				work,
				part.map(({ styleHandle, styleName: _, axes: __, category, barcode, ...product }) => {
					const id = newId<"product">(work.now);
					loaded.set(product.sku, { id, name: product.name, sku: product.sku, price: product.price });
					return {
						...product,
						id,
						shortId: shortIdOf(id),
						skuKey: skuKeyOf(product.sku),
						barcode: normalBarcode(barcode) || null,
						styleId: styles.get(styleHandle) ?? null,
						categoryId: categories.get(category) ?? null,
						currency: business.currency,
					};
				}),
			);
		})(tenant, {});
	}
	return loaded;
}

async function categoryIds(tenant: Tenant<Viewer>): Promise<Map<string, string>> {
	const rows = await tenant.read("catalog:read", [
		{ sql: "SELECT id, name FROM categories WHERE businessId = ?", params: [tenant.businessId] },
	]);
	return new Map((rows[0] ?? []).map((row) => [String(row.name), String(row.id)]));
}

async function openShelves(
	tenant: Tenant<Viewer>,
	shelves: { storeId: string; productId: string; quantity: number; reorderPoint: number }[],
): Promise<void> {
	const { actor } = await tenant.principal();
	await batch("demo.open-shelves", (work) => {
		openLevelsIn(work, shelves);
		moveStockIn(
			work,
			shelves.map(({ storeId, productId, quantity }) => ({ storeId, productId, delta: quantity })),
			{ reason: "initial", actor },
		);
	})(tenant, {});
}

/** A command whose run is known before it: the demo decides nothing, it only writes. */
export function batch(name: string, write: (work: Work) => void): Command<z.ZodObject, { done: true }, Viewer> {
	return command({
		name,
		needs: "settings:write",
		input: z.object({}),
		async run({ work }) {
			write(work);
			return known({ done: true as const });
		},
	});
}
