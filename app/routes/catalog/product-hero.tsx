import type { ReactNode } from "react";
import { Link } from "react-router";
import { useTranslations } from "use-intl/react";
import type { ProductStatus } from "#app/catalog/rules.ts";
import { Badge, StatusBadge } from "#app/components/badge.tsx";
import { FramePicture } from "#app/components/frame-picture.tsx";
import { Money } from "#app/components/money.tsx";
import { taxWithin } from "#app/platform/money.ts";
import { stockStatus } from "#app/stock/rules.ts";
import { useFormatter } from "use-intl/react";
import type { ProductData } from "./product.tsx";
import { useAttributeNames, withAttribute } from "./attributes.ts";

/** The head of a product: picture, name, state, and the facts people ask for. */
export function ProductHero({ data, status }: { data: ProductData; status: ProductStatus }) {
	const t = useTranslations("product");
	const { product, category, shelves, may } = data;
	const scarce = shelves.filter((shelf) => shelf.opened && stockStatus(shelf) !== "in");
	const out = shelves.every(({ available }) => available <= 0);
	return (
		<div className="hero">
			<HeroPicture data={data} />
			<div>
				<div className="row wrap">
					<h1>
						<bdi>{product.name}</bdi>
					</h1>
					<StatusBadge kind="product" word={status} />
					{status === "published" && out && <StatusBadge kind="stock" word="out" />}
					{status === "published" && !out && scarce.length > 0 && <Badge tone="warn">{t("lowIn", { count: scarce.length })}</Badge>}
				</div>
				<dl className="facts">
					<Fact name={t("sku")}>
						<span className="mono">{product.sku}</span>
					</Fact>
					{product.barcode && (
						<Fact name={t("barcode")}>
							<span className="mono">{product.barcode}</span>
						</Fact>
					)}
					<Fact name={t("price")}>
						{product.price === null ? t("noPrice") : <Money amount={product.price} currency={product.currency} />}
					</Fact>
					{may.edit && product.cost !== null && (
						<Fact name={t("cost")}>
							<Money amount={product.cost} currency={product.currency} />
						</Fact>
					)}
					{may.edit && <Margin product={product} tax={data.tax} />}
					{category && product.categoryId && (
						<Fact name={t("category")}>
							<Link to={`/products?category=${product.categoryId}`} className="link">
								{category}
							</Link>
						</Fact>
					)}
					{product.vendor && (
						<Fact name={t("vendor")}>
							<Link to={`/products?vendor=${encodeURIComponent(product.vendor)}`} className="link">
								{product.vendor}
							</Link>
						</Fact>
					)}
				</dl>
			</div>
		</div>
	);
}

/** Its face, which leads to all of its pictures. */
function HeroPicture({ data: { product, category, images, may } }: { data: ProductData }) {
	const t = useTranslations("product");
	const picture = <FramePicture src={product.imageUrl} category={category} size="xl" alt={images[0]?.alt} />;
	if (images.length === 0 && !may.edit) return picture;
	return (
		<Link to={`/products/${product.id}/pictures`} className="hero-picture">
			{picture}
			<span>{t("pictures", { count: images.length })}</span>
		</Link>
	);
}

/** What tells it from its siblings: attributes and description. After the shelf, which people come for. */
export function ProductDetails({ product: { attributes, description } }: { product: ProductData["product"] }) {
	const t = useTranslations("product");
	const attributeName = useAttributeNames();
	const named = Object.entries(attributes);
	if (named.length === 0 && !description) return null;
	return (
		<section className="section">
			<header>
				<h2>{t("details")}</h2>
			</header>
			{description && <p className="prose">{description}</p>}
			{named.length > 0 && (
				<dl className="facts">
					{named.map(([name, value]) => (
						<Fact key={name} name={attributeName(name)}>
							<Link to={withAttribute(name, value)} className="link">
								<bdi>{value}</bdi>
							</Link>
						</Fact>
					))}
				</dl>
			)}
		</section>
	);
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
	return (
		<div>
			<dt>{name}</dt>
			<dd>{children}</dd>
		</div>
	);
}

/** What is left of the price without its tax when the goods are paid. */
function Margin({ product: { price, cost }, tax }: { product: ProductData["product"]; tax: ProductData["tax"] }) {
	const t = useTranslations("product");
	const format = useFormatter();
	if (!price || cost === null) return null;
	const net = tax.included ? price - taxWithin(price, tax.rate) : price;
	return <Fact name={t("margin")}>{format.number((net - cost) / net, { style: "percent", maximumFractionDigits: 0 })}</Fact>;
}
