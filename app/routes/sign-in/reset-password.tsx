import { Form, redirectDocument, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Door } from "#app/components/door.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PasswordField } from "#app/components/password-field.tsx";
import { findLink } from "#app/identity/links.server.ts";
import { resetPassword } from "#app/identity/reset-password.server.ts";
import { linkState } from "#app/identity/rules.ts";
import { sessionLifetime } from "#app/identity/tokens.server.ts";
import { requestContext } from "#app/platform/context.ts";
import { setSession } from "#app/platform/http/cookies.ts";
import { newId } from "#app/platform/ids.ts";
import { useRefused } from "../refused.ts";
import type { Route } from "./+types/reset-password.ts";
import { openForm, typed, userAgentOf } from "./open-form.server.ts";

/** A door: it is sent no other page's words. */
export const handle = "door";

/** Looks at the link, and leaves it as it is: whoever reads mail before people do opens every link in it. */
export async function loader({ url, context }: Route.LoaderArgs) {
	const scope = context.get(requestContext);
	const token = url.searchParams.get("token") ?? "";
	const link = await findLink(scope, token, "reset_password");
	return { token, commandId: newId(scope.now), email: link?.email ?? "", state: link ? linkState(link, scope.now) : ("unknown" as const) };
}

export async function action(args: Route.ActionArgs) {
	return openForm(args, async (scope, fields) => {
		const wanted = { token: typed(fields, "token"), newPassword: typed(fields, "newPassword") };
		const { token } = await resetPassword(scope, wanted, { key: typed(fields, "commandId"), userAgent: userAgentOf(args.request) });
		// The whole document: whoever was signed in here before leaves nothing behind.
		return redirectDocument("/", { status: 303, headers: { "Set-Cookie": setSession(token, sessionLifetime) } });
	});
}

/** How long to wait is said to programs too. */
export function headers({ actionHeaders }: Route.HeadersArgs) {
	return actionHeaders;
}

export default function ResetPassword({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("passwordReset");
	const busy = useNavigation().formMethod === "POST";
	const refused = useRefused(actionData, ["newPassword"]);
	const { state, email, token, commandId } = loaderData;
	if (state !== "open")
		return (
			<Door title={t("deadTitle")} lead={t(`dead.${state}`)}>
				<div className="stack">
					<ButtonLink to="/forgot-password" kind="primary">
						{t("newLink")}
					</ButtonLink>
					<ButtonLink to="/sign-in" kind="quiet">
						{t("back")}
					</ButtonLink>
				</div>
			</Door>
		);
	return (
		<Door title={t("title")} lead={t("lead", { email })}>
			{refused.whole && <Notice tone="bad">{refused.whole}</Notice>}
			<Form method="post" noValidate ref={refused.form}>
				<input type="hidden" name="token" value={token} />
				<input type="hidden" name="commandId" value={commandId} />
				{/* Password managers file the new password under this name. */}
				<input type="text" name="email" autoComplete="username" defaultValue={email} hidden readOnly />
				<PasswordField
					label={t("password")}
					hint={t("passwordHint")}
					name="newPassword"
					autoComplete="new-password"
					minLength={8}
					required
					problems={refused.at("newPassword")}
				/>
				<Button kind="primary" type="submit" busy={busy}>
					{t("submit")}
				</Button>
			</Form>
		</Door>
	);
}
