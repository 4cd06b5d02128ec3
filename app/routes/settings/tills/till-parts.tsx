import { Plus } from "lucide";
import { useTranslations } from "use-intl/react";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { Cell, Row } from "#app/components/data-table.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { Icon } from "#app/components/icon.tsx";
import { Menu } from "#app/components/menu.tsx";
import { When } from "#app/components/when.tsx";
import type { DeviceFacts } from "#app/identity/devices.server.ts";
import type { Refused } from "../../door.server.ts";
import { deviceOf } from "../device.ts";
import { FoldedLabel } from "../folded-label.tsx";
import { PlainForm } from "../plain-form.tsx";

type Forms = { commandId: string; answered: Refused | undefined };
type RowProps = { device: DeviceFacts; isThis: boolean; forms: Forms; mayEdit: boolean; mayUnlock: boolean };

/** One till. Revoking it cannot be undone, so the act says first what it does. */
export function DeviceRow({ device, isThis, forms, mayEdit, mayUnlock }: RowProps) {
	const t = useTranslations("tills");
	const settings = useTranslations("settings");
	const { browser, system } = deviceOf(device.userAgent);
	const what = browser && system ? settings("deviceOn", { browser, system }) : (browser ?? system ?? settings("deviceUnknown"));
	const about = { name: "deviceId", id: device.id };
	return (
		<Row>
			<Cell fold="subject">
				<span className="row wrap">
					<b>{device.name}</b>
					{isThis && <Badge tone="accent">{t("this")}</Badge>}
					{device.lockedUntil !== null && <Badge tone="bad">{t("employees.locked")}</Badge>}
				</span>
				<small className="meta">{what}</small>
			</Cell>
			<Cell fold="line">{device.storeName}</Cell>
			<Cell fold="line">
				{device.person && (
					<>
						<FoldedLabel>{t("person")}</FoldedLabel>
						{device.person}
					</>
				)}
			</Cell>
			<Cell fold="line">
				<FoldedLabel>{t("seen")}</FoldedLabel>
				<When at={device.seenAt} />
			</Cell>
			<Cell number fold="figure">
				{(mayEdit || (mayUnlock && device.lockedUntil !== null)) && (
					<Menu
						size="s"
						trigger={
							<>
								{t("edit")} <span className="visually-hidden">{device.name}</span>
							</>
						}
					>
						<div className="menu-form stack">
							{mayUnlock && device.lockedUntil !== null && (
								<PlainForm {...forms} intent="unlock" about={about}>
									{({ busy }) => (
										<Button type="submit" busy={busy}>
											{t("unlock")}
										</Button>
									)}
								</PlainForm>
							)}
							{mayEdit && (
								<>
									<PlainForm {...forms} intent="rename" about={about} fields={["name"]}>
										{({ at, typed, busy }) => (
											<>
												<TextField
													label={t("name")}
													name="name"
													autoComplete="off"
													defaultValue={typed("name") ?? device.name}
													problems={at("name")}
												/>
												<Button type="submit" busy={busy}>
													{t("rename")}
												</Button>
											</>
										)}
									</PlainForm>
									<PlainForm {...forms} intent="revoke" about={about}>
										{({ busy }) => (
											<>
												<p className="meta">{t("revokeWhat", { name: device.name })}</p>
												<Button type="submit" kind="danger" busy={busy}>
													{t("revoke", { name: device.name })}
												</Button>
											</>
										)}
									</PlainForm>
								</>
							)}
						</div>
					</Menu>
				)}
			</Cell>
		</Row>
	);
}

type EnrolProps = { stores: { id: string; name: string; kind: "shop" | "web" }[]; forms: Forms; isTill: boolean };

/** This very browser becomes a till: one click, because its owner is signed in. */
export function EnrolHere({ stores, forms, isTill }: EnrolProps) {
	const t = useTranslations("tills");
	const shops = stores.filter(({ kind }) => kind === "shop");
	const choices = shops.length > 0 ? shops : stores;
	return (
		<section className="section" id="here">
			<details className="unfold" open={(!isTill && forms.answered?.values.intent === "enrol") || undefined}>
				<summary className="button">
					<Icon of={Plus} size={15} />
					{t("enrol")}
				</summary>
				<PlainForm {...forms} intent="enrol" fields={["storeId", "name"]}>
					{({ at, typed, busy }) => (
						<>
							<p className="meta">{isTill ? t("enrolAgain") : t("enrolWhat")}</p>
							<div className="two">
								<SelectField label={t("store")} name="storeId" defaultValue={typed("storeId")} problems={at("storeId")}>
									{choices.map(({ id, name }) => (
										<option key={id} value={id}>
											{name}
										</option>
									))}
								</SelectField>
								<TextField
									label={t("name")}
									hint={t("nameHint")}
									name="name"
									optional
									autoComplete="off"
									defaultValue={typed("name")}
									problems={at("name")}
								/>
							</div>
							<label className="check">
								<input type="checkbox" name="signOut" defaultChecked />
								<span>{t("signOut")}</span>
							</label>
							<div className="submit">
								<Button type="submit" kind="primary" busy={busy}>
									{t("enrol")}
								</Button>
							</div>
						</>
					)}
				</PlainForm>
			</details>
		</section>
	);
}
