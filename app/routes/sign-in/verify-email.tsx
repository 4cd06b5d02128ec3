import { Form, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Door } from "#app/components/door.tsx";
import { Notice } from "#app/components/notice.tsx";
import { findLink } from "#app/identity/links.server.ts";
import { linkState } from "#app/identity/rules.ts";
import { verifyEmail } from "#app/identity/verify-email.server.ts";
import { requestContext } from "#app/platform/context.ts";
import { newId } from "#app/platform/ids.ts";
import { useRefused } from "../refused.ts";
import type { Route } from "./+types/verify-email.ts";
import { openForm, typed } from "./open-form.server.ts";

/** A door: it is sent no other page's words. */
export const handle = "door";

/** Looks at the link, and leaves it as it is: whoever reads mail before people do opens every link in it. */
export async function loader({ url, context }: Route.LoaderArgs) {
	const scope = context.get(requestContext);
	const token = url.searchParams.get("token") ?? "";
	const link = await findLink(scope, token, "verify_email");
	const state = link ? linkState(link, scope.now) : ("unknown" as const);
	// A link that did its work, opened again, says so rather than that it is worn out.
	return {
		token,
		commandId: newId(scope.now),
		email: link?.email ?? "",
		state: state === "used" && link?.emailVerifiedAt ? ("done" as const) : state,
	};
}

export async function action(args: Route.ActionArgs) {
	return openForm(args, async (scope, fields) => {
		await verifyEmail(scope, { token: typed(fields, "token") }, { key: typed(fields, "commandId") });
		return { ok: true as const };
	});
}

/** How long to wait is said to programs too. */
export function headers({ actionHeaders }: Route.HeadersArgs) {
	return actionHeaders;
}

export default function VerifyEmail({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("verifyEmail");
	const busy = useNavigation().formMethod === "POST";
	const refused = useRefused(actionData?.ok ? undefined : actionData, []);
	const { state, email, token, commandId } = loaderData;
	if (state === "done" || actionData?.ok)
		return (
			<Door title={t("doneTitle")} lead={t("doneLead")}>
				<ButtonLink to="/" kind="primary">
					{t("on")}
				</ButtonLink>
			</Door>
		);
	if (state !== "open")
		return (
			<Door title={t("deadTitle")} lead={t(`dead.${state}`)}>
				<ButtonLink to="/settings" kind="primary">
					{t("newLink")}
				</ButtonLink>
			</Door>
		);
	return (
		<Door title={t("title")} lead={t("lead", { email })}>
			{refused.whole && <Notice tone="bad">{refused.whole}</Notice>}
			<Form method="post" noValidate>
				<input type="hidden" name="token" value={token} />
				<input type="hidden" name="commandId" value={commandId} />
				<Button kind="primary" type="submit" busy={busy}>
					{t("submit")}
				</Button>
			</Form>
		</Door>
	);
}
