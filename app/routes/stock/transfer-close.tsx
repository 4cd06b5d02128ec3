import { Form, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { Money } from "#app/components/money.tsx";
import { outstanding, shortReasons, transferActs } from "#app/stock/rules.ts";
import type { TransferData } from "./transfer.tsx";

/** Says that the rest will not come: how many, what they were worth, and why. */
export function CloseShort({ data }: { data: TransferData }) {
	const t = useTranslations("transfers");
	const { transfer, lines, from, to, commandId, may } = data;
	const busy = useNavigation().formData?.get("intent");
	const count = lines.reduce((sum, line) => sum + outstanding(line), 0);
	const worth = worthOf(lines);
	return (
		<section className="section ruled" aria-labelledby="close">
			<details className="unfold">
				<summary className="button" id="close">
					{t("close.title")}
				</summary>
				<Form method="post" className="form">
					<input type="hidden" name="commandId" value={commandId} />
					<p>{t("close.about", { count, from: from.name, to: to.name })}</p>
					{worth.map(({ currency, amount }) => (
						<p key={currency} className="meta">
							{t("close.worth")} <Money amount={amount} currency={currency} />
						</p>
					))}
					<div className="two">
						<SelectField label={t("close.reason")} name="reason" defaultValue="unknown">
							{shortReasons.map((reason) => (
								<option key={reason} value={reason}>
									{t(`close.reasons.${reason}`)}
								</option>
							))}
						</SelectField>
						<TextField label={t("close.note")} name="note" optional maxLength={500} />
					</div>
					<div className="submit">
						{transferActs[transfer.status].includes("cancel") && may.move && (
							<Button type="submit" name="intent" value="cancel" busy={busy === "cancel"}>
								{t("back.cancel", { store: from.name })}
							</Button>
						)}
						<Button type="submit" name="intent" value="close" kind="danger" busy={busy === "close"}>
							{t("close.verb", { count })}
						</Button>
					</div>
				</Form>
			</details>
		</section>
	);
}

/** What units that are still on their way cost, by currency; nothing of what has no cost. */
function worthOf(lines: TransferData["lines"]): { currency: string; amount: number }[] {
	const sums = new Map<string, number>();
	for (const line of lines) if (line.cost) sums.set(line.currency, (sums.get(line.currency) ?? 0) + line.cost * outstanding(line));
	return [...sums].map(([currency, amount]) => ({ currency, amount })).filter(({ amount }) => amount > 0);
}
