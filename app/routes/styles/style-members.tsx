import { Form } from "react-router";
import { useTranslations } from "use-intl/react";
import { StatusBadge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, RowLink, Table } from "#app/components/data-table.tsx";
import { TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import type { Refused } from "../door.server.ts";
import { useRefused } from "../refused.ts";
import type { Members } from "./style-details.tsx";

/** The products of a style: put under it, taken out again; and the style gone, once there are none. */
export function StyleMembers({ products, commandId, refused }: { products: Members; commandId: string; refused: Refused | undefined }) {
	const t = useTranslations("styles.members");
	const { at, typed, whole } = useRefused(refused, ["product"]);
	const unknown = refused?.problems.product?.some(({ rule }) => rule === "unknown");
	const hidden = (intent: string, key: string) => (
		<>
			<input type="hidden" name="intent" value={intent} />
			<input type="hidden" name="commandId" value={`${key} ${commandId}`} />
		</>
	);
	return (
		<section className="section" aria-label={t("title")}>
			<header>
				<h2>{t("title")}</h2>
			</header>
			<p className="meta">{products.length > 0 ? t("lead") : t("none")}</p>
			{whole && <Notice tone="bad">{whole}</Notice>}
			{products.length > 0 && (
				<Table
					label={t("title")}
					bleed
					folds
					head={
						<>
							<Column fold="subject" hidden>
								{t("title")}
							</Column>
							<Column hidden>{t("out")}</Column>
						</>
					}
				>
					{products.map(({ id, name, sku, status }, index) => (
						<Row key={id}>
							<Cell fold="subject">
								<span className="row">
									<bdi className="clip">
										<RowLink to={`/products/${id}`}>{name}</RowLink>
									</bdi>
									{status !== "published" && <StatusBadge kind="product" word={status} />}
								</span>
								<small className="mono meta">{sku}</small>
							</Cell>
							<Cell number fold="figure">
								<Form method="post" preventScrollReset>
									{hidden("detach", String(index))}
									<input type="hidden" name="productId" value={id} />
									<Button type="submit" size="s" kind="quiet">
										<span aria-hidden="true">{t("out")}</span>
										<span className="visually-hidden">{t("outOf", { name })}</span>
									</Button>
								</Form>
							</Cell>
						</Row>
					))}
				</Table>
			)}
			<Form method="post" className="form" preventScrollReset key={products.length}>
				{hidden("attach", "attach")}
				<TextField
					label={t("attach")}
					name="product"
					hint={t("attachHint")}
					problems={unknown ? [t("unknown", { q: typed("product") ?? "" })] : at("product")}
					defaultValue={typed("product")}
					maxLength={200}
					autoComplete="off"
				/>
				<div className="submit">
					<Button type="submit">{t("attachVerb")}</Button>
				</div>
			</Form>
			{products.length === 0 && (
				<Form method="post" className="ruled">
					{hidden("remove", "remove")}
					<p className="meta">{t("removeLead")}</p>
					<Button type="submit" kind="danger">
						{t("remove")}
					</Button>
				</Form>
			)}
		</section>
	);
}
