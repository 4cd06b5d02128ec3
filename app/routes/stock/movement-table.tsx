import { Link, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Cell, Column, Row, RowLink, Table } from "#app/components/data-table.tsx";
import { Delta } from "#app/components/quantity.tsx";
import { useShell } from "#app/components/shell.ts";
import { When } from "#app/components/when.tsx";
import type { NamedMovement } from "#app/stock/movements.server.ts";
import { noteOf, Reference } from "./reference.tsx";

/** What moved, where, why, by whom, and what it belongs to. A name is the way to all that person did. */
export function MovementTable({ movements }: { movements: NamedMovement[] }) {
	const t = useTranslations("stock.history");
	const reasons = useTranslations("product.movements.reasons");
	const { pathname, search } = useLocation();
	const { stores, store } = useShell();
	const severalStores = stores.length > 1 && store === null;
	const by = (actorId: string) => {
		const query = new URLSearchParams(search);
		query.set("by", actorId);
		query.delete("cursor");
		return `${pathname}?${query}`;
	};
	return (
		<Table
			label={t("title")}
			folds
			sticks
			head={
				<>
					<Column fold="subject" width="30%">
						{t("product")}
					</Column>
					<Column>{t("what")}</Column>
					{severalStores && <Column>{t("store")}</Column>}
					<Column>{t("who")}</Column>
					<Column>{t("when")}</Column>
					<Column number>{t("shelf")}</Column>
					<Column number>{t("change")}</Column>
				</>
			}
		>
			{movements.map((movement) => (
				<Row key={movement.id}>
					<Cell fold="subject">
						<span className="clip">
							<RowLink to={`/products/${movement.productId}`}>{movement.name}</RowLink> <small className="mono">{movement.sku}</small>
						</span>
					</Cell>
					<Cell fold="line">
						{reasons(movement.reason)} <Reference {...movement} />
						{noteOf(movement) && <small className="note">{noteOf(movement)}</small>}
					</Cell>
					{severalStores && <Cell fold="line">{movement.storeName}</Cell>}
					<Cell fold="line">
						<Link to={by(movement.actorId)} className="plain-link" title={t("onlyBy", { name: movement.actorName })}>
							{movement.actorName}
						</Link>
					</Cell>
					<Cell fold="line">
						<When at={movement.at} />
					</Cell>
					<Cell number fold="hide">
						<span className="meta">{`${movement.qtyBefore} → ${movement.qtyAfter}`}</span>
					</Cell>
					<Cell number fold="figure">
						<b>
							<Delta value={movement.delta} />
						</b>
					</Cell>
				</Row>
			))}
		</Table>
	);
}
