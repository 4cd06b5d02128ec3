import { Fragment } from "react";
import type { Money as Amount } from "#app/platform/money.ts";
import { Money } from "./money.tsx";

/** What something costs in several currencies: DKK 1,200.00 + EUR 300.00. @param of as `sumsOf` gives them */
export function Sums({ of, whole }: { of: Amount[]; whole?: boolean }) {
	return of.map(({ amount, currency }, n) => (
		<Fragment key={currency}>
			{n > 0 && " + "}
			<Money amount={amount} currency={currency} whole={whole} />
		</Fragment>
	));
}
