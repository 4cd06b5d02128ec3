import { Form, Link, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { useClock } from "#app/components/clock.ts";
import { CodeField } from "#app/components/code-field.tsx";
import { Door } from "#app/components/door.tsx";
import { Notice } from "#app/components/notice.tsx";
import type { Refused } from "../door.server.ts";
import { useRefused } from "../refused.ts";
import { OutboxLink } from "../sign-in/outbox-link.tsx";

type Login = {
	store: { name: string };
	method: "email" | "app";
	/** Masked. */
	email: string;
	resendAt: number;
	triesLeft: number;
	/** Where the mail lies that was not really sent; null where mail is. */
	outbox: string | null;
};

/** The last step: six digits, from the mail or the app. */
export function CodeStep({ login, refused: answered, busy }: { login: Login; refused: Refused | undefined; busy: boolean }) {
	const t = useTranslations("storeLogin");
	const { search } = useLocation();
	const refused = useRefused(answered, ["code"]);
	const { store, method, email, resendAt, triesLeft, outbox } = login;
	const lead = method === "app" ? t("appLead", { store: store.name }) : t("codeLead", { email, store: store.name });
	const again = new URLSearchParams(search);
	again.set("again", "");
	return (
		<Door title={t("codeTitle")} lead={lead}>
			<p className="meta step">{t("step", { step: 3 })}</p>
			{refused.whole && <Notice tone="bad">{refused.whole}</Notice>}
			{triesLeft === 0 ? (
				<Notice tone="warn">{t("noTriesLeft")}</Notice>
			) : (
				<Form method="post" noValidate ref={refused.form}>
					<input type="hidden" name="intent" value="code" />
					<CodeField
						label={t("code")}
						name="code"
						problems={refused.at("code")}
						hint={method === "app" ? t("appHint") : t("codeHint")}
						attempt={answered}
					/>
					<Button kind="primary" type="submit" busy={busy}>
						{t("verify")}
					</Button>
				</Form>
			)}
			<div className="other-way">
				{method === "email" && triesLeft > 0 && <SendAgain resendAt={resendAt} busy={busy} />}
				{method === "email" && outbox && <OutboxLink to={outbox} />}
				<Link to={`/store/login?${again}`} className="link">
					{t("startOver")}
				</Link>
			</div>
		</Door>
	);
}

/** A new code makes the one before useless; a minute lies between two. Without scripts the button simply says so when it is pressed too early. */
function SendAgain({ resendAt, busy }: { resendAt: number; busy: boolean }) {
	const t = useTranslations("storeLogin");
	const now = useClock();
	const seconds = Math.ceil((resendAt - now) / 1000);
	return (
		<Form method="post">
			<input type="hidden" name="intent" value="send" />
			<Button type="submit" busy={busy}>
				{seconds > 0 ? t("sendAgainIn", { seconds }) : t("sendAgain")}
			</Button>
		</Form>
	);
}
