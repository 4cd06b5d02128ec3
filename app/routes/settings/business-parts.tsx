import { useTranslations } from "use-intl/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { locales } from "#app/i18n.ts";
import type { StoreFacts, Viewer } from "#app/identity/viewer.server.ts";
import type { CurrencyOption } from "../currencies.server.ts";
import { ActForm, Part } from "./act-form.tsx";
import { Unfold } from "./unfold.tsx";
import { ZoneField } from "./zone-field.tsx";

/** `taxRate` in percent, and the version the form was opened on. */
type Business = Viewer["business"] & { version: number };

/** What holds for the whole business; the owner's. */
export function BusinessPart({
	business,
	timeZones,
	currencies,
}: {
	business: Business;
	timeZones: string[];
	currencies: CurrencyOption[];
}) {
	const t = useTranslations("settings");
	const languages = useTranslations("preferences.languages");
	return (
		<Part id="business" title={t("parts.business")} about={t("about.business")}>
			<ActForm intent="business" fields={["name", "timeZone", "locale", "currency", "taxRate", "taxIncluded"]}>
				{({ at, typed, busy, isRefused }) => (
					<>
						<input type="hidden" name="version" value={business.version} />
						<TextField label={t("businessName")} name="name" required defaultValue={typed("name") ?? business.name} problems={at("name")} />
						<div className="two">
							<ZoneField timeZones={timeZones} chosen={typed("timeZone") ?? business.timeZone} problems={at("timeZone")} />
							<SelectField
								label={t("businessLanguage")}
								name="locale"
								defaultValue={typed("locale") ?? business.locale}
								problems={at("locale")}
							>
								{locales.map((value) => (
									<option key={value} value={value} lang={value}>
										{languages(value)}
									</option>
								))}
							</SelectField>
						</div>
						<SelectField
							label={t("currency")}
							hint={t("currencyHint")}
							name="currency"
							defaultValue={typed("currency") ?? business.currency}
							problems={at("currency")}
						>
							{currencies.map(({ code, name }) => (
								<option key={code} value={code}>{`${code} · ${name}`}</option>
							))}
						</SelectField>
						<TextField
							label={t("taxRate")}
							hint={t("taxHint")}
							name="taxRate"
							inputMode="decimal"
							autoComplete="off"
							defaultValue={typed("taxRate") ?? String(business.taxRate)}
							problems={at("taxRate")}
						/>
						<label className="check">
							<input
								type="checkbox"
								name="taxIncluded"
								defaultChecked={isRefused ? typed("taxIncluded") !== undefined : business.taxIncluded}
							/>
							<span>{t("taxIncluded")}</span>
						</label>
						<div className="submit">
							<Button type="submit" busy={busy}>
								{t("saveBusiness")}
							</Button>
						</div>
					</>
				)}
			</ActForm>
		</Part>
	);
}

type StoresProps = { stores: StoreFacts[]; business: Business; mayAdd: boolean; timeZones: string[]; currencies: CurrencyOption[] };

/** The stores there are, the way to change one, and another. */
export function StoresPart({ stores, business, mayAdd, timeZones, currencies }: StoresProps) {
	const t = useTranslations("settings");
	return (
		<Part id="stores" title={t("parts.store")} about={t("about.store")}>
			<Table
				label={t("parts.store")}
				folds
				head={
					<>
						<Column fold="subject">{t("storeName")}</Column>
						<Column>{t("kind")}</Column>
						<Column>{t("timeZone")}</Column>
						<Column number>{t("currency")}</Column>
						{mayAdd && <Column hidden>{t("edit")}</Column>}
					</>
				}
			>
				{stores.map((store) => (
					<Row key={store.id}>
						<Cell fold="subject">
							<b>{store.name}</b>
						</Cell>
						<Cell fold="line">{t(`kinds.${store.kind}`)}</Cell>
						<Cell fold="line">{store.timeZone}</Cell>
						<Cell number fold="line">
							{store.currency}
						</Cell>
						{mayAdd && (
							<Cell number fold="figure">
								<ButtonLink to={`/settings/stores/${store.id}`} size="s">
									{t("edit")} <span className="visually-hidden">{store.name}</span>
								</ButtonLink>
							</Cell>
						)}
					</Row>
				))}
			</Table>
			{mayAdd && <AddStore key={stores.length} business={business} timeZones={timeZones} currencies={currencies} />}
		</Part>
	);
}

function AddStore({ business, timeZones, currencies }: Omit<StoresProps, "stores" | "mayAdd">) {
	const t = useTranslations("settings");
	return (
		<Unfold words={t("addStore")} intent="store">
			<ActForm intent="store" fields={["name", "kind", "currency", "timeZone"]}>
				{({ at, typed, busy }) => (
					<>
						<div className="two">
							<TextField
								label={t("storeName")}
								name="name"
								required
								autoComplete="off"
								defaultValue={typed("name")}
								problems={at("name")}
							/>
							<SelectField label={t("kind")} name="kind" defaultValue={typed("kind") ?? "shop"} problems={at("kind")}>
								<option value="shop">{t("kinds.shop")}</option>
								<option value="web">{t("kinds.web")}</option>
							</SelectField>
							<SelectField
								label={t("currency")}
								name="currency"
								defaultValue={typed("currency") ?? business.currency}
								problems={at("currency")}
							>
								{currencies.map(({ code, name }) => (
									<option key={code} value={code}>{`${code} · ${name}`}</option>
								))}
							</SelectField>
							<ZoneField timeZones={timeZones} chosen={typed("timeZone") ?? business.timeZone} problems={at("timeZone")} />
						</div>
						<div className="submit">
							<Button type="submit" busy={busy}>
								{t("addStore")}
							</Button>
						</div>
					</>
				)}
			</ActForm>
		</Unfold>
	);
}
