import { Plus, Truck } from "lucide";
import { useTranslations } from "use-intl/react";
import { listVendors, type VendorFacts } from "#app/catalog/vendors/queries.server.ts";
import { StatusBadge } from "#app/components/badge.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { Cell, Column, Row, RowLink, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { useMay } from "#app/components/shell.ts";
import { When } from "#app/components/when.tsx";
import { page } from "../door.server.ts";
import type { Route } from "./+types/vendors.ts";
import { Counts } from "./run-words.tsx";

export const handle = "buying";

export async function loader({ request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => ({ vendors: await listVendors(tenant, {}) }));
}

/** Vendors, and how the catalog of each stands. */
export default function Vendors({ loaderData: { vendors } }: Route.ComponentProps) {
	const t = useTranslations("vendors");
	const mayAdd = useMay()("catalog:write");
	return (
		<>
			<PageHeader title={t("title")} meta={vendors.length > 0 ? t("count", { count: vendors.length }) : undefined}>
				{mayAdd && (
					<ButtonLink to="/vendors/new" kind="primary" icon={Plus} keyName="N">
						{t("new")}
					</ButtonLink>
				)}
			</PageHeader>
			{vendors.length > 0 ? (
				<Table
					label={t("title")}
					folds
					head={
						<>
							<Column fold="subject">{t("columns.vendor")}</Column>
							<Column>{t("columns.status")}</Column>
							<Column>{t("columns.changed")}</Column>
							<Column>{t("columns.read")}</Column>
							<Column number>{t("columns.items")}</Column>
						</>
					}
				>
					{vendors.map((vendor) => (
						<VendorRow key={vendor.id} vendor={vendor} />
					))}
				</Table>
			) : (
				<Empty
					icon={Truck}
					title={t("none")}
					act={
						mayAdd && (
							<>
								<ButtonLink to="/vendors/new?preset=moscot" kind="primary">
									{t("addMoscot")}
								</ButtonLink>
								<ButtonLink to="/vendors/new">{t("addOther")}</ButtonLink>
							</>
						)
					}
				>
					{t("noneNext")}
				</Empty>
			)}
		</>
	);
}

function VendorRow({ vendor }: { vendor: VendorFacts }) {
	const t = useTranslations("vendors");
	const { slug, name, source, url, running, health, lastGoodAt, items } = vendor;
	return (
		<Row>
			<Cell fold="subject">
				<RowLink to={`/vendors/${slug}`}>{name}</RowLink>{" "}
				<small>{source === "upload" || !url ? t("fromFile") : url.replace("https://", "")}</small>
			</Cell>
			<Cell fold="line">{running ? <StatusBadge kind="sync" word={running.status} /> : <StatusBadge kind="catalog" word={health} />}</Cell>
			<Cell fold="hide">{lastGoodAt !== null && <Counts of={vendor} />}</Cell>
			<Cell fold="line">{lastGoodAt === null ? t("neverRead") : <When at={lastGoodAt} />}</Cell>
			<Cell number fold="figure">
				<Quantity value={items} />
			</Cell>
		</Row>
	);
}
