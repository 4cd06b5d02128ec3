import { KeyRound } from "lucide";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { useMoneyWords } from "#app/components/money.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { parseAmount } from "#app/platform/money.ts";
import { askedFor, type Basket } from "./basket.ts";

type Props = {
	basket: Basket;
	troubled: number;
	currency: string;
	/** Opens the dialog in which somebody who may allows it; null where nobody can be asked. */
	onAsk: (() => void) | null;
	/** Nobody can be asked before the network is back. */
	alone: boolean;
};

/** Why the last press of Pay sold nothing. What can be said at a line is said there; a price that changed is named, old and new, and Pay takes the new one. */
export function Refused({ basket: { refusal }, troubled, currency, onAsk, alone }: Props) {
	const t = useTranslations("counter");
	const pin = useTranslations("pin");
	const words = useProblemWords();
	const money = useMoneyWords();
	if (!refusal) return null;
	const { code, details } = refusal;
	const said = (amount: unknown) => {
		const parsed = typeof amount === "string" ? parseAmount(amount, currency) : null;
		return typeof parsed === "number" ? money({ amount: parsed, currency }) : String(amount);
	};
	if (code === "price_changed") {
		const changed = Array.isArray(details.lines) ? details.lines : [];
		return (
			<Notice tone="warn">
				<p>{t("nothingSoldPrices")}</p>
				<ul>
					{changed.map(({ productId, name, was, now }) => (
						<li key={productId}>{t("priceChanged", { name, was: said(was), now: said(now) })}</li>
					))}
				</ul>
			</Notice>
		);
	}
	if (code === "total_changed") return <Notice tone="warn">{t("totalChanged", { was: said(details.was), now: said(details.now) })}</Notice>;
	if (code === "idempotency_key_reused") return <Notice tone="bad">{t("soldElsewhere")}</Notice>;
	const asked = askedFor(refusal);
	if (asked || code === "approval_needed")
		return (
			<Notice tone="bad">
				<p>
					{t("nothingSold", {
						why:
							code === "approval_needed" && typeof details.limit === "number"
								? t(alone ? "overLimitAlone" : "overLimit", { limit: details.limit })
								: words.refusal(code, details),
					})}
				</p>
				{onAsk && asked && (
					<Button size="l" icon={KeyRound} onClick={onAsk}>
						{pin("ask")}
					</Button>
				)}
			</Notice>
		);
	if (code === "over_limit")
		return <Notice tone="bad">{t("nothingSold", { why: t("overLimitAlone", { limit: Number(details.limit) }) })}</Notice>;
	return <Notice tone="bad">{troubled > 0 ? t("nothingSoldLine") : t("nothingSold", { why: words.refusal(code, details) })}</Notice>;
}
