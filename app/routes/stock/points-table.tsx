import { useTranslations } from "use-intl/react";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { ShelfBar } from "#app/components/shelf-bar.tsx";
import { ProductCell } from "./product-cell.tsx";
import type { PointItem } from "./reorder-points.tsx";

type Props = {
	items: PointItem[];
	refused: { at(field: string): string[]; typed(field: string): string | undefined };
	may: boolean;
};

/** At how few each shelf is low, and up to how many to order then; a row carries what it was, so that one save knows what changed. */
export function PointsTable({ items, refused, may }: Props) {
	const t = useTranslations("stock.points");
	return (
		<Table
			label={t("title")}
			folds
			sticks
			density="picture"
			head={
				<>
					<Column fold="subject">{t("product")}</Column>
					<Column number>{t("available")}</Column>
					<Column number>{t("at")}</Column>
					<Column number>{t("to")}</Column>
				</>
			}
		>
			{items.map(({ id, name, sku, imageUrl, ...shelf }) => {
				const wrong = refused.at(`${id}.reorderTo`).length > 0;
				const typedAt = refused.typed(`p.${id}`) ?? String(shelf.reorderPoint);
				return (
					<Row key={`${id} ${shelf.reorderPoint} ${shelf.reorderTo}`}>
						<Cell fold="subject">
							<ProductCell product={{ productId: id, name, sku, imageUrl }} />
						</Cell>
						<Cell number fold="figure">
							<span className="shelf-cell">
								<ShelfBar {...shelf} />
								<Quantity value={shelf.available} />
							</span>
						</Cell>
						<Cell number fold="act">
							{may ? (
								<label className="point">
									<span className="on-phone">{t("at")}</span>
									<span className="visually-hidden">{t("atOf", { name })}</span>
									<input className="input" name={`p.${id}`} inputMode="numeric" autoComplete="off" maxLength={7} defaultValue={typedAt} />
									<input type="hidden" name={`w.${id}`} value={`${shelf.reorderPoint}*${shelf.reorderTo}`} />
								</label>
							) : (
								<Quantity value={shelf.reorderPoint} />
							)}
						</Cell>
						<Cell number fold="act">
							{may ? (
								<label className="point">
									<span className="on-phone">{t("to")}</span>
									<span className="visually-hidden">{t("toOf", { name })}</span>
									<input
										className="input"
										name={`t.${id}`}
										inputMode="numeric"
										autoComplete="off"
										maxLength={7}
										defaultValue={refused.typed(`t.${id}`) ?? String(shelf.reorderTo)}
										aria-invalid={wrong || undefined}
										aria-describedby={wrong ? `wrong-${id}` : undefined}
									/>
									{wrong && (
										<span className="problem" id={`wrong-${id}`}>
											{t("below", { at: Number(typedAt) || 0 })}
										</span>
									)}
								</label>
							) : (
								<Quantity value={shelf.reorderTo} />
							)}
						</Cell>
					</Row>
				);
			})}
		</Table>
	);
}
