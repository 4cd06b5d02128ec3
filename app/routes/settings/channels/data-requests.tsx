import { Link } from "react-router";
import { useTranslations } from "use-intl/react";
import type { DataRequest } from "#app/channels/data-requests.server.ts";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { When } from "#app/components/when.tsx";
import type { Refused } from "../../door.server.ts";
import { FoldedLabel } from "../folded-label.tsx";
import { PlainForm } from "../plain-form.tsx";

type Props = { requests: DataRequest[]; commandId: string; mayWrite: boolean; answered: Refused | undefined };

/** Who asked, by law, what is held of them: the files to hand to them, by when, and that it was done. */
export function DataRequests({ requests, commandId, mayWrite, answered }: Props) {
	const t = useTranslations("channels.requests");
	if (requests.length === 0) return null;
	return (
		<section className="section" aria-labelledby="requests">
			<header>
				<h2 id="requests">{t("title")}</h2>
			</header>
			<p className="quiet-text">{t("about")}</p>
			<Table
				label={t("title")}
				folds
				bleed
				head={
					<>
						<Column fold="subject">{t("who")}</Column>
						<Column>{t("asked")}</Column>
						<Column>{t("due")}</Column>
						<Column hidden>{t("mark")}</Column>
					</>
				}
			>
				{requests.map((request) => (
					<Row key={request.id}>
						<Cell fold="subject">
							<Held request={request} />
						</Cell>
						<Cell fold="line">
							<FoldedLabel>{t("asked")}</FoldedLabel>
							<When at={request.askedAt} />
						</Cell>
						<Cell fold="line">
							{request.answeredAt === null ? (
								<>
									<FoldedLabel>{t("due")}</FoldedLabel>
									<When at={request.dueAt} />
								</>
							) : (
								<>
									{t("answered", { name: request.answeredBy })} <When at={request.answeredAt} />
								</>
							)}
						</Cell>
						<Cell fold="act">
							{mayWrite && request.answeredAt === null && (
								<PlainForm
									intent="answered"
									commandId={commandId}
									answered={answered}
									about={{ name: "requestId", id: request.id }}
									look="bare"
								>
									{({ busy }) => (
										<Button
											type="submit"
											size="s"
											busy={busy}
											aria-label={t("markOf", { name: request.people.map(({ name }) => name).join(", ") || t("somebody") })}
										>
											{t("mark")}
										</Button>
									)}
								</PlainForm>
							)}
						</Cell>
					</Row>
				))}
			</Table>
		</section>
	);
}

/** Who they are here, with the file of each; and orders of theirs that are nobody's. */
function Held({ request: { people, orders, looseOrders } }: { request: DataRequest }) {
	const t = useTranslations("channels.requests");
	if (people.length + looseOrders.length === 0) return t("nobody");
	return (
		<>
			{people.map(({ id, name }) => (
				<span key={id} className="row wrap">
					<Link to={`/customers/${id}`} className="link">
						{name}
					</Link>
					<a href={`/customers/${id}/record`} className="link" download aria-label={t("fileOf", { name })}>
						{t("file")}
					</a>
				</span>
			))}
			{people.length > 0 && <small className="meta below">{t("orders", { count: orders })}</small>}
			{looseOrders.map((id) => (
				<Link key={id} to={`/orders/${id}`} className="link">
					{t("order")} #{id.slice(-6).toUpperCase()}
				</Link>
			))}
		</>
	);
}
