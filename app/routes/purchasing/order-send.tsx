import { Mail } from "lucide";
import { Form, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { TextArea, TextField } from "#app/components/field.tsx";
import { Money } from "#app/components/money.tsx";
import { missingOf } from "#app/insights/fill-up.ts";
import type { Refused } from "../door.server.ts";
import { useRefused } from "../refused.ts";
import type { OrderData } from "./purchase-order.tsx";

/** Orders what the draft names: by mail with its file, or as done some other way; or lets it go. */
export function SendOrder({ data: { order, terms, currency, commandId }, refused }: { data: OrderData; refused: Refused | undefined }) {
	const t = useTranslations("purchasing.send");
	const least = useTranslations("purchasing.suggest.least");
	const sent = useRefused(refused, ["to", "message"], { "to.missing": "required", "to.invalid_format": "email" });
	const busy = useNavigation().formData?.get("intent");
	const units = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
	// The least is in the business's money, the order in its store's.
	const missing = missingOf(
		order.lines.map(({ quantity, unitCost }) => ({ quantity, cost: unitCost, currency: order.currency })),
		{ minimum: terms.minimum, currency },
	);
	const cost = order.lines.reduce((sum, { quantity, unitCost }) => sum + quantity * (unitCost ?? 0), 0);
	return (
		<Form method="post" className="section ruled form" ref={sent.form} noValidate>
			<header>
				<h2>{t("title")}</h2>
			</header>
			<input type="hidden" name="commandId" value={commandId} />
			<input type="hidden" name="version" value={order.version} />
			<p>
				{t("sum", { units, products: order.lines.length })} <Money amount={cost} currency={order.currency} />
				{missing === null && (
					<span className="meta">
						{least("from")} <Money amount={terms.minimum} currency={currency} />
						{": "}
						{least("unknown")}
					</span>
				)}
				{missing !== null && missing > 0 && (
					<span className="problem">
						{t("below")} <Money amount={terms.minimum} currency={currency} />
					</span>
				)}
			</p>
			<TextField
				label={t("to")}
				name="to"
				type="email"
				autoComplete="off"
				maxLength={254}
				hint={t("toHint")}
				defaultValue={sent.typed("to") ?? terms.email ?? ""}
				problems={sent.at("to")}
			/>
			<TextArea
				label={t("message")}
				name="message"
				optional
				rows={3}
				maxLength={2000}
				hint={t("messageHint")}
				defaultValue={sent.typed("message") ?? ""}
				problems={sent.at("message")}
			/>
			<div className="act-row">
				<Button type="submit" name="intent" value="cancel" kind="quiet">
					{t("discard")}
				</Button>
				<Button type="submit" name="intent" value="ordered" busy={busy === "ordered"} disabled={units === 0}>
					{t("ordered")}
				</Button>
				<Button type="submit" name="intent" value="mail" kind="primary" icon={Mail} busy={busy === "mail"} disabled={units === 0}>
					{t("mail")}
				</Button>
			</div>
		</Form>
	);
}
