import { Form } from "react-router";
import { useTranslations } from "use-intl/react";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { TextField } from "#app/components/field.tsx";
import { PasswordField } from "#app/components/password-field.tsx";
import { LanguageSwitch, ThemeSwitch } from "#app/components/preferences.tsx";
import { forgetRecent } from "#app/components/recent.ts";
import { useShell } from "#app/components/shell.ts";
import { When } from "#app/components/when.tsx";
import type { SessionFacts } from "#app/identity/queries.server.ts";
import type { AccountFacts } from "#app/identity/settings-page.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { ChangeEmail } from "./account-parts.tsx";
import { ActForm, Part } from "./act-form.tsx";
import { deviceOf } from "./device.ts";

/** One's own name, and the e-mail one signs in with. */
export function ProfilePart({ user, account }: { user: Viewer["user"]; account: AccountFacts }) {
	const t = useTranslations("settings");
	return (
		<Part id="profile" title={t("parts.profile")} about={t("about.profile")}>
			<ActForm intent="profile" fields={["name"]}>
				{({ at, typed, busy }) => (
					<>
						<TextField
							label={t("name")}
							name="name"
							autoComplete="name"
							required
							defaultValue={typed("name") ?? user.name}
							problems={at("name")}
						/>
						<dl className="facts">
							<div>
								<dt>{t("signInAs")}</dt>
								<dd className="row wrap">
									{[user.email, user.username].filter(Boolean).join(" · ")}
									{user.email && !account.isVerified && <Badge tone="hollow">{t("unverified")}</Badge>}
								</dd>
							</div>
							<div>
								<dt>{t("role")}</dt>
								<dd>{t(`roles.${user.role}`)}</dd>
							</div>
						</dl>
						<div className="submit">
							<Button type="submit" busy={busy}>
								{t("saveName")}
							</Button>
						</div>
					</>
				)}
			</ActForm>
			{account.hasPassword && <ChangeEmail user={user} />}
		</Part>
	);
}

/** One's own password; what it must be is said before it is refused. */
export function PasswordPart({ user }: { user: Viewer["user"] }) {
	const t = useTranslations("settings");
	return (
		<Part id="password" title={t("parts.password")} about={t("about.password")}>
			<ActForm intent="password" fields={["currentPassword", "newPassword"]}>
				{({ at, busy }) => (
					<>
						{/* Password managers file the new password under this name. */}
						<input type="text" name="email" autoComplete="username" defaultValue={user.email ?? user.username ?? ""} hidden readOnly />
						<PasswordField
							label={t("currentPassword")}
							name="currentPassword"
							autoComplete="current-password"
							required
							problems={at("currentPassword")}
						/>
						<PasswordField
							label={t("newPassword")}
							hint={t("passwordHint")}
							name="newPassword"
							autoComplete="new-password"
							minLength={8}
							required
							problems={at("newPassword")}
						/>
						<div className="submit">
							<Button type="submit" busy={busy}>
								{t("changePassword")}
							</Button>
						</div>
					</>
				)}
			</ActForm>
		</Part>
	);
}

/** Theme and language: each press is saved. */
export function LookPart() {
	const t = useTranslations("settings");
	const words = useTranslations("preferences");
	const { theme } = useShell();
	return (
		<Part id="look" title={t("parts.look")} about={t("about.look")}>
			<div className="form">
				<div className="field">
					<span className="label" aria-hidden="true">
						{words("theme")}
					</span>
					<ThemeSwitch theme={theme} />
				</div>
				<div className="field">
					<span className="label" aria-hidden="true">
						{words("language")}
					</span>
					<LanguageSwitch />
				</div>
			</div>
		</Part>
	);
}

/** Where one is signed in, and the way to end it there. */
export function SessionsPart({ sessions }: { sessions: SessionFacts[] }) {
	const t = useTranslations("settings");
	return (
		<Part id="sessions" title={t("parts.session")} about={t("about.session")}>
			<Table
				label={t("parts.session")}
				folds
				head={
					<>
						<Column fold="subject">{t("device")}</Column>
						<Column>{t("seen")}</Column>
						<Column>{t("address")}</Column>
						<Column hidden>{t("end")}</Column>
					</>
				}
			>
				{sessions.map((session) => (
					<SessionRow key={session.id} session={session} />
				))}
			</Table>
		</Part>
	);
}

function SessionRow({ session }: { session: SessionFacts }) {
	const t = useTranslations("settings");
	const nav = useTranslations("nav");
	const { browser, system } = deviceOf(session.userAgent);
	const device = browser && system ? t("deviceOn", { browser, system }) : (browser ?? system ?? t("deviceUnknown"));
	return (
		<Row>
			<Cell fold="subject">
				<span className="row wrap">
					<b>{device}</b>
					{session.isThis && <Badge tone="accent">{t("thisDevice")}</Badge>}
				</span>
			</Cell>
			<Cell fold="line">
				<When at={session.seenAt} />
			</Cell>
			<Cell fold="line" mono>
				{session.ip}
			</Cell>
			<Cell number fold="figure">
				{session.isThis ? (
					<Form method="post" action="/sign-out" onSubmit={forgetRecent}>
						<Button type="submit" size="s" kind="quiet">
							{nav("signOut")}
						</Button>
					</Form>
				) : (
					<ActForm intent="session" about={{ name: "sessionId", id: session.id }}>
						{({ busy }) => (
							<Button type="submit" size="s" busy={busy}>
								{t("revoke")} <span className="visually-hidden">{device}</span>
							</Button>
						)}
					</ActForm>
				)}
			</Cell>
		</Row>
	);
}
