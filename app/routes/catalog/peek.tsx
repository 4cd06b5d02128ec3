import { ArrowUpRight, Eye, EyeOff, PackagePlus, Pencil, Printer, SlidersHorizontal, X } from "lucide";
import type { useFetcher } from "react-router";
import { Link } from "react-router";
import { useTranslations } from "use-intl/react";
import { StatusBadge } from "#app/components/badge.tsx";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { FramePicture } from "#app/components/frame-picture.tsx";
import { useHeard } from "#app/components/live.tsx";
import { Money } from "#app/components/money.tsx";
import { newerThan } from "#app/components/news-store.ts";
import { Quantity } from "#app/components/quantity.tsx";
import { ShelfBar, shelfScale } from "#app/components/shelf-bar.tsx";
import { useMay } from "#app/components/shell.ts";
import { Timeline } from "#app/components/timeline.tsx";
import { Skeleton } from "#app/components/waiting.tsx";
import { useAttributeNames } from "./attributes.ts";
import { PeekMatrix } from "./peek-matrix.tsx";
import type { Peeked } from "./peek.server.ts";
import { useMoments } from "./product-movements.tsx";
import type { usePeek } from "./use-peek.ts";

type Props = { peek: ReturnType<typeof usePeek>; fetcher: ReturnType<typeof useFetcher>; commandId: string };

/** A product beside the list: its shelf in every store, its style, its price, what happened last, and the acts people do most. */
export function Peek({ peek, fetcher, commandId }: Props) {
	const t = useTranslations("products.peek");
	const { peeked, closing, isLoading } = peek;
	return (
		<aside className="peek" aria-label={peeked?.product.name ?? t("title")} aria-busy={isLoading || undefined}>
			<header>
				{peeked && (
					<h2 className="clip">
						<bdi>{peeked.product.name}</bdi>
					</h2>
				)}
				<span className="row">
					{peeked && (
						<ButtonLink to={`/products/${peeked.product.id}`} kind="quiet" icon={ArrowUpRight} iconOnly>
							{t("page")}
						</ButtonLink>
					)}
					<ButtonLink to={closing} replace kind="quiet" icon={X} iconOnly preventScrollReset>
						{t("close")}
					</ButtonLink>
				</span>
			</header>
			{peeked ? (
				<Beside key={peeked.product.id} peeked={peeked} addressOf={peek.addressOf} fetcher={fetcher} commandId={commandId} />
			) : isLoading ? (
				<Skeleton rows={6} />
			) : (
				<p className="section">{t("gone")}</p>
			)}
		</aside>
	);
}

type BesideProps = { peeked: Peeked; addressOf: (productId: string) => string; fetcher: Props["fetcher"]; commandId: string };

function Beside({ peeked, addressOf, fetcher, commandId }: BesideProps) {
	const t = useTranslations("products.peek");
	const shelf = useTranslations("shelf");
	const product_ = useTranslations("product");
	const may = useMay();
	const attributeName = useAttributeNames();
	const momentOf = useMoments();
	const heard = useHeard(peeked.product.id);
	const { product, category, style, movements } = peeked;
	const shelves = peeked.shelves.map((each) => ({ ...each, ...newerThan(each, heard?.get(each.storeId)) }));
	const scale = shelfScale(shelves);
	const names = new Map(shelves.map(({ storeId, storeName }) => [storeId, storeName]));
	const path = `/products/${product.id}`;
	const next = product.status === "draft" ? "published" : product.status === "published" ? "draft" : null;
	return (
		<>
			<div className="section peek-head">
				<FramePicture src={product.imageUrl} category={category} size="l" />
				<div className="stack">
					<span className="row wrap">
						<StatusBadge kind="product" word={product.status} />
						{product.price !== null && (
							<b>
								<Money amount={product.price} currency={product.currency} />
							</b>
						)}
					</span>
					<small>
						{[product.vendor, category].filter(Boolean).map((word) => `${word} · `)}
						<span className="mono">{product.sku}</span>
					</small>
				</div>
			</div>
			<div className="section peek-acts">
				{may("stock:write") && (
					<>
						<ButtonLink to={`${path}?act=receive`} size="s" icon={PackagePlus} keyName="R">
							{product_("receive.verb")}
						</ButtonLink>
						<ButtonLink to={`${path}?act=adjust`} size="s" icon={SlidersHorizontal} keyName="A">
							{product_("adjust.verb")}
						</ButtonLink>
					</>
				)}
				{may("catalog:write") && next && (
					<fetcher.Form method="post" action="/products">
						<input type="hidden" name="ids" value={product.id} />
						<input type="hidden" name="commandId" value={`${commandId}p`} />
						<Button type="submit" name="do" value={next} size="s" icon={next === "published" ? Eye : EyeOff}>
							{product_(`menu.${next}`)}
						</Button>
					</fetcher.Form>
				)}
				{may("catalog:write") && (
					<ButtonLink to={`${path}/edit`} size="s" icon={Pencil}>
						{product_("edit")}
					</ButtonLink>
				)}
				<ButtonLink to={`/labels?ids=${product.id}`} size="s" icon={Printer}>
					{product_("labels")}
				</ButtonLink>
			</div>
			<section className="section">
				<header>
					<h3>{shelf("title")}</h3>
				</header>
				<dl className="peek-shelves">
					{shelves.map((each) => (
						<div key={each.storeId}>
							<dt className="clip">{each.storeName}</dt>
							<dd>
								<ShelfBar scale={scale} {...each} />
								<Quantity value={each.available} strong />
							</dd>
						</div>
					))}
				</dl>
			</section>
			{style && <PeekMatrix style={style} productId={product.id} addressOf={addressOf} />}
			{Object.keys(product.attributes).length > 0 && (
				<section className="section">
					<dl className="facts">
						{Object.entries(product.attributes).map(([name, value]) => (
							<div key={name}>
								<dt>{attributeName(name)}</dt>
								<dd>
									<bdi>{value}</bdi>
								</dd>
							</div>
						))}
					</dl>
				</section>
			)}
			<section className="section">
				<header>
					<h3>{t("movements")}</h3>
					{movements.length > 0 && (
						<Link to={path} className="link">
							{t("all")}
						</Link>
					)}
				</header>
				{movements.length > 0 ? (
					<Timeline label={t("movements")} moments={movements.map((movement) => momentOf(movement, names.get(movement.storeId)))} />
				) : (
					<p className="meta">{t("unmoved")}</p>
				)}
			</section>
		</>
	);
}
