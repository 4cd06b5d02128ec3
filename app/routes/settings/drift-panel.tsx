import { CircleAlert, CircleCheck } from "lucide";
import { Form, Link, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Icon } from "#app/components/icon.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { useShell } from "#app/components/shell.ts";
import type { Drift } from "#app/stock/check-drift.server.ts";
import "#app/styles/stock.css";

type Props = { checked: { drifted: Drift[]; repaired: boolean } | undefined; commandId: string; mayRepair: boolean };

/** Compares every shelf with its ledger, when asked, and brings together what differs. */
export function DriftPanel({ checked, commandId, mayRepair }: Props) {
	const t = useTranslations("operations");
	const busy = useNavigation().formData?.get("intent") === "check";
	const drifted = checked?.drifted ?? [];
	return (
		<section className="section" aria-labelledby="drift">
			<header>
				<h2 id="drift">{t("drift")}</h2>
			</header>
			<div className="stack">
				<p className="quiet-text">{t("driftAbout")}</p>
				<div role="status">
					{checked && (
						<p className="agreement" data-tone={drifted.length > 0 ? "bad" : undefined}>
							<Icon of={drifted.length > 0 ? CircleAlert : CircleCheck} />
							<span>
								{checked.repaired && `${t("driftRepaired")}. `}
								{drifted.length > 0 ? t("driftSome", { count: drifted.length }) : t("driftNone")}
							</span>
						</p>
					)}
				</div>
				<Form method="post" preventScrollReset>
					<Button type="submit" name="intent" value="check" busy={busy}>
						{t("driftCheck")}
					</Button>
				</Form>
			</div>
			{drifted.length > 0 && <Drifted drifted={drifted} commandId={commandId} mayRepair={mayRepair} />}
		</section>
	);
}

function Drifted({ drifted, commandId, mayRepair }: { drifted: Drift[]; commandId: string; mayRepair: boolean }) {
	const t = useTranslations("operations");
	const { stores } = useShell();
	const storeName = (storeId: string) => stores.find(({ id }) => id === storeId)?.name ?? "";
	return (
		<Table
			label={t("drift")}
			bleed
			folds
			head={
				<>
					<Column fold="subject">{t("driftProduct")}</Column>
					<Column number>{t("driftShelf")}</Column>
					<Column number>{t("driftLedger")}</Column>
					{mayRepair && <Column>{t("driftAct")}</Column>}
				</>
			}
		>
			{drifted.map((shelf) => (
				<Row key={`${shelf.productId} ${shelf.storeId}`}>
					<Cell fold="subject">
						<Link to={`/products/${shelf.productId}`} className="link clip">
							{shelf.name}
						</Link>
						<small className="clip">
							<span className="mono">{shelf.sku}</span> · {storeName(shelf.storeId)}
						</small>
					</Cell>
					<Cell number fold="line">
						<span className="on-phone">{`${t("driftShelf")} `}</span>
						<Quantity value={shelf.onHand} />
					</Cell>
					<Cell number fold="line">
						<span className="on-phone">{`${t("driftLedger")} `}</span>
						<Quantity value={shelf.ledger} />
					</Cell>
					{mayRepair && (
						<Cell fold="act">
							<Repair shelf={shelf} store={storeName(shelf.storeId)} commandId={commandId} />
						</Cell>
					)}
				</Row>
			))}
		</Table>
	);
}

/** What the ledger says is filled in; whoever has looked says what stands there. */
function Repair({ shelf, store, commandId }: { shelf: Drift; store: string; commandId: string }) {
	const t = useTranslations("operations");
	const busy = useNavigation().formData?.get("productId") === shelf.productId;
	return (
		<Form method="post" preventScrollReset className="row repair">
			<input type="hidden" name="commandId" value={commandId} />
			<input type="hidden" name="productId" value={shelf.productId} />
			<input type="hidden" name="storeId" value={shelf.storeId} />
			<label>
				<span className="visually-hidden">{t("driftRightOf", { name: shelf.name, store })}</span>
				<input className="input" name="quantity" inputMode="numeric" autoComplete="off" maxLength={7} defaultValue={shelf.ledger} />
			</label>
			<Button type="submit" name="intent" value="repair" size="s" busy={busy}>
				{t("driftRepair")}
			</Button>
		</Form>
	);
}
