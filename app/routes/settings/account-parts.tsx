import { AtSign } from "lucide";
import { useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Badge } from "#app/components/badge.tsx";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PasswordField } from "#app/components/password-field.tsx";
import type { AccountFacts } from "#app/identity/settings-page.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { useGoogleProblem } from "../sign-in/google-door.tsx";
import { OutboxLink } from "../sign-in/outbox-link.tsx";
import { ActForm, Part } from "./act-form.tsx";
import { Unfold } from "./unfold.tsx";

/** What one's account still wants, on top of the page: an e-mail to be verified, and what went wrong on the way to Google. */
export function AccountNotices({ user, account, hasOutbox }: { user: Viewer["user"]; account: AccountFacts; hasOutbox: boolean }) {
	const t = useTranslations("settings");
	const { email } = user;
	const problem = useGoogleProblem();
	return (
		<>
			{problem && (
				<div className="section">
					<Notice tone="bad">{problem}</Notice>
				</div>
			)}
			{email && !account.isVerified && (
				<div className="section">
					<Notice tone="warn">
						<p>{t("unverifiedWhat", { email })}</p>
						<ActForm intent="verification">
							{({ busy }) => (
								<div className="submit">
									<Button type="submit" size="s" busy={busy}>
										{t("sendVerification")}
									</Button>
									{hasOutbox && <OutboxLink to={email} />}
								</div>
							)}
						</ActForm>
					</Notice>
				</div>
			)}
		</>
	);
}

/** Another e-mail to sign in with: asked for with the password, changed by the link that goes to it. */
export function ChangeEmail({ user }: { user: Viewer["user"] }) {
	const t = useTranslations("settings");
	const isSent = new URLSearchParams(useLocation().search).get("saved") === "email";
	return (
		<Unfold key={isSent ? "sent" : "asked"} words={user.email ? t("changeEmail") : t("addEmail")} intent="email" icon={AtSign}>
			<ActForm intent="email" fields={["email", "currentPassword"]}>
				{({ at, typed, busy }) => (
					<>
						<TextField
							label={t("newEmail")}
							hint={t("newEmailHint")}
							name="email"
							type="email"
							autoComplete="email"
							required
							defaultValue={typed("email")}
							problems={at("email")}
						/>
						<PasswordField
							label={t("currentPassword")}
							name="currentPassword"
							autoComplete="current-password"
							required
							problems={at("currentPassword")}
						/>
						<div className="submit">
							<Button type="submit" busy={busy}>
								{t("sendLink")}
							</Button>
						</div>
					</>
				)}
			</ActForm>
		</Unfold>
	);
}

/** In place of the password of somebody who has none. */
export function NoPasswordPart() {
	const t = useTranslations("settings");
	return (
		<Part id="password" title={t("parts.password")} about={t("about.password")}>
			<p>{t("noPassword")}</p>
			<ActForm intent="setPassword">
				{({ busy }) => (
					<div className="submit">
						<Button type="submit" busy={busy}>
							{t("mailPasswordLink")}
						</Button>
					</div>
				)}
			</ActForm>
		</Part>
	);
}

/** Signing in with Google: linked or not, and the other way round. */
export function GooglePart({ account }: { account: AccountFacts }) {
	const t = useTranslations("settings");
	return (
		<Part id="google" title={t("parts.google")} about={t("about.google")}>
			<div className="row wrap">
				{account.hasGoogle ? <Badge tone="ok">{t("googleLinked")}</Badge> : <Badge tone="hollow">{t("googleOff")}</Badge>}
				{!account.hasGoogle && (
					<ButtonLink to="/sign-in/google?link=" reloadDocument>
						{t("linkGoogle")}
					</ButtonLink>
				)}
			</div>
			{account.hasGoogle &&
				(account.hasPassword ? (
					<ActForm intent="googleUnlink">
						{({ busy }) => (
							<div className="submit">
								<Button type="submit" busy={busy}>
									{t("unlinkGoogle")}
								</Button>
							</div>
						)}
					</ActForm>
				) : (
					<p className="meta">{t("unlinkNeedsPassword")}</p>
				))}
		</Part>
	);
}
