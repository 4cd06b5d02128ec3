import { redirect, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PasswordField } from "#app/components/password-field.tsx";
import { beginTotp } from "#app/identity/begin-totp.server.ts";
import { confirmTotp } from "#app/identity/confirm-totp.server.ts";
import { editStoreDoor } from "#app/identity/edit-store-door.server.ts";
import { removeTotp } from "#app/identity/remove-totp.server.ts";
import { listStoreDoors, totpDraft } from "#app/identity/store-doors.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { editTillSettings, tillSettings } from "#app/sales/edit-settings.server.ts";
import { field, form, numberField, page } from "../../door.server.ts";
import { useSaidOnce } from "../../said-once.ts";
import { PlainForm } from "../plain-form.tsx";
import type { Route } from "./+types/store-door.ts";
import { drawQr } from "./draw-qr.server.ts";
import { LeasesPart } from "./leases-part.tsx";
import { TotpPart } from "./totp-part.tsx";

export const handle = "settings";

export async function loader(args: Route.LoaderArgs) {
	return page(args, async (tenant) => {
		const { storeId } = args.params;
		const door = (await listStoreDoors(tenant, {})).find((each) => each.storeId === storeId) ?? refuse("not_found", "not_found");
		requirePermission(await tenant.principal(), "devices:write");
		const draft = door.totp === "draft" ? await totpDraft(tenant, { storeId }) : null;
		const { version, leaseUnits, leaseHours, beyondLease } = await tillSettings(tenant, { storeId });
		const leases = { version, leaseUnits, leaseHours, beyondLease };
		return { commandId: newId(tenant.now), door, leases, draft: draft && { secret: draft.secret, picture: await drawQr(draft.address) } };
	});
}

export async function action(args: Route.ActionArgs) {
	const { storeId } = args.params;
	return form(args, async (tenant, fields) => {
		const intent = field(fields, "intent");
		const key = { key: field(fields, "commandId") };
		const version = numberField(fields, "version");
		if (intent === "login")
			await editStoreDoor(tenant, { storeId, version, email: field(fields, "email") ?? null, password: field(fields, "password") }, key);
		else if (intent === "pins")
			await editStoreDoor(
				tenant,
				{ storeId, version, pinLength: numberField(fields, "pinLength"), lockMinutes: numberField(fields, "lockMinutes") },
				key,
			);
		else if (intent === "leases")
			await editTillSettings(
				tenant,
				{
					storeId,
					version,
					leaseUnits: numberField(fields, "leaseUnits"),
					leaseHours: numberField(fields, "leaseHours"),
					beyondLease: field(fields, "beyondLease"),
				},
				key,
			);
		else if (intent === "totp") await beginTotp(tenant, { storeId }, key);
		else if (intent === "totpConfirm") await confirmTotp(tenant, { storeId, code: field(fields, "code") ?? "" }, key);
		else if (intent === "totpRemove") await removeTotp(tenant, { storeId }, key);
		else refuse("invalid", "validation_failed");
		return redirect(`/settings/tills/${storeId}?saved=${intent}`, 303);
	});
}

const saids = ["login", "pins", "leases", "totpConfirm", "totpRemove"] as const;

export default function StoreDoorPage({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("tills");
	const { door, draft, leases, commandId } = loaderData;
	const asked = new URLSearchParams(useLocation().search).get("saved");
	const saved = saids.find((intent) => intent === asked);
	useSaidOnce(saved && t(`door.saved.${saved}`), "saved");
	const forms = { commandId, answered: actionData };
	return (
		<>
			<PageHeader title={t("door.title", { store: door.storeName })} crumbs={[{ label: t("title"), to: "/settings/tills" }]} />
			<section className="section settings" aria-labelledby="login">
				<div>
					<h2 id="login">{t("door.login")}</h2>
					<p>{t("door.loginAbout")}</p>
				</div>
				<PlainForm {...forms} intent="login" fields={["email", "password"]} key={`login ${door.version}`}>
					{({ at, typed, busy }) => (
						<>
							<input type="hidden" name="version" value={door.version} />
							<TextField
								label={t("door.email")}
								hint={t("door.emailHint")}
								name="email"
								type="email"
								optional
								autoComplete="off"
								defaultValue={typed("email") ?? door.email ?? ""}
								problems={at("email")}
							/>
							<PasswordField
								label={t("door.password")}
								hint={door.email === null ? t("door.passwordFirst") : t("door.passwordKeep")}
								name="password"
								autoComplete="new-password"
								minLength={8}
								problems={at("password")}
							/>
							<div className="submit">
								<Button type="submit" busy={busy}>
									{t("door.saveLogin")}
								</Button>
							</div>
						</>
					)}
				</PlainForm>
			</section>
			<TotpPart door={door} draft={draft} forms={forms} />
			<section className="section settings" aria-labelledby="pins">
				<div>
					<h2 id="pins">{t("door.pins")}</h2>
					<p>{t("door.pinsAbout")}</p>
				</div>
				<PlainForm {...forms} intent="pins" fields={["pinLength", "lockMinutes"]} key={`pins ${door.version}`}>
					{({ at, typed, busy }) => (
						<>
							<input type="hidden" name="version" value={door.version} />
							<div className="two">
								<SelectField
									label={t("pinLength")}
									hint={t("door.pinLengthHint")}
									name="pinLength"
									defaultValue={typed("pinLength") ?? String(door.pinLength)}
									problems={at("pinLength")}
								>
									{[4, 6].map((count) => (
										<option key={count} value={count}>
											{t("employees.digits", { count })}
										</option>
									))}
								</SelectField>
								<TextField
									label={t("door.lockMinutes")}
									hint={t("door.lockHint")}
									name="lockMinutes"
									inputMode="numeric"
									autoComplete="off"
									defaultValue={typed("lockMinutes") ?? String(door.lockMinutes)}
									problems={at("lockMinutes")}
								/>
							</div>
							<div className="submit">
								<Button type="submit" busy={busy}>
									{t("door.savePins")}
								</Button>
							</div>
						</>
					)}
				</PlainForm>
			</section>
			<LeasesPart leases={leases} forms={forms} />
		</>
	);
}
