import { useTranslations } from "use-intl/react";
import { Cell, Column, Row, RowLink, Table } from "#app/components/data-table.tsx";
import { FramePicture } from "#app/components/frame-picture.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { ShelfBar } from "#app/components/shelf-bar.tsx";
import type { FindAct } from "./find-product.tsx";
import type { StockData } from "./stock.tsx";

/** Several products answer to the words: each is the way to it, and to what shall be done there. */
export function FoundProducts({ products, act }: { products: NonNullable<StockData["found"]>; act: FindAct | null }) {
	const t = useTranslations("stock");
	return (
		<Table
			label={t("found", { count: products.length })}
			folds
			density="picture"
			head={
				<>
					<Column fold="subject">{t("low.product")}</Column>
					<Column number>{t("low.available")}</Column>
				</>
			}
		>
			{products.map(({ id, name, sku, imageUrl, ...shelf }) => (
				<Row key={id}>
					<Cell fold="subject">
						<span className="product">
							<FramePicture src={imageUrl} />
							<span className="grow">
								<RowLink to={`/products/${id}${act ? `?act=${act}` : ""}`}>{name}</RowLink>
								<small className="mono clip">{sku}</small>
							</span>
						</span>
					</Cell>
					<Cell number fold="figure">
						<span className="shelf-cell">
							<ShelfBar {...shelf} />
							<Quantity value={shelf.available} />
						</span>
					</Cell>
				</Row>
			))}
		</Table>
	);
}
