import { Form, Link, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { FramePicture } from "#app/components/frame-picture.tsx";
import { When } from "#app/components/when.tsx";
import type { LinkedItem } from "#app/stock/vendor-links.server.ts";
import { Reasons } from "./link-card.tsx";

type Props = {
	items: LinkedItem[];
	commandId: string;
	mayWrite: boolean;
	kept: Record<string, string> /** Offers to add what is no product of ours: the id of the form that does. */;
	addForm?: string | undefined;
};

/** A vendor's items with what they are, and by whose word. */
export function LinkTable({ items, commandId, mayWrite, kept, addForm }: Props) {
	const t = useTranslations("vendorLinks");
	return (
		<Table
			label={t("title")}
			folds
			density="picture"
			head={
				<>
					<Column fold="subject">{t("columns.item")}</Column>
					<Column>{t("columns.product")}</Column>
					<Column>{t("columns.why")}</Column>
					<Column>{t("columns.by")}</Column>
					<Column>
						<span className="visually-hidden">{t("columns.act")}</span>
					</Column>
				</>
			}
		>
			{items.map((item) => (
				<Row key={item.catalogId}>
					<Cell fold="subject">
						<span className="product">
							{addForm && !item.missing && (
								<input
									type="checkbox"
									name="chosen"
									value={item.catalogId}
									form={addForm}
									aria-label={t("add.choose", { title: item.title })}
								/>
							)}
							<FramePicture src={item.imageUrl} category={item.kind} />
							<span className="grow">
								<b className="clip">{item.title}</b>
								<small className="mono clip">{item.sku}</small>
								{item.missing && <Badge tone="warn">{t("item.missing")}</Badge>}
							</span>
						</span>
					</Cell>
					<Cell fold="line">
						{item.product ? (
							<>
								<Link to={`/products/${item.product.productId}`} className="plain-link">
									{item.product.name}
								</Link>{" "}
								<small className="meta below">{t("item.shelf", { count: item.product.available })}</small>
							</>
						) : (
							<span className="meta">{t("item.unlinked")}</span>
						)}
					</Cell>
					<Cell fold="line">
						{item.state === "linked" && item.decidedBy === "rule" && item.score !== null && (
							<Badge tone="ok">{t("item.sure", { score: item.score })}</Badge>
						)}{" "}
						<Reasons reasons={item.reasons} />
					</Cell>
					<Cell fold="line">
						<span className="meta">
							{item.decidedBy === "rule" ? t("item.byRule") : t("item.by", { name: item.actorName })} <When at={item.decidedAt} />
						</span>
					</Cell>
					<Cell fold="act">
						{mayWrite && <Acts item={item} commandId={commandId} kept={kept} addForm={item.missing ? undefined : addForm} />}
					</Cell>
				</Row>
			))}
		</Table>
	);
}

type ActProps = { item: LinkedItem; commandId: string; kept: Record<string, string>; addForm: string | undefined };

function Acts({ item: { catalogId, styleId, state, title }, commandId, kept, addForm }: ActProps) {
	const add = useTranslations("vendorLinks.add");
	const t = useTranslations("vendorLinks.item");
	const busy = useNavigation().formData?.get("catalogId") === catalogId;
	return (
		<Form method="post" className="row" preventScrollReset>
			<input type="hidden" name="intent" value="decide" />
			<input type="hidden" name="commandId" value={commandId} />
			<input type="hidden" name="catalogId" value={catalogId} />
			{Object.entries(kept).map(([name, value]) => (
				<input key={name} type="hidden" name={name} value={value} />
			))}
			{addForm && (
				<Button type="submit" size="s" form={addForm} name="one" value={catalogId}>
					{add("one")} <span className="visually-hidden">{title}</span>
				</Button>
			)}
			{addForm && styleId !== null && (
				<Button type="submit" size="s" form={addForm} name="styleId" value={styleId}>
					{add("style")} <span className="visually-hidden">{title}</span>
				</Button>
			)}
			{state === "linked" && (
				<Button type="submit" size="s" busy={busy}>
					{t("apart")} <span className="visually-hidden">{title}</span>
				</Button>
			)}
			<Link to={`?${new URLSearchParams({ ...kept, item: catalogId })}`} className="button" data-kind="plain" data-size="s">
				{t("change")} <span className="visually-hidden">{title}</span>
			</Link>
		</Form>
	);
}
