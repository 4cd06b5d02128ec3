import { ChevronRight, LogIn } from "lucide";
import { Form, Link, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Door } from "#app/components/door.tsx";
import { TextField } from "#app/components/field.tsx";
import { Icon } from "#app/components/icon.tsx";
import { Notice } from "#app/components/notice.tsx";
import { localeOf } from "#app/i18n.ts";
import { askReset } from "#app/identity/ask-reset.server.ts";
import { requestContext } from "#app/platform/context.ts";
import { newId } from "#app/platform/ids.ts";
import { useRefused } from "../refused.ts";
import type { Route } from "./+types/forgot-password.ts";
import { openForm, typed } from "./open-form.server.ts";
import { OutboxLink } from "./outbox-link.tsx";

/** A door: it is sent no other page's words. */
export const handle = "door";

export function loader({ context }: Route.LoaderArgs) {
	const { cfg, now } = context.get(requestContext);
	return { commandId: newId(now), hasOutbox: cfg.ENVIRONMENT === "local" };
}

export async function action(args: Route.ActionArgs) {
	return openForm(args, async (scope, fields) => {
		const email = typed(fields, "email");
		await askReset(scope, { email }, { key: typed(fields, "commandId"), locale: localeOf(args.request) });
		return { ok: true as const, email: email?.trim() ?? "" };
	});
}

/** How long to wait is said to programs too. */
export function headers({ actionHeaders }: Route.HeadersArgs) {
	return actionHeaders;
}

/** Nobody signs in with a user name here. */
const here = { "email.invalid_type": "email" };

export default function ForgotPassword({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("passwordReset");
	const busy = useNavigation().formMethod === "POST";
	const refused = useRefused(actionData?.ok ? undefined : actionData, ["email"], here);
	if (actionData?.ok) return <Sent email={actionData.email} hasOutbox={loaderData.hasOutbox} />;
	return (
		<Door title={t("askTitle")} lead={t("askLead")}>
			{refused.whole && <Notice tone="bad">{refused.whole}</Notice>}
			<Form method="post" noValidate ref={refused.form}>
				<input type="hidden" name="commandId" value={loaderData.commandId} />
				<TextField
					label={t("email")}
					name="email"
					type="email"
					autoComplete="username"
					autoCapitalize="none"
					spellCheck={false}
					required
					defaultValue={refused.typed("email")}
					problems={refused.at("email")}
				/>
				<Button kind="primary" type="submit" busy={busy}>
					{t("send")}
				</Button>
			</Form>
			<Link to="/sign-in" className="second-door">
				<Icon of={LogIn} size={20} />
				<span className="grow">
					<b>{t("remembered")}</b>
					<small>{t("back")}</small>
				</span>
				<Icon of={ChevronRight} />
			</Link>
		</Door>
	);
}

/** The same for every address: whether somebody signs in with it is not said. */
function Sent({ email, hasOutbox }: { email: string; hasOutbox: boolean }) {
	const t = useTranslations("passwordReset");
	return (
		<Door title={t("sentTitle")} lead={t("sentLead", { email })}>
			<div className="stack">
				<p className="meta">{t("sentNothing")}</p>
				<ButtonLink to="/forgot-password">{t("again")}</ButtonLink>
				<ButtonLink to="/sign-in" kind="quiet">
					{t("back")}
				</ButtonLink>
				{hasOutbox && <OutboxLink to={email} />}
			</div>
		</Door>
	);
}
