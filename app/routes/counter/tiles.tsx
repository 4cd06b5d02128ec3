import type { MouseEvent } from "react";
import { useTranslations } from "use-intl/react";
import { FramePicture } from "#app/components/frame-picture.tsx";
import { useLiveRows } from "#app/components/live.tsx";
import { Money } from "#app/components/money.tsx";
import type { TillProduct } from "#app/sales/queries.server.ts";
import { asOthersSee, type Line, withShelf } from "./basket.ts";
import { BasketInAddress } from "./scan-field.tsx";

type Props = {
	storeId: string;
	currency: string;
	lines: Line[];
	products: TillProduct[];
	caption: string;
	wide?: boolean;
	onPick: (product: TillProduct, event: MouseEvent) => void;
};

/** Products to press: each is one piece into the basket. `wide` ones are left out on the phone, where the scan field is. */
export function Tiles({ storeId, currency, lines, products, caption, wide, onPick }: Props) {
	const live = useLiveProducts(products, storeId);
	return (
		<form method="get" action="/counter" className={wide ? "tile-form on-wide" : "tile-form"} onSubmit={(event) => event.preventDefault()}>
			<h2 className="caption">{caption}</h2>
			<input type="hidden" name="store" value={storeId} />
			<BasketInAddress lines={lines} />
			<ul className="till-tiles">
				{live.map(({ product, changed }) => (
					<li key={product.id}>
						<Tile product={product} changed={changed} currency={currency} onPick={(event) => onPick(product, event)} />
					</li>
				))}
			</ul>
		</form>
	);
}

type TileProps = { product: TillProduct; changed: boolean; currency: string; onPick: (event: MouseEvent) => void };

function Tile({ product, changed, currency, onPick }: TileProps) {
	const t = useTranslations("counter");
	const { style, variant } = namesOf(product);
	return (
		<button type="submit" name="add" value={product.id} className="till-tile" onClick={onPick}>
			<FramePicture size="tile" src={product.imageUrl} category={product.category} />
			<b>{style}</b>
			<span className="variant">{variant}</span>
			<span className="price">
				{product.price === null ? <small>{t("withoutPrice")}</small> : <Money amount={product.price} currency={currency} bare />}
				<Left product={product} changed={changed} />
			</span>
		</button>
	);
}

/** "KNUD Havana 49" of the style KNUD is KNUD, and below it Havana 49; a product without a style is its name and its SKU. */
function namesOf({ name, style, sku }: TillProduct): { style: string; variant: string } {
	const rest = style && name.startsWith(style) ? name.slice(style.length).trim() : "";
	return style && rest !== "" ? { style, variant: rest } : { style: name, variant: sku };
}

/** Products as they are on the shelf by now. */
export function useLiveProducts(products: TillProduct[], storeId: string): { product: TillProduct; changed: boolean }[] {
	const newer = useLiveRows(products, storeId, asOthersSee);
	return products.map((product) => {
		const shelf = newer(product);
		return shelf ? { product: withShelf(product, shelf), changed: true } : { product, changed: false };
	});
}

/** How many are left here. A number that changed is a new one, whose tint plays once. */
export function Left({ product: { available, version }, changed }: { product: TillProduct; changed?: boolean }) {
	const t = useTranslations("counter");
	return (
		<small key={version} className={available > 0 ? undefined : "out"} data-changed={changed || undefined}>
			{available > 0 ? t("left", { count: available }) : t("out")}
		</small>
	);
}
