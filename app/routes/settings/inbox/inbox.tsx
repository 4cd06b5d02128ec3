import { redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { inboxDesk } from "#app/inbox/keep-settings.server.ts";
import { assignments } from "#app/inbox/rules.ts";
import { newId } from "#app/platform/ids.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { Said } from "../../catalog/said.tsx";
import { form, page, type Refused } from "../../door.server.ts";
import { Part } from "../act-form.tsx";
import { PlainForm } from "../plain-form.tsx";
import { SettingsTabs } from "../settings-tabs.tsx";
import type { Route } from "./+types/inbox.ts";
import { CannedPart } from "./canned-part.tsx";
import { actOnInboxSettings } from "./inbox-acts.server.ts";
import { LabelsPart } from "./labels-part.tsx";
import { SealingPart } from "./sealing-part.tsx";
import "#app/styles/inbox.css";

export const handle = "settings";

export async function loader(args: Route.LoaderArgs) {
	return page(args, async (tenant) => {
		requirePermission(await tenant.principal(), "inbox:settings");
		return { ...(await inboxDesk(tenant, {})), commandId: newId(tenant.now) };
	});
}

export async function action(args: Route.ActionArgs) {
	return form(args, async (tenant, fields) => redirect(`/settings/inbox?said=${await actOnInboxSettings(tenant, fields)}`, 303));
}

/** How new conversations find somebody, and what the team has ready to say. */
export default function InboxSettings({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("inboxSettings");
	const common = { commandId: loaderData.commandId, answered: actionData };
	return (
		<>
			<PageHeader title={t("title")} />
			<SettingsTabs />
			<Said
				words={{
					settings: t("saved.settings"),
					canned: t("saved.canned"),
					cannedGone: t("saved.cannedGone"),
					label: t("saved.label"),
					labelGone: t("saved.labelGone"),
					available: t("saved.available"),
					sealed: t("saved.sealed"),
					unsealed: t("saved.unsealed"),
				}}
			/>
			<Assignment {...common} settings={loaderData} />
			<CannedPart {...common} canned={loaderData.canned} />
			<LabelsPart {...common} labels={loaderData.labels} />
			<SealingPart {...common} sealing={loaderData.sealing} />
		</>
	);
}

type Common = { commandId: string; answered: Refused | undefined };
type Settings = Route.ComponentProps["loaderData"];

function Assignment({ settings, ...common }: Common & { settings: Settings }) {
	const t = useTranslations("inboxSettings");
	const { agents } = settings;
	const { assignment, capacity, version } = settings.settings;
	return (
		<Part id="assignment" title={t("assignment")} about={t("assignmentAbout")}>
			<PlainForm {...common} intent="settings" fields={["assignment", "capacity"]}>
				{({ at, typed, busy }) => (
					<>
						{version > 0 && <input type="hidden" name="version" value={version} />}
						<SelectField label={t("how")} name="assignment" defaultValue={typed("assignment") ?? assignment} problems={at("assignment")}>
							{assignments.map((word) => (
								<option key={word} value={word}>
									{t(`ways.${word}`)}
								</option>
							))}
						</SelectField>
						<TextField
							label={t("capacity")}
							name="capacity"
							type="number"
							min={1}
							max={1000}
							hint={t("capacityHint")}
							defaultValue={typed("capacity") ?? capacity}
							problems={at("capacity")}
						/>
						<div className="submit">
							<Button type="submit" kind="primary" busy={busy}>
								{t("save")}
							</Button>
						</div>
					</>
				)}
			</PlainForm>
			<h3>{t("people")}</h3>
			<ul className="stack">
				{agents.map(({ id, name, isAvailable }) => (
					<li key={id} className="row wrap">
						<span className="grow">
							{name} <small className="meta">{t(isAvailable ? "takesNew" : "takesNone")}</small>
						</span>
						<PlainForm {...common} intent="available" about={{ name: "userId", id }} look="bare">
							{({ busy }) => (
								<span className="row">
									<Button type="submit" size="s" name="to" value={isAvailable ? "no" : "yes"} busy={busy}>
										{t(isAvailable ? "takeNone" : "takeNew")}
									</Button>
									{isAvailable && (
										<Button type="submit" size="s" name="to" value="back" busy={busy}>
											{t("giveBack")}
										</Button>
									)}
								</span>
							)}
						</PlainForm>
					</li>
				))}
			</ul>
		</Part>
	);
}
