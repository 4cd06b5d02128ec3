import { ChevronRight, LogIn } from "lucide";
import { useEffect, useRef } from "react";
import { Form, Link, redirect, redirectDocument, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { openBusiness } from "#app/catalog/open-business.server.ts";
import { Button } from "#app/components/button.tsx";
import { Door } from "#app/components/door.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { Icon } from "#app/components/icon.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PasswordField } from "#app/components/password-field.tsx";
import { isLocale, localeOf, locales, sameOriginPath } from "#app/i18n.ts";
import { isGoogleReady } from "#app/identity/adapters/google.server.ts";
import { sessionLifetime } from "#app/identity/tokens.server.ts";
import { viewerOf } from "#app/identity/viewer.server.ts";
import { requestContext } from "#app/platform/context.ts";
import { clearSecret, googlePersonCookie, setPreference, setSession } from "#app/platform/http/cookies.ts";
import { newId } from "#app/platform/ids.ts";
import { canonicalZone } from "#app/platform/time.ts";
import { useRefused } from "../refused.ts";
import type { Route } from "./+types/register.ts";
import { currenciesIn } from "../currencies.server.ts";
import { GoogleDoor, GoogleKnows } from "./google-door.tsx";
import { personFrom } from "./google-person.server.ts";
import { openForm, typed, userAgentOf } from "./open-form.server.ts";

/** A door: it is sent no other page's words. */
export const handle = "door";

export async function loader({ request, url, context }: Route.LoaderArgs) {
	const scope = context.get(requestContext);
	const next = sameOriginPath(url.searchParams.get("next"));
	if (await viewerOf(scope)) throw redirect(next);
	const locale = localeOf(request);
	const person = await personFrom(scope, request);
	return {
		next,
		locale,
		currencies: currenciesIn(locale),
		commandId: newId(scope.now),
		google: person && { name: person.name, email: person.email },
		hasGoogle: isGoogleReady(scope.cfg),
	};
}

const fields = ["name", "businessName", "storeName", "email", "password", "currency", "locale"] as const;

export async function action(args: Route.ActionArgs) {
	return openForm(args, async (scope, form) => {
		// Nobody typed the zone, so one that is none of Intl's is no mistake of theirs.
		const timeZone = canonicalZone(typed(form, "timeZone") ?? "") ?? undefined;
		const wanted: Record<string, string | undefined> = { ...Object.fromEntries(fields.map((name) => [name, typed(form, name)])), timeZone };
		const google = form.has("google") ? await personFrom(scope, args.request) : null;
		const options = { key: typed(form, "commandId"), userAgent: userAgentOf(args.request), ...(google && { google }) };
		const { token } = await openBusiness(scope, wanted, options);
		const headers = new Headers({ "Set-Cookie": setSession(token, sessionLifetime) });
		if (google) headers.append("Set-Cookie", clearSecret(googlePersonCookie));
		if (isLocale(wanted.locale)) headers.append("Set-Cookie", setPreference("locale", wanted.locale));
		// The whole document: the words may have become another language's.
		return redirectDocument(sameOriginPath(args.url.searchParams.get("next")), { status: 303, headers });
	});
}

/** How long to wait is said to programs too. */
export function headers({ actionHeaders }: Route.HeadersArgs) {
	return actionHeaders;
}

export default function Register({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("register");
	const languages = useTranslations("preferences.languages");
	const busy = useNavigation().formMethod === "POST";
	const refused = useRefused(actionData, fields);
	const { next, locale, currencies, commandId, google, hasGoogle } = loaderData;
	const here = next === "/" ? "/register" : `/register?next=${encodeURIComponent(next)}`;
	const text = (name: string) => ({ name, required: true, defaultValue: refused.typed(name), problems: refused.at(name) });
	return (
		<Door title={t("title")} lead={t("lead")}>
			{google && <GoogleKnows email={google.email} without={here} />}
			{refused.whole && <Notice tone="bad">{refused.whole}</Notice>}
			<Form method="post" noValidate ref={refused.form}>
				<input type="hidden" name="commandId" value={commandId} />
				{google && <input type="hidden" name="google" value="yes" />}
				<BrowserZone />
				<TextField label={t("name")} autoComplete="name" {...text("name")} defaultValue={refused.typed("name") ?? google?.name} />
				<TextField label={t("business")} autoComplete="organization" {...text("businessName")} />
				<TextField label={t("store")} hint={t("storeHint")} autoComplete="off" {...text("storeName")} />
				{!google && (
					<>
						<TextField label={t("email")} hint={t("emailHint")} type="email" autoComplete="username" {...text("email")} />
						<PasswordField
							label={t("password")}
							hint={t("passwordHint")}
							name="password"
							autoComplete="new-password"
							minLength={8}
							required
							problems={refused.at("password")}
						/>
					</>
				)}
				<SelectField
					label={t("currency")}
					hint={t("currencyHint")}
					name="currency"
					defaultValue={refused.typed("currency") ?? (locale === "da" ? "DKK" : "USD")}
					problems={refused.at("currency")}
				>
					{currencies.map(({ code, name }) => (
						<option key={code} value={code}>{`${code} · ${name}`}</option>
					))}
				</SelectField>
				<SelectField label={t("language")} name="locale" defaultValue={refused.typed("locale") ?? locale} problems={refused.at("locale")}>
					{locales.map((value) => (
						<option key={value} value={value} lang={value}>
							{languages(value)}
						</option>
					))}
				</SelectField>
				<Button kind="primary" type="submit" busy={busy}>
					{t("submit")}
				</Button>
			</Form>
			{hasGoogle && !google && <GoogleDoor query={{ next }} />}
			<Link to={next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`} className="second-door">
				<Icon of={LogIn} size={20} />
				<span className="grow">
					<b>{t("known")}</b>
					<small>{t("signIn")}</small>
				</span>
				<Icon of={ChevronRight} />
			</Link>
		</Door>
	);
}

/** The zone the browser is in, for the first store; empty before scripts. */
function BrowserZone() {
	const input = useRef<HTMLInputElement>(null);
	useEffect(() => {
		if (input.current) input.current.value = new Intl.DateTimeFormat().resolvedOptions().timeZone;
	}, []);
	return <input type="hidden" name="timeZone" ref={input} />;
}
