import { redirect, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { editEmployee } from "#app/identity/edit-employee.server.ts";
import { oneEmployee } from "#app/identity/employees.server.ts";
import { setPin } from "#app/identity/set-pin.server.ts";
import { unlockPin } from "#app/identity/unlock-pin.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { field, form, numberField, page } from "../../door.server.ts";
import { useSaidOnce } from "../../said-once.ts";
import { PlainForm } from "../plain-form.tsx";
import type { Route } from "./+types/employee.ts";
import { PinField } from "./add-employee-form.tsx";
import { StoreChoices } from "./store-choices.tsx";

export const handle = "settings";

export async function loader(args: Route.LoaderArgs) {
	return page(args, async (tenant) => {
		const employee = await oneEmployee(tenant, { employeeId: args.params.employeeId });
		const { stores, permissions } = await tenant.principal();
		return {
			commandId: newId(tenant.now),
			employee,
			stores: stores.map(({ id, name }) => ({ id, name })),
			mayEdit: permissions.has("employees:write"),
			mayUnlock: permissions.has("employees:unlock"),
		};
	});
}

export async function action(args: Route.ActionArgs) {
	const { employeeId } = args.params;
	return form(args, async (tenant, fields) => {
		const intent = field(fields, "intent");
		const key = { key: field(fields, "commandId") };
		const version = numberField(fields, "version");
		if (intent === "edit") {
			const name = field(fields, "name");
			const role = field(fields, "role");
			const mine = { ...(name !== undefined && { name }), ...(role !== undefined && { role }) };
			await editEmployee(tenant, { employeeId, version, storeIds: fields.getAll("storeIds"), slug: field(fields, "slug"), ...mine }, key);
		} else if (intent === "pin") await setPin(tenant, { employeeId, pin: field(fields, "pin") }, key);
		else if (intent === "unlock") await unlockPin(tenant, { employeeId }, key);
		else if (intent === "disable" || intent === "enable")
			await editEmployee(tenant, { employeeId, version, state: intent === "disable" ? "disabled" : "active" }, key);
		else refuse("invalid", "validation_failed");
		return redirect(`/settings/employees/${employeeId}?saved=${intent}`, 303);
	});
}

const intents = ["edit", "pin", "unlock", "disable", "enable"] as const;

export default function Employee({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("tills.employees");
	const { employee, commandId, mayUnlock, mayEdit } = loaderData;
	const asked = new URLSearchParams(useLocation().search).get("saved");
	const saved = intents.find((intent) => intent === asked);
	useSaidOnce(saved && t(`saved.${saved}`), "saved");
	const forms = { commandId, answered: actionData };
	const isLocked = employee.blocked || employee.lockedUntil !== null;
	return (
		<>
			<PageHeader title={employee.name} crumbs={[{ label: t("title"), to: "/settings/employees" }]} />
			{employee.state === "disabled" && (
				<div className="section">
					<Notice tone="info">{t("disabledWhat", { name: employee.name })}</Notice>
				</div>
			)}
			{isLocked && mayUnlock && (
				<div className="section">
					<PlainForm {...forms} intent="unlock">
						{({ busy }) => (
							<>
								<Notice tone="warn">{employee.blocked ? t("blockedWhat") : t("lockedWhat")}</Notice>
								<div className="submit">
									<Button type="submit" busy={busy}>
										{t("unlock")}
									</Button>
								</div>
							</>
						)}
					</PlainForm>
				</div>
			)}
			{mayEdit && <EditPart {...loaderData} answered={actionData} />}
			{mayEdit && (
				<section className="section settings" aria-labelledby="pin">
					<div>
						<h2 id="pin">{t("pin")}</h2>
						<p>{employee.pinLength === null ? t("noPinWhat") : t("pinWhat", { count: employee.pinLength })}</p>
					</div>
					<PlainForm {...forms} intent="pin" fields={["pin"]} key={employee.version}>
						{({ at, busy }) => (
							<>
								<PinField label={t("newPin")} problems={at("pin")} />
								<div className="submit">
									<Button type="submit" busy={busy}>
										{t("setPin")}
									</Button>
								</div>
							</>
						)}
					</PlainForm>
				</section>
			)}
			{mayEdit && (
				<section className="section settings" aria-labelledby="comes-in">
					<div>
						<h2 id="comes-in">{t("comesIn")}</h2>
						<p>{t("comesInWhat")}</p>
					</div>
					<PlainForm {...forms} intent={employee.state === "active" ? "disable" : "enable"}>
						{({ busy }) => (
							<div className="submit">
								<input type="hidden" name="version" value={employee.version} />
								<Button type="submit" kind={employee.state === "active" ? "danger" : "plain"} busy={busy}>
									{employee.state === "active" ? t("disable", { name: employee.name }) : t("enable", { name: employee.name })}
								</Button>
							</div>
						)}
					</PlainForm>
				</section>
			)}
		</>
	);
}

type EditProps = Route.ComponentProps["loaderData"] & { answered: Route.ComponentProps["actionData"] };

function EditPart({ employee, stores, commandId, answered }: EditProps) {
	const t = useTranslations("tills.employees");
	const roles = useTranslations("settings.roles");
	return (
		<section className="section settings" aria-labelledby="who">
			<div>
				<h2 id="who">{t("who")}</h2>
				<p>{employee.hasAccount ? t("hasAccount") : t("onlyPin")}</p>
			</div>
			<PlainForm
				intent="edit"
				commandId={commandId}
				answered={answered}
				fields={["name", "role", "slug", "storeIds"]}
				key={employee.version}
			>
				{({ at, typed, busy }) => (
					<>
						<input type="hidden" name="version" value={employee.version} />
						{!employee.hasAccount && (
							<div className="two">
								<TextField
									label={t("name")}
									name="name"
									required
									autoComplete="off"
									defaultValue={typed("name") ?? employee.name}
									problems={at("name")}
								/>
								<SelectField
									label={t("role")}
									hint={t("roleHint")}
									name="role"
									defaultValue={typed("role") ?? employee.role}
									problems={at("role")}
								>
									{(["employee", "agent", "manager"] as const).map((role) => (
										<option key={role} value={role}>
											{roles(role)}
										</option>
									))}
								</SelectField>
							</div>
						)}
						<StoreChoices stores={stores} chosen={employee.stores.map(({ storeId }) => storeId)} problems={at("storeIds")} />
						<TextField
							label={t("slug")}
							hint={t("slugHint")}
							name="slug"
							autoComplete="off"
							mono
							defaultValue={typed("slug") ?? employee.stores[0]?.slug ?? ""}
							problems={at("slug")}
						/>
						<div className="submit">
							<Button type="submit" kind="primary" busy={busy}>
								{t("save")}
							</Button>
						</div>
					</>
				)}
			</PlainForm>
		</section>
	);
}
