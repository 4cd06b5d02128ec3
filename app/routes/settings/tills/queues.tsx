import { useFormatter, useTranslations } from "use-intl/react";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { TextField } from "#app/components/field.tsx";
import { Menu } from "#app/components/menu.tsx";
import { When } from "#app/components/when.tsx";
import { minute } from "#app/platform/time.ts";
import type { TillQueue } from "#app/sales/offline/queries.server.ts";
import type { Refused } from "../../door.server.ts";
import { FoldedLabel } from "../folded-label.tsx";
import { wasSilent } from "../../counter/offline/telling.ts";
import { PlainForm } from "../plain-form.tsx";
import { rowsOfNumbers } from "./number-rows.ts";

type Props = { queues: TillQueue[]; forms: { commandId: string; answered: Refused | undefined }; mayDecide: boolean };

/** Each till: heard when, what it said waits, what is missing of its numbers. */
export function Queues({ queues, forms, mayDecide }: Props) {
	const t = useTranslations("tillQueues");
	const format = useFormatter();
	return (
		<section className="section" aria-labelledby="queues">
			<header>
				<h2 id="queues">{t("tills")}</h2>
			</header>
			<Table
				label={t("tills")}
				folds
				bleed
				head={
					<>
						<Column fold="subject">{t("till")}</Column>
						<Column>{t("heard")}</Column>
						<Column>{t("waiting")}</Column>
						<Column>{t("keeps")}</Column>
						<Column>{t("missing")}</Column>
					</>
				}
			>
				{queues.map((queue) => (
					<Row key={queue.deviceId}>
						<Cell fold="subject">
							<span className="row wrap">
								<b>{queue.name}</b>
								{queue.endedAt !== null && <Badge tone="mute">{t(queue.revoked === 1 ? "revoked" : "runOut")}</Badge>}
								{wasSilent(queue) && <Badge tone="warn">{t("mayLack")}</Badge>}
								{queue.clockAhead !== 0 && (
									<Badge tone="warn">
										{t(queue.clockAhead > 0 ? "clockAhead" : "clockBehind", { minutes: Math.round(Math.abs(queue.clockAhead) / minute) })}
									</Badge>
								)}
							</span>
							<small className="meta">{queue.storeName}</small>
						</Cell>
						<Cell fold="line">
							<FoldedLabel>{t("heard")}</FoldedLabel>
							<When at={queue.heardAt} />
						</Cell>
						<Cell fold="line">
							<FoldedLabel>{t("waiting")}</FoldedLabel>
							{queue.waiting === 0 ? t("nothing") : t("sales", { count: queue.waiting })}
						</Cell>
						<Cell fold="line">
							<FoldedLabel>{t("keeps")}</FoldedLabel>
							{queue.leased === 0 ? (
								t("nothing")
							) : (
								<>
									{t("keepsUnits", { count: queue.leased })} {t("until")} <When at={queue.leasedUntil ?? 0} />
								</>
							)}
						</Cell>
						<Cell fold="line">
							<FoldedLabel>{t("missing")}</FoldedLabel>
							<span className="row wrap">
								{queue.missing.length === 0 && queue.endedAt === null && t("nothing")}
								{rowsOfNumbers(queue.missing).map(({ first, last }) => {
									const label = first === last ? t("saleMissing", { seq: first }) : t("salesMissing", { first, last });
									if (!mayDecide)
										return (
											<Badge key={first} tone="bad">
												{label}
											</Badge>
										);
									return (
										<Menu key={first} size="s" trigger={label}>
											<div className="menu-form stack">
												<PlainForm
													{...forms}
													intent="explain"
													about={{ name: "about", id: `${queue.deviceId} ${first} ${last}` }}
													fields={["reason"]}
												>
													{({ at, typed, busy }) => (
														<>
															<p className="quiet-text">
																{t("missingWhat", {
																	count: last - first + 1,
																	seq: format.number(first),
																	last: format.number(last),
																	till: queue.name,
																})}
															</p>
															<TextField
																label={t("reason")}
																name="reason"
																autoComplete="off"
																defaultValue={typed("reason")}
																problems={at("reason")}
															/>
															<Button type="submit" busy={busy}>
																{t("explain")}
															</Button>
														</>
													)}
												</PlainForm>
											</div>
										</Menu>
									);
								})}
								{queue.endedAt !== null && (
									<span className="meta">{t(wasSilent(queue) ? "unknownAfter" : "inTouch", { seq: queue.highest })}</span>
								)}
							</span>
						</Cell>
					</Row>
				))}
			</Table>
		</section>
	);
}
