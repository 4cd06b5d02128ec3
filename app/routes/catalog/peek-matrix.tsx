import { Link } from "react-router";
import { useTranslations } from "use-intl/react";
import { matrixOf } from "#app/catalog/variants.ts";
import { useHeard } from "#app/components/live.tsx";
import { everywhere, newerThan } from "#app/components/news-store.ts";
import { Quantity } from "#app/components/quantity.tsx";
import { useMay, useShell } from "#app/components/shell.ts";
import type { StyleCell, StyleShelf } from "#app/stock/style-shelf.server.ts";
import { useAttributeNames } from "./attributes.ts";

type Props = {
	style: StyleShelf;
	/** The product that lies beside the list. */
	productId: string;
	addressOf: (productId: string) => string;
};

/** The style a product is of: what is available of each colour and size. A cell brings that product here instead. */
export function PeekMatrix({ style, productId, addressOf }: Props) {
	const t = useTranslations("products.peek");
	const attributeName = useAttributeNames();
	const { store } = useShell();
	const may = useMay();
	const { columns, rows } = matrixOf(style.cells, style);
	if (style.cells.length < 2) return null;
	return (
		<section className="section">
			<header>
				<h3>
					<bdi>{style.name}</bdi>
				</h3>
				{may("catalog:read") && (
					<Link to={`/styles/${style.id}`} className="link">
						{t("matrix")}
					</Link>
				)}
			</header>
			<div className="table-scroll">
				<table className="peek-matrix" aria-label={store ? t("availableIn", { store: store.name }) : t("availableInAll")}>
					<thead>
						<tr>
							<th scope="col">{attributeName(style.rowAxis)}</th>
							{columns.map((column) => (
								<th key={column} scope="col" className="number">
									<bdi>{column || t("one")}</bdi>
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{rows.map(({ label, again, cells }) => (
							<tr key={`${label} ${again}`}>
								<th scope="row">
									<bdi className="clip">{label || t("one")}</bdi>
								</th>
								{cells.map((cell, at) => (
									<td key={columns[at]} className="number">
										{cell && <Cell cell={cell} to={addressOf(cell.id)} isHere={cell.id === productId} />}
									</td>
								))}
							</tr>
						))}
					</tbody>
				</table>
			</div>
		</section>
	);
}

function Cell({ cell, to, isHere }: { cell: StyleCell; to: string; isHere: boolean }) {
	const { store } = useShell();
	const heard = useHeard(cell.id)?.get(store?.id ?? everywhere);
	return (
		<Link to={to} replace preventScrollReset aria-current={isHere || undefined}>
			<span className="visually-hidden">{cell.name} </span>
			<Quantity value={newerThan(cell, heard)?.available ?? cell.available} />
		</Link>
	);
}
