import { ClipboardCheck } from "lucide";
import { Form, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Money } from "#app/components/money.tsx";
import { Notice } from "#app/components/notice.tsx";
import { StatTile, StatTiles } from "#app/components/stat-tile.tsx";
import { uncountedChoices } from "#app/stock/rules.ts";
import type { CountReview } from "#app/stock/count-sheet.server.ts";
import type { CountData } from "./count.tsx";
import { Differences } from "./differences.tsx";

/** What would change: differences in pieces and money, what nobody counted, and the press that applies it. */
export function CountReviewing({ review, data }: { review: CountReview; data: CountData }) {
	const t = useTranslations("counts.review");
	const { count, commandId } = data;
	const { differing, fewer, more, values, lines } = review;
	return (
		<>
			<StatTiles label={t("tiles")}>
				<StatTile label={t("differing")} figure={differing} compared={t("ofCounted", { count: count.counted })} />
				<StatTile label={t("fewer")} figure={fewer} compared={t("pieces")} />
				<StatTile label={t("more")} figure={more} compared={t("pieces")} />
				{values.map(({ currency, value }) => (
					<StatTile key={currency} label={t("value")} unit={currency} figure={<Money amount={value} currency={currency} bare signed />} />
				))}
			</StatTiles>
			<section className="section" aria-labelledby="differences">
				<header>
					<h2 id="differences">{t("differences")}</h2>
					{lines.length < differing && <span className="meta">{t("firstShown", { count: lines.length })}</span>}
				</header>
				{lines.length === 0 ? <p className="quiet-text">{t("noDifferences")}</p> : <Differences lines={lines} />}
			</section>
			<Apply review={review} countId={count.id} commandId={commandId} />
		</>
	);
}

function Apply({ review: { uncounted }, countId, commandId }: { review: CountReview; countId: string; commandId: string }) {
	const t = useTranslations("counts.review");
	const busy = useNavigation().formData?.get("intent") === "apply";
	const { products, units, first } = uncounted;
	return (
		<section className="section ruled" aria-labelledby="uncounted">
			<header>
				<h2 id="uncounted">{t("uncounted")}</h2>
			</header>
			<Form method="post" className="form">
				<input type="hidden" name="commandId" value={commandId} />
				{products === 0 ? (
					<>
						<p className="quiet-text">{t("allCounted")}</p>
						<input type="hidden" name="uncounted" value="leave" />
					</>
				) : (
					<>
						<Notice tone={units > 0 ? "warn" : "info"}>{t("uncountedAbout", { products, units })}</Notice>
						<p className="meta">
							{first.map(({ name, onHand }) => `${name} (${onHand})`).join(", ")}
							{products > first.length && ` ${t("and", { count: products - first.length })}`}
						</p>
						<div className="stack">
							{uncountedChoices.map((choice) => (
								<label key={choice} className="check">
									<input type="radio" name="uncounted" value={choice} defaultChecked={choice === "leave"} />
									<span>{t(choice)}</span>
								</label>
							))}
						</div>
					</>
				)}
				<p className="meta">{t("applyHint")}</p>
				<div className="submit">
					<ButtonLink to={`/stock/counts/${countId}`} kind="quiet">
						{t("back")}
					</ButtonLink>
					<Button type="submit" name="intent" value="apply" kind="primary" icon={ClipboardCheck} busy={busy}>
						{t("apply")}
					</Button>
				</div>
			</Form>
		</section>
	);
}
