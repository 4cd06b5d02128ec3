import { Form, redirect, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { localeOf } from "#app/i18n.ts";
import { oneStore } from "#app/identity/queries.server.ts";
import { editStore } from "#app/orders/edit-store.server.ts";
import { newId } from "#app/platform/ids.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { allZones } from "#app/platform/time.ts";
import { currenciesIn } from "../currencies.server.ts";
import { field, form, numberField, page } from "../door.server.ts";
import { useRefused } from "../refused.ts";
import type { Route } from "./+types/store.ts";
import { ZoneField } from "./zone-field.tsx";

export const handle = "settings";

export async function loader(args: Route.LoaderArgs) {
	return page(args, async (tenant) => {
		const store = await oneStore(tenant, { storeId: args.params.storeId });
		requirePermission(await tenant.principal(), editStore.spec.needs);
		return {
			commandId: newId(tenant.now),
			store,
			timeZones: allZones(store.timeZone),
			currencies: currenciesIn(localeOf(args.request), store.currency),
		};
	});
}

export async function action(args: Route.ActionArgs) {
	return form(args, async (tenant, fields) => {
		const wanted = {
			storeId: args.params.storeId,
			name: field(fields, "name") ?? "",
			timeZone: field(fields, "timeZone"),
			currency: field(fields, "currency"),
			version: numberField(fields, "version"),
		};
		await editStore(tenant, wanted, { key: field(fields, "commandId") });
		return redirect("/settings?saved=storeEdited#stores", 303);
	});
}

/** A store's name, time zone and currency. */
export default function Store({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("settings");
	const busy = useNavigation().formMethod === "POST";
	const refused = useRefused(actionData, ["name", "timeZone", "currency"]);
	const { commandId, store, timeZones, currencies } = loaderData;
	return (
		<>
			<PageHeader title={t("storeTitle", { name: store.name })} crumbs={[{ label: t("title"), to: "/settings#stores" }]} />
			<div className="section">
				<Form method="post" className="form" noValidate ref={refused.form}>
					{refused.whole && <Notice tone="bad">{refused.whole}</Notice>}
					<input type="hidden" name="commandId" value={commandId} />
					<input type="hidden" name="version" value={store.version} />
					<TextField
						label={t("storeName")}
						hint={t("storeNameHint")}
						name="name"
						required
						autoComplete="off"
						defaultValue={refused.typed("name") ?? store.name}
						problems={refused.at("name")}
					/>
					<ZoneField
						timeZones={timeZones}
						hint={t("storeZoneHint")}
						chosen={refused.typed("timeZone") ?? store.timeZone}
						problems={refused.at("timeZone")}
					/>
					<SelectField
						label={t("currency")}
						hint={t("storeCurrencyHint")}
						name="currency"
						defaultValue={refused.typed("currency") ?? store.currency}
						problems={refused.at("currency")}
					>
						{currencies.map(({ code, name }) => (
							<option key={code} value={code}>{`${code} · ${name}`}</option>
						))}
					</SelectField>
					<div className="submit">
						<Button type="submit" kind="primary" busy={busy}>
							{t("saveStore")}
						</Button>
					</div>
				</Form>
			</div>
		</>
	);
}
