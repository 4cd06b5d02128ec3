import { Form, redirectDocument, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Door } from "#app/components/door.tsx";
import { TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PasswordField } from "#app/components/password-field.tsx";
import { acceptInvite } from "#app/identity/accept-invite.server.ts";
import { isGoogleReady } from "#app/identity/adapters/google.server.ts";
import { findInvite } from "#app/identity/invites.server.ts";
import { inviteState } from "#app/identity/rules.ts";
import { sessionLifetime } from "#app/identity/tokens.server.ts";
import { viewerOf } from "#app/identity/viewer.server.ts";
import { requestContext } from "#app/platform/context.ts";
import { clearSecret, googlePersonCookie, setSession } from "#app/platform/http/cookies.ts";
import { newId } from "#app/platform/ids.ts";
import { useRefused } from "../refused.ts";
import type { Route } from "./+types/invite.ts";
import { GoogleDoor, GoogleKnows, GoogleProblem } from "./google-door.tsx";
import { personFrom } from "./google-person.server.ts";
import { openForm, typed, userAgentOf } from "./open-form.server.ts";

/** A door: it is sent no other page's words. */
export const handle = "door";

/** Looks at the invite, and leaves it as it is: whoever reads mail before people do opens every link in it. */
export async function loader({ request, url, context }: Route.LoaderArgs) {
	const scope = context.get(requestContext);
	const token = url.searchParams.get("token") ?? "";
	const invite = await findInvite(scope, token);
	const state = invite ? inviteState(invite, scope.now) : ("unknown" as const);
	const shown = state === "open" && invite;
	return {
		token,
		commandId: newId(scope.now),
		state,
		invite: shown ? { email: shown.email, name: shown.name, role: shown.role, by: shown.invitedBy, business: shown.businessName } : null,
		google: (await personFrom(scope, request))?.email ?? null,
		hasGoogle: isGoogleReady(scope.cfg),
		isSomebody: (await viewerOf(scope)) !== null,
	};
}

export async function action(args: Route.ActionArgs) {
	return openForm(args, async (scope, fields) => {
		const wanted = { token: typed(fields, "token"), name: typed(fields, "name"), password: typed(fields, "password") };
		const google = fields.has("google") ? await personFrom(scope, args.request) : null;
		const options = { key: typed(fields, "commandId"), userAgent: userAgentOf(args.request), ...(google && { google }) };
		const { token } = await acceptInvite(scope, wanted, options);
		const headers = new Headers({ "Set-Cookie": setSession(token, sessionLifetime) });
		headers.append("Set-Cookie", clearSecret(googlePersonCookie));
		return redirectDocument("/", { status: 303, headers });
	});
}

/** How long to wait is said to programs too. */
export function headers({ actionHeaders }: Route.HeadersArgs) {
	return actionHeaders;
}

export default function Invite({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("invite");
	const busy = useNavigation().formMethod === "POST";
	const refused = useRefused(actionData, ["name", "password"]);
	const { state, invite, token, commandId, google, hasGoogle, isSomebody } = loaderData;
	const here = `/invite?token=${encodeURIComponent(token)}`;
	if (!invite || state !== "open")
		return (
			<Door title={t("deadTitle")} lead={t(`dead.${state === "open" ? "unknown" : state}`)}>
				<ButtonLink to="/sign-in" kind="primary">
					{t("signIn")}
				</ButtonLink>
			</Door>
		);
	const { business, by, role, email, name } = invite;
	return (
		<Door title={t("title", { business })} lead={t("lead", { by, role: t(`as.${role}`), email })}>
			<GoogleProblem />
			{isSomebody && <Notice tone="info">{t("asOther")}</Notice>}
			{google && <GoogleKnows email={google} without={here} />}
			{refused.whole && <Notice tone="bad">{refused.whole}</Notice>}
			<Form method="post" action={here} noValidate ref={refused.form}>
				<input type="hidden" name="token" value={token} />
				<input type="hidden" name="commandId" value={commandId} />
				{google && <input type="hidden" name="google" value="yes" />}
				<TextField
					label={t("name")}
					name="name"
					autoComplete="name"
					required
					defaultValue={refused.typed("name") ?? name ?? ""}
					problems={refused.at("name")}
				/>
				{/* Password managers file the password under this name. */}
				<input type="text" name="email" autoComplete="username" defaultValue={email} hidden readOnly />
				{!google && (
					<PasswordField
						label={t("password")}
						hint={t("passwordHint")}
						name="password"
						autoComplete="new-password"
						minLength={8}
						required
						problems={refused.at("password")}
					/>
				)}
				<Button kind="primary" type="submit" busy={busy}>
					{t("submit")}
				</Button>
			</Form>
			{hasGoogle && !google && <GoogleDoor query={{ invite: token }} />}
		</Door>
	);
}
