import { PanelRight } from "lucide";
import { Link, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Badge, StatusBadge } from "#app/components/badge.tsx";
import { Cell, Column, Row, RowLink, Table } from "#app/components/data-table.tsx";
import { FramePicture } from "#app/components/frame-picture.tsx";
import { Icon } from "#app/components/icon.tsx";
import { useLiveRows, useSpoken } from "#app/components/live.tsx";
import { Money } from "#app/components/money.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { ShelfBar } from "#app/components/shelf-bar.tsx";
import { useShell } from "#app/components/shell.ts";
import { decimalsOf } from "#app/platform/money.ts";
import { stockStatus } from "#app/stock/rules.ts";
import type { ProductWithInventory } from "#app/stock/shelf.server.ts";

/** What a row shows, and nothing else: the list travels twice, as the page and as its data. */
type ShownProduct = ReturnType<typeof shownOf>;

export function shownOf({
	id,
	name,
	sku,
	vendor,
	price,
	currency,
	status,
	imageUrl,
	categoryId,
	styleId,
	inventory,
}: ProductWithInventory) {
	return { id, name, sku, vendor, price, currency, status, imageUrl, categoryId, styleId, inventory };
}

type Props = {
	products: ShownProduct[];
	categories: { id: string; name: string }[];
	/** The shelf filter that is on. */
	stock: "low" | "out" | undefined;
	/** The product that lies beside the list. */
	peeked: string | null;
	/** Ticks every row, or none. */
	onAll: (checked: boolean) => void;
	ticked: number;
};

/** Products with their shelves. A column of one currency names it once, in its head. The boxes belong to the form `selected`. */
export function ProductTable({ products: loaded, categories, stock, peeked, onAll, ticked }: Props) {
	const t = useTranslations("products");
	const { search } = useLocation();
	const products = useLive(loaded);
	const currencies = new Set(products.map(({ currency }) => currency));
	const only = currencies.size === 1 ? [...currencies][0] : undefined;
	// Nobody pays from a list: decimals only where there are any.
	const whole = products.every(({ price, currency }) => price === null || price % 10 ** decimalsOf(currency) === 0);
	const categoryOf = new Map(categories.map(({ id, name }) => [id, name]));
	const beside = new URLSearchParams(search);
	return (
		<Table
			label={t("title")}
			folds
			sticks
			density="picture"
			head={
				<>
					<Column fold="subject">
						<span className="row">
							<input
								type="checkbox"
								className="tick needs-script"
								aria-label={t("selection.page")}
								checked={ticked > 0 && ticked === products.length}
								onChange={(event) => onAll(event.target.checked)}
							/>
							{t("product")}
						</span>
					</Column>
					<Column>{t("onTheShelf")}</Column>
					<Column number>{only ?? t("price")}</Column>
				</>
			}
		>
			{products.map((product) => {
				beside.set("peek", product.id);
				return (
					<Row key={product.id} selected={product.id === peeked}>
						<Cell fold="subject">
							<span className="product">
								<input
									type="checkbox"
									className="tick"
									form="selected"
									name="ids"
									value={product.id}
									data-select=""
									aria-label={t("selection.tick", { name: product.name })}
								/>
								<FramePicture src={product.imageUrl} category={categoryOf.get(product.categoryId ?? "")} />
								<span className="grow">
									<span className="row">
										<bdi className="clip">
											<RowLink to={`/products/${product.id}`}>{product.name}</RowLink>
										</bdi>
										<Exceptions product={product} stock={stock} />
										<a href={`/products?${beside}`} className="peek-link">
											<Icon of={PanelRight} size={15} />
											<span className="visually-hidden">{t("peek.open", { name: product.name })}</span>
										</a>
									</span>
									<small className="clip">
										{product.vendor && `${product.vendor} · `}
										<span className="mono">{product.sku}</span>
										{product.styleId && (
											<span className="on-desk">
												{" · "}
												<Link to={`/styles/${product.styleId}`} className="link">
													{t("inMatrix")}
													<span className="visually-hidden"> {product.name}</span>
												</Link>
											</span>
										)}
									</small>
								</span>
							</span>
						</Cell>
						<Cell fold="figure">
							<span key={product.inventory.version} className="shelf-cell" data-changed={product.changed || undefined}>
								<ShelfBar {...product.inventory} />
								<Quantity value={product.inventory.available} />
							</span>
						</Cell>
						<Cell number fold="line">
							{product.price !== null && (
								<>
									<Money on="desk" amount={product.price} currency={product.currency} bare={only !== undefined} whole={whole} />
									<Money on="phone" amount={product.price} currency={product.currency} whole={whole} />
								</>
							)}
						</Cell>
					</Row>
				);
			})}
		</Table>
	);
}

/** The products with their shelves as they are by now. */
function useLive(products: ShownProduct[]): (ShownProduct & { changed: boolean })[] {
	const { store } = useShell();
	const newer = useLiveRows(products, store?.id ?? null, ({ inventory }) => inventory);
	useSpoken(products);
	return products.map((product) => {
		const shelf = newer(product);
		return { ...product, inventory: { ...product.inventory, ...shelf }, changed: shelf !== undefined };
	});
}

/** Only what is out of the ordinary. What is not for sale is not missed on the shelf. */
function Exceptions({ product, stock }: { product: ShownProduct; stock: Props["stock"] }) {
	const t = useTranslations("products");
	if (product.status !== "published") return <StatusBadge kind="product" word={product.status} />;
	const status = stockStatus(product.inventory);
	if (status !== "in") return <StatusBadge kind="stock" word={status} />;
	// Summed over all stores there is enough, and yet one of them is short.
	return stock === "low" ? <Badge tone="warn">{t("lowSomewhere")}</Badge> : null;
}
