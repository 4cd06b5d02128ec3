import { ChevronRight, Store } from "lucide";
import { Form, Link, redirect, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Door } from "#app/components/door.tsx";
import { TextField } from "#app/components/field.tsx";
import { Icon } from "#app/components/icon.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PasswordField } from "#app/components/password-field.tsx";
import { sameOriginPath } from "#app/i18n.ts";
import { isGoogleReady } from "#app/identity/adapters/google.server.ts";
import { logIn } from "#app/identity/log-in.server.ts";
import { sessionLifetime } from "#app/identity/tokens.server.ts";
import { viewerOf } from "#app/identity/viewer.server.ts";
import { requestContext } from "#app/platform/context.ts";
import { setSession } from "#app/platform/http/cookies.ts";
import { useRefused } from "../refused.ts";
import type { Route } from "./+types/sign-in.ts";
import { GoogleDoor, GoogleProblem } from "./google-door.tsx";
import { openForm, typed, userAgentOf } from "./open-form.server.ts";

/** A door: it is sent no other page's words. */
export const handle = "door";

/** Whoever is signed in already goes where they wanted to. */
export async function loader({ url, context }: Route.LoaderArgs) {
	const next = sameOriginPath(url.searchParams.get("next"));
	const scope = context.get(requestContext);
	if (await viewerOf(scope)) throw redirect(next);
	return { next, hasGoogle: isGoogleReady(scope.cfg) };
}

export async function action(args: Route.ActionArgs) {
	return openForm(args, async (scope, fields) => {
		const { token } = await logIn(
			scope,
			{ email: typed(fields, "email"), password: typed(fields, "password") },
			{ userAgent: userAgentOf(args.request) },
		);
		return redirect(sameOriginPath(args.url.searchParams.get("next")), {
			status: 303,
			headers: { "Set-Cookie": setSession(token, sessionLifetime) },
		});
	});
}

/** How long to wait is said to programs too. */
export function headers({ actionHeaders }: Route.HeadersArgs) {
	return actionHeaders;
}

/** Nobody chooses a password here. */
const here = { "password.too_small": "required", "password.invalid_type": "required" };

export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("signIn");
	const forgot = useTranslations("passwordReset");
	const busy = useNavigation().formMethod === "POST";
	const refused = useRefused(actionData, ["email", "password"], here);
	const wrong = actionData?.code === "wrong_credentials" && refused.whole;
	const query = loaderData.next === "/" ? "" : `?next=${encodeURIComponent(loaderData.next)}`;
	return (
		<Door title={t("title")} lead={t("lead")}>
			{!actionData && <GoogleProblem />}
			{refused.whole && !wrong && <Notice tone="bad">{refused.whole}</Notice>}
			<Form method="post" noValidate ref={refused.form}>
				<TextField
					label={t("name")}
					name="email"
					autoComplete="username"
					autoCapitalize="none"
					spellCheck={false}
					required
					defaultValue={refused.typed("email")}
					problems={refused.at("email")}
				/>
				<PasswordField
					label={t("password")}
					name="password"
					autoComplete="current-password"
					required
					problems={wrong ? [wrong] : refused.at("password")}
				/>
				<Button kind="primary" type="submit" busy={busy}>
					{t("submit")}
				</Button>
				<Link to="/forgot-password" className="link">
					{forgot("forgot")}
				</Link>
			</Form>
			{loaderData.hasGoogle && <GoogleDoor query={{ next: loaderData.next }} />}
			<Link to={`/register${query}`} className="second-door">
				<Icon of={Store} size={20} />
				<span className="grow">
					<b>{t("new")}</b>
					<small>{t("register")}</small>
				</span>
				<Icon of={ChevronRight} />
			</Link>
		</Door>
	);
}
