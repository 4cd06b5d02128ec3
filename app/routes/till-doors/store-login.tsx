import { ChevronRight, LogIn } from "lucide";
import { data, Form, Link, redirect, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Door } from "#app/components/door.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { Icon } from "#app/components/icon.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PasswordField } from "#app/components/password-field.tsx";
import { localeOf, sameOriginPath } from "#app/i18n.ts";
import { deviceOf } from "#app/identity/at-device.server.ts";
import { choicesOf, pendingLogin } from "#app/identity/device-logins.server.ts";
import { sendDeviceCode } from "#app/identity/send-device-code.server.ts";
import { startDeviceLogin } from "#app/identity/start-device-login.server.ts";
import { deviceLifetime, pendingLifetime } from "#app/identity/tokens.server.ts";
import { verifyDeviceCode } from "#app/identity/verify-device-code.server.ts";
import { requestContext } from "#app/platform/context.ts";
import { clearEmployee, clearSecret, deviceCookie, devicePendingCookie, setSecret } from "#app/platform/http/cookies.ts";
import { refuse } from "#app/platform/errors.ts";
import { useRefused } from "../refused.ts";
import { openForm, typed, userAgentOf } from "../sign-in/open-form.server.ts";
import type { Route } from "./+types/store-login.ts";
import { CodeStep } from "./code-step.tsx";

/** A door: it is sent no other page's words. */
export const handle = "door";

/** How far this device is: at its password, at its store, at its code, or a till already. */
export async function loader({ url, context }: Route.LoaderArgs) {
	const scope = context.get(requestContext);
	const next = sameOriginPath(url.searchParams.get("next"), "/counter");
	if (url.searchParams.has("again"))
		return data({ next, step: "password" as const }, { headers: { "Set-Cookie": clearSecret(devicePendingCookie) } });
	const login = await pendingLogin(scope);
	if (login) {
		const { store, method, email, sent, resendAt, triesLeft } = login;
		const stores = sent || url.searchParams.has("chosen") ? [] : await choicesOf(scope, login);
		if (stores.length > 1 || (stores.length === 1 && method === "email")) return data({ next, step: "store" as const, store, stores });
		const outbox = scope.cfg.ENVIRONMENT === "local" ? login.address : null;
		return data({ next, step: "code" as const, store, method, email, resendAt, triesLeft, outbox });
	}
	const at = await deviceOf(scope);
	if (at) return data({ next, step: "done" as const, store: at.store, device: at.device.name });
	return data({ next, step: "password" as const });
}

export async function action(args: Route.ActionArgs) {
	return openForm(args, async (scope, fields) => {
		const next = sameOriginPath(args.url.searchParams.get("next"), "/counter");
		const here = `/store/login?next=${encodeURIComponent(next)}`;
		const intent = typed(fields, "intent");
		if (intent === "password") {
			const wanted = { email: typed(fields, "email"), password: typed(fields, "password") };
			const begun = await startDeviceLogin(scope, wanted, { locale: localeOf(args.request) });
			const cookie = setSecret(devicePendingCookie, begun.token, pendingLifetime);
			// With one store there is nothing to choose: the code is on its way at once.
			if (begun.stores.length === 1) await sendDeviceCode({ ...scope, device: { ...scope.device, pending: begun.token } }, {});
			return redirect(here, { status: 303, headers: { "Set-Cookie": cookie } });
		}
		if (intent === "send") {
			await sendDeviceCode(scope, { storeId: typed(fields, "storeId") || undefined });
			return redirect(`${here}&chosen`, 303);
		}
		if (intent !== "code") refuse("invalid", "validation_failed");
		const { token } = await verifyDeviceCode(scope, { code: typed(fields, "code") }, { userAgent: userAgentOf(args.request) });
		const headers = new Headers({ "Set-Cookie": setSecret(deviceCookie, token, deviceLifetime) });
		for (const cookie of [clearSecret(devicePendingCookie), ...clearEmployee()]) headers.append("Set-Cookie", cookie);
		return redirect(`/login?next=${encodeURIComponent(next)}`, { status: 303, headers });
	});
}

/** After a refusal the page shows what made it one: a login that ran out, or has no try left. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: { actionStatus?: number; defaultShouldRevalidate: boolean }) {
	return actionStatus === 401 || actionStatus === 429 || defaultShouldRevalidate;
}

/** How long to wait is said to programs too. */
export function headers({ actionHeaders, loaderHeaders }: Route.HeadersArgs) {
	const all = new Headers(loaderHeaders);
	for (const [name, value] of actionHeaders) all.append(name, value);
	return all;
}

export default function StoreLogin({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("storeLogin");
	const busy = useNavigation().formMethod === "POST";
	const { next, step } = loaderData;
	const query = `?next=${encodeURIComponent(next)}`;
	if (step === "code") return <CodeStep login={loaderData} refused={actionData} busy={busy} />;
	if (step === "store") return <StoreStep {...loaderData} refused={actionData} busy={busy} />;
	if (step === "done")
		return (
			<Door title={t("doneTitle")} lead={t("doneLead", { device: loaderData.device, store: loaderData.store.name })}>
				<Link to={`/login${query}`} className="button" data-kind="primary">
					{t("toTill")}
				</Link>
			</Door>
		);
	return <PasswordStep refused={actionData} busy={busy} query={query} />;
}

type StepProps = { refused: Route.ComponentProps["actionData"]; busy: boolean };

/** Nobody chooses a password here. */
const here = { "password.too_small": "required", "password.invalid_type": "required", "email.too_small": "required" };

function PasswordStep({ refused: answered, busy, query }: StepProps & { query: string }) {
	const t = useTranslations("storeLogin");
	const refused = useRefused(answered, ["email", "password"], here);
	const wrong = answered?.code === "wrong_credentials" && refused.whole;
	return (
		<Door title={t("title")} lead={t("lead")}>
			<p className="meta step">{t("step", { step: 1 })}</p>
			{refused.whole && !wrong && <Notice tone="bad">{refused.whole}</Notice>}
			<Form method="post" noValidate ref={refused.form}>
				<input type="hidden" name="intent" value="password" />
				<TextField
					label={t("email")}
					hint={t("emailHint")}
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
			</Form>
			<Link to={`/sign-in${query}`} className="second-door">
				<Icon of={LogIn} size={20} />
				<span className="grow">
					<b>{t("office")}</b>
					<small>{t("officeHint")}</small>
				</span>
				<Icon of={ChevronRight} />
			</Link>
		</Door>
	);
}

function StoreStep({
	store,
	stores,
	refused: answered,
	busy,
}: StepProps & { store: { id: string }; stores: { id: string; name: string }[] }) {
	const t = useTranslations("storeLogin");
	const refused = useRefused(answered, ["storeId"]);
	return (
		<Door title={t("storeTitle")} lead={t("storeLead")}>
			<p className="meta step">{t("step", { step: 2 })}</p>
			{refused.whole && <Notice tone="bad">{refused.whole}</Notice>}
			<Form method="post" ref={refused.form}>
				<input type="hidden" name="intent" value="send" />
				<SelectField label={t("store")} name="storeId" defaultValue={store.id}>
					{stores.map(({ id, name }) => (
						<option key={id} value={id}>
							{name}
						</option>
					))}
				</SelectField>
				<Button kind="primary" type="submit" busy={busy}>
					{t("send")}
				</Button>
			</Form>
		</Door>
	);
}
