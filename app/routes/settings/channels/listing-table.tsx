import { Form, Link, useNavigation } from "react-router";
import { useMessages, useTranslations } from "use-intl/react";
import type { Listing } from "#app/channels/listings.server.ts";
import { Badge } from "#app/components/badge.tsx";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Quantity } from "#app/components/quantity.tsx";

type Props = { items: Listing[]; commandId: string; mayWrite: boolean; kept: Record<string, string> };

/** What is sold there with the product of ours it is, and by whose word. */
export function ListingTable({ items, commandId, mayWrite, kept }: Props) {
	const t = useTranslations("channels.listings");
	const asked = useNavigation().formData?.get("variantId");
	return (
		<Table
			label={t("title")}
			folds
			head={
				<>
					<Column fold="subject">{t("columns.listing")}</Column>
					<Column>{t("columns.product")}</Column>
					<Column>{t("columns.by")}</Column>
					<Column number>{t("there")}</Column>
					<Column hidden>{t("columns.act")}</Column>
				</>
			}
		>
			{items.map((item) => (
				<Row key={item.variantId}>
					<Cell fold="subject">
						<b>{item.name}</b> <small className="mono">{item.sku}</small> {item.isGone === 1 && <Badge tone="warn">{t("gone")}</Badge>}
					</Cell>
					<Cell fold="line">
						<Ours listing={item} />
					</Cell>
					<Cell fold="line">
						<By listing={item} />
					</Cell>
					<Cell number fold="figure">
						{item.known === null ? "–" : <Quantity value={item.known} />}
					</Cell>
					<Cell fold="line">
						{mayWrite && item.productId === null && (
							<ButtonLink
								to={`?${new URLSearchParams({ ...kept, item: item.variantId })}`}
								size="s"
								kind="quiet"
								aria-label={t("chooseFor", { name: item.name })}
							>
								{t("choose")}
							</ButtonLink>
						)}
						{mayWrite && item.productId !== null && (
							<Form method="post" preventScrollReset>
								<input type="hidden" name="intent" value="none" />
								<input type="hidden" name="commandId" value={commandId} />
								<input type="hidden" name="variantId" value={item.variantId} />
								{Object.entries(kept).map(([name, value]) => (
									<input key={name} type="hidden" name={name} value={value} />
								))}
								<Button type="submit" size="s" kind="quiet" busy={asked === item.variantId} aria-label={t("unlinkOf", { name: item.name })}>
									{t("unlink")}
								</Button>
							</Form>
						)}
					</Cell>
				</Row>
			))}
		</Table>
	);
}

function Ours({ listing: { productId, productName, productSku, linkedBy, isAmbiguous } }: { listing: Listing }) {
	const t = useTranslations("channels.listings");
	if (productId !== null)
		return (
			<>
				<Link to={`/products/${productId}`} className="link">
					{productName}
				</Link>{" "}
				<small className="mono">{productSku}</small>
			</>
		);
	if (linkedBy === "person") return <span className="quiet-text">{t("ofNone")}</span>;
	return <Badge tone="warn">{t(isAmbiguous === 1 ? "several" : "unknown")}</Badge>;
}

/** By whose word it is linked; and why nothing can be set there, where that is so. */
function By({ listing: { linkedBy, problem } }: { listing: Listing }) {
	const t = useTranslations("channels.listings");
	const words: Record<string, string> = useMessages().channels.listings.problem;
	return (
		<span className="quiet-text">
			{linkedBy && t(`by.${linkedBy}`)} {problem && (words[problem] ?? words.other)}
		</span>
	);
}
