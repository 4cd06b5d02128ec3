import { Form, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { MoneyField, SelectField, TextField } from "#app/components/field.tsx";
import { Money } from "#app/components/money.tsx";
import { When } from "#app/components/when.tsx";
import type { CashMoveRow } from "#app/sales/z-reports.server.ts";
import type { Refused } from "../door.server.ts";

export type About = { storeId: string; commandId: string; refused: Refused | undefined };

/** What a form of the drawer page carries whatever it does. */
export function Hidden({
	intent,
	storeId,
	commandId,
	drawerId,
}: {
	intent: string;
	storeId: string;
	commandId: string;
	drawerId?: string;
}) {
	return (
		<>
			<input type="hidden" name="intent" value={intent} />
			<input type="hidden" name="store" value={storeId} />
			<input type="hidden" name="commandId" value={`${commandId}${intent}`} />
			{drawerId && <input type="hidden" name="drawer" value={drawerId} />}
		</>
	);
}

export function OpenDrawerForm({ refused, till, fixed, currency, ...about }: About & { till: string; fixed: boolean; currency: string }) {
	const t = useTranslations("drawer");
	const busy = useNavigation().formMethod === "POST";
	const problems = refused?.values.intent === "open" ? refused.problems : {};
	return (
		<Form method="post" className="form section">
			<header>
				<h2>{t("open")}</h2>
			</header>
			<p className="meta">{t("openHint")}</p>
			<Hidden intent="open" {...about} />
			{fixed ? null : (
				<TextField label={t("tillName")} name="till" defaultValue={till} maxLength={40} hint={t("tillHint")} autoComplete="off" />
			)}
			<MoneyField
				label={t("float")}
				name="openingFloat"
				currency={currency}
				required
				defaultValue={refused?.values.openingFloat ?? ""}
				problems={problems.openingFloat}
			/>
			<div className="submit">
				<Button type="submit" kind="primary" size="l" busy={busy}>
					{t("openDo")}
				</Button>
			</div>
		</Form>
	);
}

type Move = About & { drawerId: string; currency: string; moves: CashMoveRow[] };

export function MoveCashForm({ refused, currency, moves, ...about }: Move) {
	const t = useTranslations("drawer");
	const problems = refused?.values.intent === "move" ? refused.problems : {};
	const values = refused?.values.intent === "move" ? refused.values : {};
	return (
		<section className="section">
			<header>
				<h2>{t("move")}</h2>
			</header>
			<Form method="post" className="form" key={moves[0]?.id ?? "first"}>
				<Hidden intent="move" {...about} />
				<div className="two">
					<SelectField label={t("direction")} name="direction" defaultValue={values.direction ?? "out"}>
						<option value="out">{t("out")}</option>
						<option value="in">{t("in")}</option>
					</SelectField>
					<MoneyField
						label={t("amount")}
						name="amount"
						currency={currency}
						required
						defaultValue={values.amount ?? ""}
						problems={problems.amount}
					/>
				</div>
				<TextField
					label={t("reason")}
					name="reason"
					maxLength={200}
					required
					autoComplete="off"
					defaultValue={values.reason ?? ""}
					problems={problems.reason}
				/>
				<div className="submit">
					<Button type="submit" size="l">
						{t("moveDo")}
					</Button>
				</div>
			</Form>
			{moves.length > 0 && (
				<ul className="stack">
					{moves.map(({ id, amount, reason, actorName, at }) => (
						<li key={id} className="row">
							<span className="grow">
								{reason} <span className="meta">{actorName}</span>
							</span>
							<When at={at} show="time" />
							<Money amount={amount} currency={currency} signed />
						</li>
					))}
				</ul>
			)}
		</section>
	);
}
