import type { MouseEvent } from "react";
import { useTranslations } from "use-intl/react";
import { FramePicture } from "#app/components/frame-picture.tsx";
import { Money } from "#app/components/money.tsx";
import type { TillProduct } from "#app/sales/queries.server.ts";
import type { Line } from "./basket.ts";
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
	return (
		<form method="get" action="/counter" className={wide ? "tile-form on-wide" : "tile-form"} onSubmit={(event) => event.preventDefault()}>
			<h2 className="caption">{caption}</h2>
			<input type="hidden" name="store" value={storeId} />
			<BasketInAddress lines={lines} />
			<ul className="till-tiles">
				{products.map((product) => (
					<li key={product.id}>
						<Tile product={product} currency={currency} onPick={(event) => onPick(product, event)} />
					</li>
				))}
			</ul>
		</form>
	);
}

function Tile({ product, currency, onPick }: { product: TillProduct; currency: string; onPick: (event: MouseEvent) => void }) {
	const t = useTranslations("counter");
	const { style, variant } = namesOf(product);
	return (
		<button type="submit" name="add" value={product.id} className="till-tile" onClick={onPick}>
			<FramePicture size="tile" src={product.imageUrl} category={product.category} />
			<b>{style}</b>
			<span className="variant">{variant}</span>
			<span className="price">
				{product.price === null ? <small>{t("withoutPrice")}</small> : <Money amount={product.price} currency={currency} bare />}
				<Left product={product} />
			</span>
		</button>
	);
}

/** "KNUD Havana 49" of the style KNUD is KNUD, and below it Havana 49; a product without a style is its name and its SKU. */
function namesOf({ name, style, sku }: TillProduct): { style: string; variant: string } {
	const rest = style && name.startsWith(style) ? name.slice(style.length).trim() : "";
	return style && rest !== "" ? { style, variant: rest } : { style: name, variant: sku };
}

/** How many are left here. */
export function Left({ product: { available } }: { product: TillProduct }) {
	const t = useTranslations("counter");
	return available > 0 ? <small>{t("left", { count: available })}</small> : <small className="out">{t("out")}</small>;
}
