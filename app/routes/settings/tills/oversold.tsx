import { Link } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { Menu } from "#app/components/menu.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { When } from "#app/components/when.tsx";
import type { Oversold as Goods } from "#app/sales/offline/queries.server.ts";
import type { Refused } from "../../door.server.ts";
import { PlainForm } from "../plain-form.tsx";

type Forms = { commandId: string; answered: Refused | undefined };

/** Pieces that were handed over and no shelf had: count the shelf, say which store they came from, or let the correction stand with a reason. */
export function Oversold({ goods, forms, mayCorrect }: { goods: Goods[]; forms: Forms; mayCorrect: boolean }) {
	const t = useTranslations("tillQueues");
	return (
		<section className="section" aria-labelledby="oversold">
			<header>
				<h2 id="oversold">{t("oversold")}</h2>
			</header>
			<p className="quiet-text above-table">{t("oversoldAbout")}</p>
			<Table
				label={t("oversold")}
				folds
				bleed
				head={
					<>
						<Column fold="subject">{t("product")}</Column>
						<Column>{t("where")}</Column>
						<Column>{t("sold")}</Column>
						<Column number>{t("short")}</Column>
						{mayCorrect && <Column hidden>{t("settle")}</Column>}
					</>
				}
			>
				{goods.map((each) => (
					<Row key={each.id}>
						<Cell fold="subject">
							<span className="row">
								<Link to={`/products/${each.productId}`} className="link">
									{each.productName}
								</Link>
							</span>
							<small className="meta mono">{each.sku}</small>
						</Cell>
						<Cell fold="line">
							{each.storeName} ·{" "}
							<Link to={`/orders/${each.orderId}`} className="link">
								{t("saleOf", { seq: each.seq, till: each.deviceName })}
							</Link>
						</Cell>
						<Cell fold="line">
							<When at={each.soldAt} /> · {each.actorName}
						</Cell>
						<Cell number fold="figure">
							<Quantity value={each.short} />
						</Cell>
						{mayCorrect && (
							<Cell number fold="line">
								<Menu
									size="s"
									trigger={
										<>
											{t("settle")} <span className="visually-hidden">{each.productName}</span>
										</>
									}
								>
									<Choices goods={each} forms={forms} />
								</Menu>
							</Cell>
						)}
					</Row>
				))}
			</Table>
		</section>
	);
}

function Choices({ goods, forms }: { goods: Goods; forms: Forms }) {
	const t = useTranslations("tillQueues");
	const about = { name: "about", id: goods.id };
	return (
		<div className="menu-form stack">
			<PlainForm {...forms} intent="counted" about={about} fields={["counted"]}>
				{({ at, typed, busy }) => (
					<>
						<TextField
							label={t("counted", { store: goods.storeName })}
							name="counted"
							inputMode="numeric"
							autoComplete="off"
							defaultValue={typed("counted") ?? String(goods.onHand)}
							problems={at("counted")}
						/>
						<Button type="submit" busy={busy}>
							{t("count")}
						</Button>
					</>
				)}
			</PlainForm>
			{goods.elsewhere.length > 0 && (
				<PlainForm {...forms} intent="taken" about={about} fields={["fromStoreId"]}>
					{({ busy }) => (
						<>
							<SelectField label={t("from")} name="fromStoreId">
								{goods.elsewhere.map(({ storeId, name, available }) => (
									<option key={storeId} value={storeId}>
										{t("fromStore", { store: name, count: available })}
									</option>
								))}
							</SelectField>
							<Button type="submit" busy={busy}>
								{t("take", { count: goods.short })}
							</Button>
						</>
					)}
				</PlainForm>
			)}
			<PlainForm {...forms} intent="corrected" about={about} fields={["reason"]}>
				{({ at, typed, busy }) => (
					<>
						<TextField label={t("reason")} name="reason" autoComplete="off" defaultValue={typed("reason")} problems={at("reason")} />
						<Button type="submit" busy={busy}>
							{t("correct", { count: goods.short })}
						</Button>
					</>
				)}
			</PlainForm>
		</div>
	);
}
