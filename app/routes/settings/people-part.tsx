import { Link, useActionData } from "react-router";
import { useTranslations } from "use-intl/react";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { Menu } from "#app/components/menu.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PasswordField } from "#app/components/password-field.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import type { InviteFacts } from "#app/identity/invites.server.ts";
import type { UserFacts } from "#app/identity/queries.server.ts";
import { ActForm, Part } from "./act-form.tsx";
import { InvitePerson, Invites } from "./invites-part.tsx";
import { roles } from "./roles.ts";
import type { action } from "./settings.tsx";
import { Unfold } from "./unfold.tsx";

type Props = { people: UserFacts[]; invites: InviteFacts[]; me: string; mayManage: boolean };

/** Who works here and as what, and who was asked to. Removing somebody cannot be undone, so the act says first what it does. */
export function PeoplePart({ people, invites, me, mayManage }: Props) {
	const t = useTranslations("settings");
	return (
		<Part id="people" title={t("parts.person")} about={t("about.person")}>
			<PeopleRefusal />
			<Table
				label={t("parts.person")}
				folds
				head={
					<>
						<Column fold="subject">{t("name")}</Column>
						<Column>{t("signInAs")}</Column>
						<Column>{t("role")}</Column>
						{mayManage && <Column hidden>{t("edit")}</Column>}
					</>
				}
			>
				{people.map((person) => (
					<Row key={`${person.id} ${person.version}`}>
						<Cell fold="subject">
							<span className="row wrap">
								<b>{person.name}</b>
								{person.id === me && <Badge tone="accent">{t("you")}</Badge>}
							</span>
						</Cell>
						<Cell fold="line">{person.email ?? person.username}</Cell>
						<Cell fold="line">{t(`roles.${person.role}`)}</Cell>
						{mayManage && (
							<Cell number fold="figure">
								<PersonMenu person={person} isMe={person.id === me} />
							</Cell>
						)}
					</Row>
				))}
			</Table>
			<Invites invites={invites} mayManage={mayManage} />
			{mayManage && (
				<>
					<InvitePerson key={`invite ${invites.length}`} />
					<AddPerson key={people.length} />
				</>
			)}
			<p>
				<Link to="/settings/permissions" className="link">
					{t("whatRolesMay")}
				</Link>
			</p>
		</Part>
	);
}

/** The menus of the rows close as the page comes back, so what was refused of them is said above the list. */
function PeopleRefusal() {
	const words = useProblemWords();
	const answered = useActionData<typeof action>();
	if (answered?.values.intent !== "role" && answered?.values.intent !== "removal") return null;
	return <Notice tone="bad">{words.refusal(answered.code, answered.details)}</Notice>;
}

function PersonMenu({ person, isMe }: { person: UserFacts; isMe: boolean }) {
	const t = useTranslations("settings");
	const about = { name: "userId", id: person.id } as const;
	return (
		<Menu
			trigger={
				<>
					{t("edit")} <span className="visually-hidden">{person.name}</span>
				</>
			}
			size="s"
		>
			<div className="menu-group">
				<ActForm intent="role" about={about}>
					{({ busy }) => (
						<>
							<input type="hidden" name="version" value={person.version} />
							<SelectField label={t("role")} name="role" defaultValue={person.role}>
								{roles.map((role) => (
									<option key={role} value={role}>
										{t(`roles.${role}`)}
									</option>
								))}
							</SelectField>
							<Button type="submit" busy={busy}>
								{t("changeRole")}
							</Button>
						</>
					)}
				</ActForm>
			</div>
			{!isMe && (
				<div className="menu-group">
					<p className="meta">{t("removeWhat", { name: person.name, signIn: person.email ?? person.username ?? "" })}</p>
					<ActForm intent="removal" about={about}>
						{({ busy }) => (
							<Button type="submit" kind="danger" busy={busy}>
								{t("removePerson", { name: person.name })}
							</Button>
						)}
					</ActForm>
				</div>
			)}
		</Menu>
	);
}

function AddPerson() {
	const t = useTranslations("settings");
	return (
		<Unfold words={t("addPerson")} intent="person">
			<ActForm intent="person" fields={["name", "email", "role", "password"]}>
				{({ at, typed, busy }) => (
					<>
						<p className="meta">{t("addPersonHint")}</p>
						<div className="two">
							<TextField label={t("name")} name="name" required autoComplete="off" defaultValue={typed("name")} problems={at("name")} />
							<TextField
								label={t("email")}
								name="email"
								type="email"
								required
								autoComplete="off"
								defaultValue={typed("email")}
								problems={at("email")}
							/>
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
							<PasswordField
								label={t("firstPassword")}
								hint={t("firstPasswordHint")}
								name="password"
								autoComplete="new-password"
								minLength={8}
								required
								problems={at("password")}
							/>
						</div>
						<div className="submit">
							<Button type="submit" busy={busy}>
								{t("addPerson")}
							</Button>
						</div>
					</>
				)}
			</ActForm>
		</Unfold>
	);
}
