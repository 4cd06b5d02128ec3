import { ArrowDown, ArrowUp } from "lucide";
import { Form, Link } from "react-router";
import { useFormatter, useTranslations } from "use-intl/react";
import type { Category } from "#app/catalog/categories.server.ts";
import { moved, type Placed } from "#app/catalog/category-tree.ts";
import { Cell, Column, Row, RowLink, Table } from "#app/components/data-table.tsx";
import { Icon } from "#app/components/icon.tsx";

type Props = { categories: Placed<Category>[]; editedId: string | undefined; mayEdit: boolean };

/** The tree as it is read, a row a category. Its place among its siblings is changed by two buttons, which are forms. */
export function CategoryTable({ categories, editedId, mayEdit }: Props) {
	const t = useTranslations("categories");
	return (
		<Table
			label={t("title")}
			folds
			sticks
			head={
				<>
					<Column fold="subject">{t("category")}</Column>
					<Column number>{t("products")}</Column>
					{mayEdit && <Column hidden>{t("order")}</Column>}
				</>
			}
		>
			{categories.map((category) => (
				<Row key={category.id} selected={category.id === editedId}>
					<Cell fold="subject">
						<span className="tree-name" data-depth={category.depth}>
							{mayEdit ? (
								<RowLink to={`/categories?edit=${category.id}#category`}>{category.name}</RowLink>
							) : (
								<RowLink to={`/products?category=${category.id}`}>{category.name}</RowLink>
							)}
						</span>
					</Cell>
					<Cell number fold="figure">
						<Count category={category} />
					</Cell>
					{mayEdit && (
						<Cell number fold="hide">
							<Places category={category} />
						</Cell>
					)}
				</Row>
			))}
		</Table>
	);
}

/** With everything under it; what stands in it directly only where that is another number. */
function Count({ category: { id, name, products, total } }: { category: Placed<Category> }) {
	const t = useTranslations("categories");
	const format = useFormatter();
	if (total === 0) return <span className="zero">0</span>;
	return (
		<>
			{products !== total && <span className="meta">{t("direct", { count: products })} </span>}
			<Link to={`/products?category=${id}`} className="link" aria-label={t("showProducts", { name, count: total })}>
				{format.number(total)}
			</Link>
		</>
	);
}

/** One place up, one place down; where there is none, the space of the button. */
export function Places({ category: { id, name, parentId, siblings } }: { category: Placed<Category> }) {
	const t = useTranslations("categories");
	return (
		<Form method="post" action="/categories" className="tree-places" preventScrollReset>
			<input type="hidden" name="intent" value="order" />
			<input type="hidden" name="parentId" value={parentId ?? ""} />
			<input type="hidden" name="before" value={siblings.join()} />
			{([-1, 1] as const).map((by) => {
				const order = moved(siblings, id, by);
				return (
					<button
						key={by}
						type="submit"
						name="order"
						value={order?.join()}
						disabled={!order}
						className="button"
						data-kind="quiet"
						data-icon=""
						data-size="s"
					>
						<Icon of={by < 0 ? ArrowUp : ArrowDown} />
						<span className="visually-hidden">{t(by < 0 ? "up" : "down", { name })}</span>
					</button>
				);
			})}
		</Form>
	);
}
