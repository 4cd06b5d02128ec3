import { Link } from "react-router";
import { useTranslations } from "use-intl/react";
import type { Conflict, OrderToLookAt } from "#app/channels/queries.server.ts";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { When } from "#app/components/when.tsx";
import type { Refused } from "../../door.server.ts";
import { PlainForm } from "../plain-form.tsx";
import { SaidWords } from "./channel-words.tsx";

type Shown = { commandId: string; mayWrite: boolean; answered: Refused | undefined };

/** Orders that could not be brought in line by themselves: why, where it is mended, and that it is. */
export function OrdersToLookAt({ orders, commandId, mayWrite, answered }: Shown & { orders: OrderToLookAt[] }) {
	const t = useTranslations("channels");
	if (orders.length === 0) return null;
	return (
		<section className="section" aria-labelledby="look">
			<header>
				<h2 id="look">{t("look")}</h2>
			</header>
			<Table
				label={t("look")}
				folds
				bleed
				head={
					<>
						<Column fold="subject">{t("order")}</Column>
						<Column>{t("why")}</Column>
						<Column>{t("when")}</Column>
						<Column hidden>{t("seenTo")}</Column>
					</>
				}
			>
				{orders.map(({ platformOrderId, number, orderId, said, asksForRestock, updatedAt }) => (
					<Row key={platformOrderId}>
						<Cell fold="subject">
							{orderId ? (
								<Link to={`/orders/${orderId}`} className="link">
									{number || platformOrderId}
								</Link>
							) : (
								<b>{number || platformOrderId}</b>
							)}
						</Cell>
						<Cell fold="line">
							<SaidWords said={said} /> {asksForRestock && <SaidWords said="restock_unknown" />}{" "}
							{!orderId && <span className="quiet-text">{t("notHere")}</span>}
						</Cell>
						<Cell fold="line">
							<When at={updatedAt} />
						</Cell>
						<Cell fold="line">
							{mayWrite && (
								<PlainForm
									intent="seen"
									commandId={commandId}
									answered={answered}
									about={{ name: "platformOrderId", id: platformOrderId }}
									look="bare"
								>
									{({ busy }) => (
										<Button
											type="submit"
											size="s"
											kind="quiet"
											busy={busy}
											aria-label={t("seenToOf", { order: number || platformOrderId })}
										>
											{t("seenTo")}
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

/** Levels that were another there than we knew, each with both numbers and which of them is right. `set`: ours was set there since; `followed`: theirs holds, where nothing speaks against it. */
export function Conflicts({ conflicts, settled, ...shown }: Shown & { conflicts: Conflict[]; settled: "set" | "shown" | "followed" }) {
	const t = useTranslations("channels");
	if (conflicts.length === 0) return null;
	return (
		<section className="section" aria-labelledby="conflicts">
			<header>
				<h2 id="conflicts">{t("conflicts")}</h2>
			</header>
			<p className="quiet-text">{t(`conflict.about.${settled}`)}</p>
			<ul className="conflicts">
				{conflicts.map((conflict) => (
					<ConflictCard key={conflict.variantId} conflict={conflict} isSet={settled === "set"} {...shown} />
				))}
			</ul>
		</section>
	);
}

function ConflictCard({ conflict, isSet, commandId, mayWrite, answered }: Shown & { conflict: Conflict; isSet: boolean }) {
	const t = useTranslations("channels.conflict");
	const { variantId, name, sku, productId, ours, theirs, correction, at } = conflict;
	const about = { name: "variantId", id: variantId };
	const heading = `conflict-${variantId}`;
	return (
		<li aria-labelledby={heading}>
			<h3 id={heading}>
				{productId ? (
					<Link to={`/products/${productId}`} className="link">
						{name}
					</Link>
				) : (
					name
				)}{" "}
				<small className="mono">{sku}</small>
			</h3>
			<dl>
				<div>
					<dt>{t("theirs")}</dt>
					<dd>{theirs === null ? "–" : <Quantity value={theirs} />}</dd>
				</div>
				<div>
					<dt>{t(isSet ? "oursSet" : "ours")}</dt>
					<dd>
						<Quantity value={ours} />
					</dd>
				</div>
				<div>
					<dt>{t("since")}</dt>
					<dd>
						<When at={at} />
					</dd>
				</div>
			</dl>
			{mayWrite && (
				<div className="row wrap">
					{isSet && (
						<PlainForm intent="ours" commandId={commandId} answered={answered} about={about} look="bare">
							{({ busy }) => (
								<>
									<input type="hidden" name="at" value={at} />
									<Button type="submit" busy={busy} aria-label={t("keepOf", { name, ours })}>
										{t("keep", { ours })}
									</Button>
								</>
							)}
						</PlainForm>
					)}
					{correction !== null && productId !== null && (
						<PlainForm intent="theirs" commandId={commandId} answered={answered} about={about} look="bare">
							{({ busy }) => (
								<>
									<input type="hidden" name="at" value={at} />
									<Button type="submit" busy={busy} aria-label={t("takeOf", { name, delta: correction })}>
										{t("take", { delta: correction })}
									</Button>
								</>
							)}
						</PlainForm>
					)}
				</div>
			)}
		</li>
	);
}
