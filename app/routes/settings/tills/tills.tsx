import { CloudOff, MonitorSmartphone } from "lucide";
import { redirect, redirectDocument, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { enrolDevice } from "#app/identity/enrol-device.server.ts";
import { logOut } from "#app/identity/log-out.server.ts";
import { renameDevice } from "#app/identity/rename-device.server.ts";
import { revokeDevice } from "#app/identity/revoke-device.server.ts";
import type { StoreDoor } from "#app/identity/store-doors.server.ts";
import { tillsPage } from "#app/identity/tills-page.server.ts";
import { deviceLifetime } from "#app/identity/tokens.server.ts";
import { unlockDevice } from "#app/identity/unlock-device.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { clearEmployee, clearSession, deviceCookie, setSecret } from "#app/platform/http/cookies.ts";
import { newId } from "#app/platform/ids.ts";
import { field, form, page } from "../../door.server.ts";
import { useSaidOnce } from "../../said-once.ts";
import { userAgentOf } from "../../sign-in/open-form.server.ts";
import { FoldedLabel } from "../folded-label.tsx";
import { SettingsTabs } from "../settings-tabs.tsx";
import type { Route } from "./+types/tills.ts";
import { DeviceRow, EnrolHere } from "./till-parts.tsx";

export const handle = "settings";

export async function loader(args: Route.LoaderArgs) {
	return page(args, async (tenant) => {
		const found = await tillsPage(tenant, {});
		const { permissions, device, stores } = await tenant.principal();
		return {
			...found,
			commandId: newId(tenant.now),
			thisDevice: device?.id ?? null,
			stores: stores.map(({ id, name, kind }) => ({ id, name, kind })),
			mayEdit: permissions.has("devices:write"),
			mayUnlock: permissions.has("employees:unlock"),
		};
	});
}

export async function action(args: Route.ActionArgs) {
	return form(args, async (tenant, fields) => {
		const intent = field(fields, "intent");
		const deviceId = field(fields, "deviceId");
		const key = { key: `${field(fields, "commandId")} ${deviceId ?? ""}` };
		if (intent === "enrol") {
			const wanted = { storeId: field(fields, "storeId") ?? "", name: field(fields, "name") };
			const { token } = await enrolDevice(tenant, wanted, { userAgent: userAgentOf(args.request) });
			const headers = new Headers({ "Set-Cookie": setSecret(deviceCookie, token, deviceLifetime) });
			for (const cookie of clearEmployee()) headers.append("Set-Cookie", cookie);
			if (!fields.has("signOut")) return redirect("/settings/tills?saved=enrol", { status: 303, headers });
			// A browser others will use keeps nothing of its owner.
			await logOut(tenant.scope);
			headers.append("Set-Cookie", clearSession());
			return redirectDocument("/login", { status: 303, headers });
		}
		if (intent === "rename") await renameDevice(tenant, { deviceId, name: field(fields, "name") ?? "" }, key);
		else if (intent === "revoke") await revokeDevice(tenant, { deviceId }, key);
		else if (intent === "unlock") await unlockDevice(tenant, { deviceId }, key);
		else refuse("invalid", "validation_failed");
		return redirect(`/settings/tills?saved=${intent}`, 303);
	});
}

const intents = ["enrol", "rename", "revoke", "unlock"] as const;

export default function Tills({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("tills");
	const queues = useTranslations("tillQueues");
	const asked = new URLSearchParams(useLocation().search).get("saved");
	const saved = [...intents, "door" as const].find((intent) => intent === asked);
	useSaidOnce(saved && t(`saved.${saved}`), "saved");
	const { devices, doors, mayEdit, stores, thisDevice } = loaderData;
	const forms = { commandId: loaderData.commandId, answered: actionData };
	return (
		<>
			<PageHeader title={t("title")}>
				<ButtonLink to="/settings/tills/offline" icon={CloudOff}>
					{queues("link")}
				</ButtonLink>
			</PageHeader>
			<SettingsTabs />
			<section className="section">
				<p className="quiet-text">{t("about")}</p>
			</section>
			{devices.length === 0 ? (
				<Empty icon={MonitorSmartphone} title={t("none")}>
					{t("noneNext")}
				</Empty>
			) : (
				<Table
					label={t("title")}
					folds
					head={
						<>
							<Column fold="subject">{t("name")}</Column>
							<Column>{t("store")}</Column>
							<Column>{t("person")}</Column>
							<Column>{t("seen")}</Column>
							<Column hidden>{t("edit")}</Column>
						</>
					}
				>
					{devices.map((device) => (
						<DeviceRow
							key={`${device.id} ${device.name}`}
							device={device}
							isThis={device.id === thisDevice}
							forms={forms}
							mayEdit={mayEdit}
							mayUnlock={loaderData.mayUnlock}
						/>
					))}
				</Table>
			)}
			{mayEdit && <EnrolHere stores={stores} forms={forms} isTill={thisDevice !== null} />}
			<Doors doors={doors} mayEdit={mayEdit} />
		</>
	);
}

function Doors({ doors, mayEdit }: { doors: StoreDoor[]; mayEdit: boolean }) {
	const t = useTranslations("tills");
	return (
		<section className="section" aria-labelledby="doors">
			<header>
				<h2 id="doors">{t("doors")}</h2>
			</header>
			<p className="quiet-text above-table">{t("doorsAbout")}</p>
			<Table
				label={t("doors")}
				folds
				bleed
				head={
					<>
						<Column fold="subject">{t("store")}</Column>
						<Column>{t("signsIn")}</Column>
						<Column>{t("pinLength")}</Column>
						<Column>{t("locks")}</Column>
						{mayEdit && <Column hidden>{t("edit")}</Column>}
					</>
				}
			>
				{doors.map((door) => (
					<Row key={door.storeId}>
						<Cell fold="subject">
							<b>{door.storeName}</b>
						</Cell>
						<Cell fold="line">{t(door.totp === "on" ? "withApp" : "withMail", { email: door.email ?? t("owners") })}</Cell>
						<Cell fold="line">
							<FoldedLabel>{t("pinLength")}</FoldedLabel>
							{t("employees.digits", { count: door.pinLength })}
						</Cell>
						<Cell fold="line">
							<FoldedLabel>{t("locks")}</FoldedLabel>
							{door.lockMinutes === 0 ? t("never") : t("afterMinutes", { count: door.lockMinutes })}
						</Cell>
						{mayEdit && (
							<Cell number fold="figure">
								<ButtonLink to={`/settings/tills/${door.storeId}`} size="s">
									{t("edit")} <span className="visually-hidden">{door.storeName}</span>
								</ButtonLink>
							</Cell>
						)}
					</Row>
				))}
			</Table>
		</section>
	);
}
