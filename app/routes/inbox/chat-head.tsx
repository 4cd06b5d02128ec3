import { ArrowLeft, Check, Ellipsis, PanelRight, RotateCcw, UserCheck, UserRound } from "lucide";
import { Form, Link, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Icon } from "#app/components/icon.tsx";
import { Menu } from "#app/components/menu.tsx";
import { useShell } from "#app/components/shell.ts";
import type { ChatStatus } from "#app/inbox/rules.ts";
import type { ChatShown } from "#app/inbox/show-chat.server.ts";
import { Who } from "./platform-mark.tsx";
import { Lookers } from "./presence.tsx";
import type { Talk } from "./use-conversation.ts";

type Props = { shown: ChatShown; talk: Talk; commandId: string; mayWrite: boolean; onBeside: () => void };

/** Who it is, who looks, whose it is, and the one act that ends it. */
export function ChatHead({ shown, talk, commandId, mayWrite, onBeside }: Props) {
	const t = useTranslations("inbox");
	const { user } = useShell();
	const { search } = useLocation();
	const { chat, agents } = shown;
	const status = talk.stand?.status ?? chat.status;
	const assignee = talk.stand ? talk.stand.assignee : chat.assignee;
	const others = talk.people.filter(({ id }) => id !== user.id);
	const isDone = status === "RESOLVED" || status === "CLOSED";
	const change = { chatId: chat.id, commandId, status, assigneeId: assignee?.id ?? "" };
	return (
		<header className="thread-head">
			<span className="on-phone">
				<ButtonLink to={`/inbox${search}`} kind="quiet" icon={ArrowLeft} iconOnly>
					{t("back")}
				</ButtonLink>
			</span>
			<span className="on-desk">
				<Who name={chat.customer.name || "?"} platform={chat.platform} />
			</span>
			<div className="naming grow">
				<h1 className="clip">
					<bdi>{chat.customer.name || t("somebody")}</bdi>
				</h1>
				<small className="clip">
					{chat.connectionName}
					{status !== "OPEN" && ` · ${t(`statuses.${status}`)}`}
					<span className="on-phone">{assignee && ` · ${assignee.name}`}</span>
				</small>
			</div>
			<Lookers people={others} />
			{mayWrite && (
				<>
					<span className="row on-desk">
						{assignee?.id !== user.id && (
							<ChangeForm {...change} to={{ assigneeId: user.id }}>
								<Button type="submit" icon={UserCheck} keyName="A" iconOnly={assignee !== null}>
									{t("take")}
								</Button>
							</ChangeForm>
						)}
						{assignee && (
							<Menu
								trigger={
									<>
										<Icon of={UserRound} size={15} />
										<span className="clip">{assignee.id === user.id ? t("mine") : assignee.name}</span>
									</>
								}
							>
								<Assignees {...change} agents={agents} />
							</Menu>
						)}
					</span>
					<ChangeForm {...change} to={{ status: isDone ? "OPEN" : "RESOLVED" }}>
						<span className="on-desk">
							<Button type="submit" icon={isDone ? RotateCcw : Check} keyName="E">
								{t(isDone ? "reopen" : "resolve")}
							</Button>
						</span>
						<span className="on-phone">
							<Button type="submit" kind="quiet" icon={isDone ? RotateCcw : Check} iconOnly>
								{t(isDone ? "reopen" : "resolve")}
							</Button>
						</span>
					</ChangeForm>
				</>
			)}
			<Menu trigger={<Icon of={Ellipsis} />} kind="quiet" name={t("moreActs")}>
				<button type="button" className="menu-item needs-script beside-open" onClick={onBeside}>
					<Icon of={PanelRight} />
					{t("showBeside")}
				</button>
				<Link className="menu-item" to={`/customers/${chat.customer.id}`}>
					<Icon of={UserRound} />
					{t("openCustomer")}
				</Link>
				{mayWrite && (
					<>
						<div className="menu-group">
							<span className="label">{t("status")}</span>
							{(["OPEN", "PENDING", "RESOLVED", "CLOSED"] as const).map(
								(word) =>
									word !== status && (
										<ChangeForm key={word} {...change} to={{ status: word }}>
											<button type="submit" className="menu-item">
												{t(`setStatus.${word}`)}
											</button>
										</ChangeForm>
									),
							)}
						</div>
						<div className="menu-group">
							<span className="label">{t("assignee")}</span>
							<Assignees {...change} agents={agents} />
						</div>
					</>
				)}
			</Menu>
		</header>
	);
}

type Change = { chatId: string; commandId: string; status: ChatStatus; assigneeId: string };

/** A form that changes whose it is or how it stands, and says what it was before, so that it can be undone. */
export function ChangeForm({
	chatId,
	commandId,
	status,
	assigneeId,
	to,
	children,
}: Change & { to: { status?: ChatStatus; assigneeId?: string }; children: React.ReactNode }) {
	const fields = {
		intent: "change",
		commandId: `${commandId}:${to.status ?? ""}${to.assigneeId?.slice(-8) ?? ""}`,
		wasStatus: status,
		wasAssignee: assigneeId,
		...to,
	};
	return (
		<Form method="post" navigate={false} fetcherKey={`change of ${chatId}`}>
			{Object.entries(fields).map(([name, value]) => (
				<input key={name} type="hidden" name={name} value={value} />
			))}
			{children}
		</Form>
	);
}

function Assignees({ agents, ...change }: Change & { agents: ChatShown["agents"] }) {
	const t = useTranslations("inbox");
	const { user } = useShell();
	return (
		<>
			{[...agents.map(({ id, name }) => ({ id, name: id === user.id ? t("toMe", { name }) : name })), { id: "", name: t("nobody") }]
				.filter(({ id }) => id !== change.assigneeId)
				.map(({ id, name }) => (
					<ChangeForm key={id} {...change} to={{ assigneeId: id }}>
						<button type="submit" className="menu-item">
							<span className="clip">{name}</span>
						</button>
					</ChangeForm>
				))}
		</>
	);
}
