import { redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { PageHeader } from "#app/components/page-header.tsx";
import { localeOf } from "#app/i18n.ts";
import { isGoogleReady } from "#app/identity/adapters/google.server.ts";
import { settingsPage } from "#app/identity/settings-page.server.ts";
import { newId } from "#app/platform/ids.ts";
import { allZones } from "#app/platform/time.ts";
import { currenciesIn } from "../currencies.server.ts";
import { form, page } from "../door.server.ts";
import type { Route } from "./+types/settings.ts";
import { Outcome } from "./act-form.tsx";
import { BusinessPart, StoresPart } from "./business-parts.tsx";
import { AccountNotices, GooglePart, NoPasswordPart } from "./account-parts.tsx";
import { LookPart, PasswordPart, ProfilePart, SessionsPart } from "./own-parts.tsx";
import { PeoplePart } from "./people-part.tsx";
import { SettingsTabs } from "./settings-tabs.tsx";
import { actOn } from "./settings-acts.server.ts";

export const handle = "settings";

export async function loader(args: Route.LoaderArgs) {
	return page(args, async (tenant) => {
		const { business, stores, permissions, user } = await tenant.principal();
		const { account, sessions, people, invites, businessVersion } = await settingsPage(tenant, {});
		const mayEdit = permissions.has("settings:write");
		return {
			commandId: newId(tenant.now),
			user,
			account,
			hasGoogle: isGoogleReady(tenant.scope.cfg),
			hasOutbox: tenant.scope.cfg.ENVIRONMENT === "local",
			sessions,
			business: { ...business, taxRate: business.taxRate / 100, version: businessVersion },
			stores: permissions.has("settings:read") ? stores : null,
			people,
			invites,
			mayEdit,
			mayManagePeople: permissions.has("users:write"),
			// What only the owner's forms offer to choose from.
			timeZones: mayEdit ? allZones(business.timeZone) : [],
			currencies: mayEdit ? currenciesIn(localeOf(args.request), business.currency) : [],
		};
	});
}

export async function action(args: Route.ActionArgs) {
	return form(args, async (tenant, fields) => redirect(`/settings?saved=${await actOn(tenant, fields, localeOf(args.request))}`, 303));
}

export default function Settings({ loaderData }: Route.ComponentProps) {
	const t = useTranslations("settings");
	const {
		user,
		account,
		hasGoogle,
		hasOutbox,
		business,
		stores,
		people,
		invites,
		sessions,
		mayEdit,
		mayManagePeople,
		timeZones,
		currencies,
	} = loaderData;
	return (
		<>
			<PageHeader title={t("title")} />
			<SettingsTabs />
			<Outcome />
			<AccountNotices user={user} account={account} hasOutbox={hasOutbox} />
			<ProfilePart user={user} account={account} />
			{account.hasPassword ? <PasswordPart user={user} /> : <NoPasswordPart />}
			{(hasGoogle || account.hasGoogle) && <GooglePart account={account} />}
			<LookPart />
			<SessionsPart sessions={sessions} />
			{mayEdit && <BusinessPart business={business} timeZones={timeZones} currencies={currencies} />}
			{stores && <StoresPart stores={stores} business={business} mayAdd={mayEdit} timeZones={timeZones} currencies={currencies} />}
			{people && <PeoplePart people={people} invites={invites} me={user.id} mayManage={mayManagePeople} />}
		</>
	);
}
