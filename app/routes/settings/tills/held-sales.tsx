import { useMessages, useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { TextField } from "#app/components/field.tsx";
import { Menu } from "#app/components/menu.tsx";
import { Money } from "#app/components/money.tsx";
import { When } from "#app/components/when.tsx";
import type { HeldSale } from "#app/sales/offline/queries.server.ts";
import type { Refused } from "../../door.server.ts";
import { PlainForm } from "../plain-form.tsx";

type Props = { sales: HeldSale[]; forms: { commandId: string; answered: Refused | undefined }; mayDecide: boolean };

/** Sales nobody can vouch for: each is accepted, and booked as it was made, or refused with a reason. */
export function HeldSales({ sales, forms, mayDecide }: Props) {
	const t = useTranslations("tillQueues");
	const because: Record<string, string> = useMessages().tillQueues.because;
	return (
		<section className="section" aria-labelledby="held">
			<header>
				<h2 id="held">{t("held")}</h2>
			</header>
			<p className="quiet-text above-table">{t("heldAbout")}</p>
			<Table
				label={t("held")}
				folds
				bleed
				head={
					<>
						<Column fold="subject">{t("sale")}</Column>
						<Column>{t("why")}</Column>
						<Column>{t("sold")}</Column>
						<Column number>{t("total")}</Column>
						{mayDecide && <Column hidden>{t("decide")}</Column>}
					</>
				}
			>
				{sales.map((sale) => (
					<Row key={sale.id}>
						<Cell fold="subject">
							<span className="row">
								<b>{t("saleOf", { seq: sale.seq, till: sale.deviceName })}</b>
							</span>
							<small className="meta">{sale.storeName}</small>
						</Cell>
						<Cell fold="line">{because[sale.problem] ?? because.other}</Cell>
						<Cell fold="line">
							<When at={sale.soldAt} /> · {sale.actorName}
						</Cell>
						<Cell number fold="figure">
							<Money amount={sale.total} currency={sale.currency} />
						</Cell>
						{mayDecide && (
							<Cell number fold="line">
								<Menu
									size="s"
									trigger={
										<>
											{t("decide")} <span className="visually-hidden">{t("saleOf", { seq: sale.seq, till: sale.deviceName })}</span>
										</>
									}
								>
									<div className="menu-form stack">
										<PlainForm {...forms} intent="accept" about={{ name: "about", id: sale.id }}>
											{({ busy }) => (
												<Button type="submit" busy={busy}>
													{t("accept")}
												</Button>
											)}
										</PlainForm>
										<PlainForm {...forms} intent="refuse" about={{ name: "about", id: sale.id }} fields={["reason"]}>
											{({ at, typed, busy }) => (
												<>
													<TextField
														label={t("reason")}
														name="reason"
														autoComplete="off"
														defaultValue={typed("reason")}
														problems={at("reason")}
													/>
													<Button type="submit" kind="danger" busy={busy}>
														{t("refuse")}
													</Button>
												</>
											)}
										</PlainForm>
									</div>
								</Menu>
							</Cell>
						)}
					</Row>
				))}
			</Table>
		</section>
	);
}
