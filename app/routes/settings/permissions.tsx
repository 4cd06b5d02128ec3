import { Check, Minus } from "lucide";
import { useFormatter, useMessages, useTranslations } from "use-intl/react";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Icon } from "#app/components/icon.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { roleTable } from "#app/identity/queries.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/permissions.ts";
import { permissionWords } from "./permission-words.ts";

export const handle = "settings";

/** The table of permissions as it stands in the code, and how many people hold each role. */
export async function loader(args: Route.LoaderArgs) {
	return page(args, (tenant) => roleTable(tenant, {}));
}

export default function Permissions({ loaderData }: Route.ComponentProps) {
	const t = useTranslations("permissions");
	const roles = useTranslations("settings.roles");
	const format = useFormatter();
	const { can } = useMessages().permissions;
	const { held, table } = loaderData;
	return (
		<>
			<PageHeader title={t("title")} crumbs={[{ label: t("back"), to: "/settings#people" }]} />
			<section className="section">
				<p className="quiet-text">{t("about")}</p>
			</section>
			<Table
				label={t("title")}
				folds
				sticks
				head={
					<>
						<Column fold="subject">{t("act")}</Column>
						{held.map(({ role, people }) => (
							<Column key={role}>
								{roles(role)} <small className="on-desk">{t("people", { count: people })}</small>
							</Column>
						))}
					</>
				}
			>
				{table.map(({ permission, heldBy }) => (
					<Row key={permission}>
						<Cell fold="subject">
							{permissionWords(can, permission)}
							<div className="on-phone meta">{format.list(heldBy.map((role) => roles(role)))}</div>
						</Cell>
						{held.map(({ role }) => (
							<Cell key={role} fold="hide">
								<Held yes={heldBy.includes(role)} />
							</Cell>
						))}
					</Row>
				))}
			</Table>
		</>
	);
}

function Held({ yes }: { yes: boolean }) {
	const t = useTranslations("permissions");
	return (
		<span className={yes ? undefined : "zero"}>
			<Icon of={yes ? Check : Minus} size={16} />
			<span className="visually-hidden">{yes ? t("yes") : t("no")}</span>
		</span>
	);
}
