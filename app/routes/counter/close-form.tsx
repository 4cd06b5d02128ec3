import { useState } from "react";
import { Form, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { MoneyField, TextField } from "#app/components/field.tsx";
import { Money } from "#app/components/money.tsx";
import { denominations } from "#app/platform/cash.ts";
import { countName, worthOfCount } from "./count-cash.ts";
import type { Refused } from "../door.server.ts";
import { type About, Hidden } from "./drawer-forms.tsx";

type Props = About & {
	drawerId: string;
	currency: string;
	expected: number;
	/** Within a section that says what it is for. */
	bare?: boolean;
};

/** Whether what was refused was closing this drawer. */
export function isOfClosing(refused: Refused | undefined, drawerId: string): refused is Refused {
	return refused?.values.intent === "close" && refused.values.drawer === drawerId;
}

/** Counts the drawer note by note, or takes the sum; says what is over or missing before it is closed for good. */
export function CloseForm({ refused, currency, expected, bare, ...about }: Props) {
	const t = useTranslations("drawer");
	const busy = useNavigation().formMethod === "POST";
	const [counts, setCounts] = useState<ReadonlyMap<number, number>>(new Map());
	const counted = worthOfCount(counts);
	const problems = isOfClosing(refused, about.drawerId) ? refused.problems : {};
	return (
		<Form method="post" className={bare ? "form" : "form section"}>
			{!bare && (
				<header>
					<h2>{t("close")}</h2>
				</header>
			)}
			<p className="meta">{t("closeHint")}</p>
			<Hidden intent="close" {...about} />
			<fieldset className="count-cash">
				<legend className="label">{t("pieces")}</legend>
				{denominations(currency).map((piece) => (
					<label key={piece}>
						<span>
							<Money amount={piece} currency={currency} bare whole={piece % 100 === 0} />
						</span>
						<input
							className="input"
							name={countName(piece, currency)}
							inputMode="numeric"
							pattern="\d{0,5}"
							autoComplete="off"
							onChange={(event) => {
								const count = /^\d{1,5}$/.test(event.target.value) ? Number(event.target.value) : 0;
								setCounts(new Map(counts).set(piece, count));
							}}
						/>
					</label>
				))}
			</fieldset>
			<MoneyField label={t("counted")} name="counted" currency={currency} hint={t("countedHint")} optional problems={problems.counted} />
			<TextField label={t("note")} name="note" maxLength={500} optional autoComplete="off" />
			<dl className="sums needs-script" aria-live="polite">
				<div>
					<dt>{t("expected")}</dt>
					<dd>
						<Money amount={expected} currency={currency} bare />
					</dd>
				</div>
				<div>
					<dt>{t("countedSum")}</dt>
					<dd>
						<Money amount={counted} currency={currency} bare />
					</dd>
				</div>
				<div>
					<dt>{t("difference")}</dt>
					<dd>
						<Money amount={counted - expected} currency={currency} bare signed />
					</dd>
				</div>
			</dl>
			<div className="submit">
				<Button type="submit" kind="primary" size="l" busy={busy}>
					{t("closeDo")}
				</Button>
			</div>
		</Form>
	);
}
