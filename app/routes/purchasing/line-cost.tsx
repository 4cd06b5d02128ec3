import { useId } from "react";
import { useFetcher } from "react-router";
import { useTranslations } from "use-intl/react";
import { BeforeScripts } from "#app/components/before-scripts.tsx";
import { Button } from "#app/components/button.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { useShell } from "#app/components/shell.ts";
import { amountToType } from "#app/platform/typed-amount.ts";
import type { PurchaseLine } from "#app/purchasing/purchase-orders.server.ts";
import type { Refused } from "../door.server.ts";

/** What one costs: kept when the field is left or by Enter; before scripts by a button. */
export function LineCost({ line: { productId, name, quantity, unitCost }, currency }: { line: PurchaseLine; currency: string }) {
	const t = useTranslations("purchasing.draft");
	const fetcher = useFetcher<Refused | { ok: true }>();
	const words = useProblemWords();
	const language = useShell().locale;
	const id = useId();
	const before = unitCost === null ? "" : amountToType(unitCost, currency, language);
	const refused = fetcher.data && !fetcher.data.ok ? fetcher.data : undefined;
	return (
		<fetcher.Form method="post" className="line-cost">
			<input type="hidden" name="intent" value="put" />
			<input type="hidden" name="productId" value={productId} />
			<input type="hidden" name="quantity" value={quantity} />
			<input type="hidden" name="currency" value={currency} />
			<input
				key={before}
				className="input number"
				name="unitCost"
				inputMode="decimal"
				autoComplete="off"
				aria-label={t("costOf", { name, currency })}
				aria-invalid={refused ? true : undefined}
				aria-describedby={refused ? id : undefined}
				defaultValue={before}
				onBlur={({ currentTarget: { value, form } }) => {
					if (value.trim() !== "" && value !== before) fetcher.submit(live(form), { method: "post" });
				}}
				onKeyDown={(event) => {
					if (event.key !== "Enter") return;
					event.preventDefault();
					event.currentTarget.blur();
				}}
			/>
			{refused && (
				<span className="problem" id={id}>
					{words.refusal(refused.code, refused.details)}
				</span>
			)}
			<BeforeScripts>
				<Button type="submit" size="s">
					{t("save")}
				</Button>
			</BeforeScripts>
		</fetcher.Form>
	);
}

function live(form: HTMLFormElement | null): FormData {
	const fields = new FormData(form ?? undefined);
	fields.set("live", "1");
	return fields;
}
