import {
	ArrowLeftRight,
	Grid3x3,
	Package,
	PackageMinus,
	PackagePlus,
	Pencil,
	Printer,
	ReceiptText,
	ScanBarcode,
	ScrollText,
	SlidersHorizontal,
	Undo2,
} from "lucide";
import { useNow, useTranslations } from "use-intl/react";
import { useMoneyWords } from "./money.tsx";
import {
	exactlyOne,
	type Found,
	type FoundCustomer,
	type FoundOrder,
	type FoundPerson,
	type FoundProduct,
	type FoundStyle,
} from "./palette-found.ts";
import type { PaletteGroup, PaletteOption } from "./palette-options.ts";
import { usePageGroups } from "./palette-pages.ts";
import { type Permission, useMay, useShell } from "./shell.ts";
import { useTimeWords } from "./when.tsx";

/** The options whose verbs stand in the list: of a product (else the first one's), and of an order or person. */
export type Subjects = { product?: string; other?: string };

/**
 * Everything the palette offers for what was typed and found. What can be done with a record stands under its kind: of the product of `subjects`
 * and of an order or a person. Pages come first, unless a code names one product.
 */
export function usePaletteGroups(q: string, found: Found, subjects: Subjects): PaletteGroup[] {
	const pages = usePageGroups(q);
	const { product, style, order, person, customer } = useRecordOptions();
	const verbs = useVerbs();
	const { products, styles, orders, people, customers } = found;
	const at = products.find(({ id }) => subjects.product === `product ${id}`) ?? products[0];
	const chosenOrder = orders.find(({ id }) => subjects.other === `order ${id}`);
	const chosenPerson = people.find(({ id }) => subjects.other === `person ${id}`);
	const goods: PaletteGroup[] = [
		{ word: "products", options: products.map(product) },
		{ word: "do", options: at ? verbs.ofProduct(at) : [] },
	];
	const groups: PaletteGroup[] = [
		...(exactlyOne(found) ? [...goods, ...pages] : [...pages, ...goods]),
		{ word: "styles", options: styles.map(style) },
		{ word: "orders", options: orders.map(order) },
		{ word: "ofOrder", options: chosenOrder ? verbs.ofOrder(chosenOrder) : [] },
		{ word: "customers", options: customers.map(customer) },
		{ word: "people", options: people.map(person) },
		{ word: "ofPerson", options: chosenPerson ? verbs.ofPerson(chosenPerson) : [] },
	];
	return groups.filter(({ options }) => options.length > 0);
}

function useRecordOptions() {
	const t = useTranslations("palette");
	const words = useMoneyWords();
	const time = useTimeWords();
	const now = useNow().getTime();
	const { store, stores } = useShell();
	return {
		product: ({ id, name, sku, imageUrl, category, status, available }: FoundProduct): PaletteOption => ({
			id: `product ${id}`,
			label: name,
			about:
				store && stores.length > 1 ? t("stockIn", { sku, count: available, store: store.name }) : t("stock", { sku, count: available }),
			drawing: { picture: imageUrl, category },
			...(status !== "published" && { badge: { kind: "product", word: status } }),
			go: { to: `/products/${id}` },
		}),
		style: ({ id, name, vendor, products }: FoundStyle): PaletteOption => ({
			id: `style ${id}`,
			label: name,
			about: vendor ? t("styleOf", { vendor, count: products }) : t("style", { count: products }),
			drawing: { icon: Grid3x3 },
			go: { to: `/styles/${id}` },
		}),
		order: ({ id, number, title, lines, total, currency, placedAt, paymentStatus }: FoundOrder): PaletteOption => ({
			id: `order ${id}`,
			label: lines > 1 ? t("orderOfMore", { number, title, count: lines - 1 }) : t("order", { number, title }),
			about: [words({ amount: total, currency }), time.auto(placedAt, now)].join(" · "),
			drawing: { icon: Package },
			...(paymentStatus !== "paid" && { badge: { kind: "payment", word: paymentStatus } }),
			go: { to: `/orders/${id}` },
		}),
		customer: ({ id, name, about }: FoundCustomer): PaletteOption => ({
			id: `customer ${id}`,
			label: name,
			about,
			drawing: { person: name },
			go: { to: `/customers/${id}` },
		}),
		person: ({ id, name, email }: FoundPerson): PaletteOption => ({
			id: `person ${id}`,
			label: name,
			...(email !== null && { about: email }),
			drawing: { person: name },
			go: { to: "/settings#people" },
		}),
	};
}

/** What may be done with the thing found: each leads to where it is done. */
function useVerbs() {
	const t = useTranslations("palette.verbs");
	const may = useMay();
	const { store, stores } = useShell();
	const shops = stores.filter(({ kind }) => kind === "shop");
	const till = store?.kind === "shop" ? [store] : shops;
	type Verb = PaletteOption & { needs: Permission; when?: boolean };
	const allowed = (verbs: Verb[]) =>
		verbs.filter(({ needs, when = true }) => when && may(needs)).map(({ needs: _, when: __, ...verb }) => verb);
	return {
		ofProduct: ({ id, name, status }: FoundProduct): PaletteOption[] =>
			allowed([
				verb("receive", t("receive", { name }), PackagePlus, `/products/${id}?act=receive`, "stock:write", "r"),
				...till.map((shop) => ({
					...verb(
						`sell ${shop.id}`,
						till.length > 1 ? t("sellIn", { name, store: shop.name }) : t("sell", { name }),
						ScanBarcode,
						`/counter?store=${shop.id}&add=${id}`,
						"sales:write",
					),
					when: status !== "archived",
				})),
				verb("adjust", t("adjust", { name }), SlidersHorizontal, `/products/${id}?act=adjust`, "stock:write", "a"),
				verb("writeOff", t("writeOff", { name }), PackageMinus, `/products/${id}?act=write-off`, "stock:write", "w"),
				{
					...verb("transfer", t("transfer", { name }), ArrowLeftRight, `/products/${id}?act=transfer`, "stock:transfer", "t"),
					when: stores.length > 1,
				},
				verb("labels", t("labels", { name }), Printer, `/labels?ids=${id}`, "catalog:read"),
				verb("edit", t("edit", { name }), Pencil, `/products/${id}/edit`, "catalog:write"),
			]),
		ofOrder: ({ id, number, refundable }: FoundOrder): PaletteOption[] =>
			allowed([{ ...verb("refund", t("refund", { number }), Undo2, `/orders/${id}?act=refund`, "sales:refund"), when: refundable }]),
		ofPerson: ({ id, name }: FoundPerson): PaletteOption[] =>
			allowed([
				verb("sales", t("salesOf", { name }), ReceiptText, `/orders?person=${id}`, "sales:read"),
				verb("events", t("eventsOf", { name }), ScrollText, `/operations/events?actor=${id}`, "audit:read"),
			]),
	};
}

function verb(word: string, label: string, icon: typeof Package, to: string, needs: Permission, keyName?: string) {
	return { id: `verb ${word}`, label, drawing: { icon }, go: { to }, needs, ...(keyName && { keyName }) };
}
