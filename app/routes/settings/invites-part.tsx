import { useActionData } from "react-router";
import { useTranslations } from "use-intl/react";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import type { Tone } from "#app/components/status-words.ts";
import { When } from "#app/components/when.tsx";
import type { InviteFacts } from "#app/identity/invites.server.ts";
import { ActForm } from "./act-form.tsx";
import { roles } from "./roles.ts";
import type { action } from "./settings.tsx";
import { Unfold } from "./unfold.tsx";

const tones = { open: "warn", expired: "mute", accepted: "ok", revoked: "mute" } as const satisfies Record<InviteFacts["state"], Tone>;

/** Who was asked to join and has not come yet. */
export function Invites({ invites, mayManage }: { invites: InviteFacts[]; mayManage: boolean }) {
	const t = useTranslations("settings");
	if (invites.length === 0) return null;
	return (
		<>
			<h3>{t("invites")}</h3>
			<InvitesRefusal />
			<Table
				label={t("invites")}
				folds
				head={
					<>
						<Column fold="subject">{t("email")}</Column>
						<Column>{t("invited")}</Column>
						{mayManage && <Column hidden>{t("edit")}</Column>}
					</>
				}
			>
				{invites.map((invite) => (
					<Row key={invite.id}>
						<Cell fold="subject">
							<span className="row wrap">
								<b className="breaks">{invite.email}</b>
								<Badge tone={tones[invite.state]}>{t(`inviteStates.${invite.state}`)}</Badge>
							</span>
						</Cell>
						<Cell fold="line">
							{t("invitedAs", { role: t(`roles.${invite.role}`), name: invite.invitedBy })} · <When at={invite.sentAt} />
						</Cell>
						{mayManage && (
							<Cell number fold="act">
								{(invite.state === "open" || invite.state === "expired") && <InviteActs invite={invite} />}
							</Cell>
						)}
					</Row>
				))}
			</Table>
		</>
	);
}

function InvitesRefusal() {
	const words = useProblemWords();
	const answered = useActionData<typeof action>();
	if (answered?.values.intent !== "inviteResend" && answered?.values.intent !== "inviteRevoke") return null;
	return <Notice tone="bad">{words.refusal(answered.code, answered.details)}</Notice>;
}

function InviteActs({ invite }: { invite: InviteFacts }) {
	const t = useTranslations("settings");
	const about = { name: "inviteId", id: invite.id } as const;
	return (
		<span className="row wrap">
			<ActForm intent="inviteResend" about={about}>
				{({ busy }) => (
					<Button type="submit" size="s" busy={busy}>
						{t("sendAgain")} <span className="visually-hidden">{invite.email}</span>
					</Button>
				)}
			</ActForm>
			<ActForm intent="inviteRevoke" about={about}>
				{({ busy }) => (
					<Button type="submit" size="s" kind="quiet" busy={busy}>
						{t("takeBack")} <span className="visually-hidden">{invite.email}</span>
					</Button>
				)}
			</ActForm>
		</span>
	);
}

/** Asks somebody by mail; they choose their own password. */
export function InvitePerson() {
	const t = useTranslations("settings");
	return (
		<Unfold words={t("invitePerson")} intent="invite">
			<ActForm intent="invite" fields={["email", "name", "role"]}>
				{({ at, typed, busy }) => (
					<>
						<p className="meta">{t("inviteHint")}</p>
						<div className="two">
							<TextField
								label={t("email")}
								name="email"
								type="email"
								required
								autoComplete="off"
								defaultValue={typed("email")}
								problems={at("email")}
							/>
							<TextField label={t("name")} name="name" optional autoComplete="off" defaultValue={typed("name")} problems={at("name")} />
							<SelectField
								label={t("role")}
								hint={t("roleHint")}
								name="role"
								defaultValue={typed("role") ?? "employee"}
								problems={at("role")}
							>
								{roles.map((role) => (
									<option key={role} value={role}>
										{t(`roles.${role}`)}
									</option>
								))}
							</SelectField>
						</div>
						<div className="submit">
							<Button type="submit" busy={busy}>
								{t("sendInvite")}
							</Button>
						</div>
					</>
				)}
			</ActForm>
		</Unfold>
	);
}
