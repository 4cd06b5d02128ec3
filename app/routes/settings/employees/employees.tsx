import { Plus, Users } from "lucide";
import { redirect, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Badge } from "#app/components/badge.tsx";
import { Cell, Column, Row, RowLink, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Icon } from "#app/components/icon.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { When } from "#app/components/when.tsx";
import { addEmployee } from "#app/identity/add-employee.server.ts";
import { employeesPage } from "#app/identity/employees-page.server.ts";
import type { EmployeeFacts } from "#app/identity/employees.server.ts";
import { newId } from "#app/platform/ids.ts";
import { field, form, page } from "../../door.server.ts";
import { useSaidOnce } from "../../said-once.ts";
import { FoldedLabel } from "../folded-label.tsx";
import { SettingsTabs } from "../settings-tabs.tsx";
import type { Route } from "./+types/employees.ts";
import { AddEmployeeForm } from "./add-employee-form.tsx";

export const handle = "settings";

export async function loader(args: Route.LoaderArgs) {
	return page(args, async (tenant) => {
		const { employees, people } = await employeesPage(tenant, {});
		const { stores, permissions } = await tenant.principal();
		const mayEdit = permissions.has("employees:write");
		return { commandId: newId(tenant.now), employees, people, mayEdit, stores: stores.map(({ id, name }) => ({ id, name })) };
	});
}

export async function action(args: Route.ActionArgs) {
	return form(args, async (tenant, fields) => {
		const userId = field(fields, "userId");
		const { employeeId } = await addEmployee(
			tenant,
			{
				...(userId ? { userId } : { name: field(fields, "name") ?? "", role: field(fields, "role") }),
				storeIds: fields.getAll("storeIds"),
				pin: field(fields, "pin"),
			},
			{ key: field(fields, "commandId") },
		);
		return redirect(`/settings/employees?saved=added#${employeeId}`, 303);
	});
}

export default function Employees({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("tills.employees");
	const { employees, mayEdit } = loaderData;
	const saved = new URLSearchParams(useLocation().search).get("saved");
	useSaidOnce(saved === "added" ? t("added") : undefined, "saved");
	return (
		<>
			<PageHeader title={t("title")} />
			<SettingsTabs />
			<section className="section">
				<p className="quiet-text">{t("about")}</p>
			</section>
			{employees.length === 0 ? (
				<Empty icon={Users} title={t("none")}>
					{t("noneNext")}
				</Empty>
			) : (
				<Table
					label={t("title")}
					folds
					head={
						<>
							<Column fold="subject">{t("name")}</Column>
							<Column>{t("role")}</Column>
							<Column>{t("stores")}</Column>
							<Column>{t("pin")}</Column>
							<Column>{t("seen")}</Column>
						</>
					}
				>
					{employees.map((employee) => (
						<EmployeeRow key={employee.id} employee={employee} />
					))}
				</Table>
			)}
			{mayEdit && (
				<section className="section" id="add">
					<details className="unfold" open={actionData !== undefined || employees.length === 0 || undefined}>
						<summary className="button">
							<Icon of={Plus} size={15} />
							{t("add")}
						</summary>
						<AddEmployeeForm key={employees.length} {...loaderData} answered={actionData} />
					</details>
				</section>
			)}
		</>
	);
}

function EmployeeRow({ employee }: { employee: EmployeeFacts }) {
	const t = useTranslations("tills.employees");
	const roles = useTranslations("settings.roles");
	const { id, name, role, stores, pinLength, seenAt, state } = employee;
	return (
		<Row>
			<Cell fold="subject">
				<span className="row wrap">
					<RowLink to={`/settings/employees/${id}`}>{name}</RowLink>
					{state === "disabled" && <Badge tone="mute">{t("disabled")}</Badge>}
				</span>
			</Cell>
			<Cell fold="line">{roles(role)}</Cell>
			<Cell fold="line">{stores.map((store) => store.name).join(", ")}</Cell>
			<Cell fold="line">
				{employee.blocked || employee.lockedUntil ? (
					<Badge tone="bad">{t("locked")}</Badge>
				) : pinLength === null ? (
					<Badge tone="warn">{t("noPin")}</Badge>
				) : (
					<>
						<FoldedLabel>{t("pin")}</FoldedLabel>
						{t("digits", { count: pinLength })}
					</>
				)}
			</Cell>
			<Cell fold="line">
				{seenAt !== null && (
					<>
						<FoldedLabel>{t("seen")}</FoldedLabel>
						<When at={seenAt} />
					</>
				)}
			</Cell>
		</Row>
	);
}
