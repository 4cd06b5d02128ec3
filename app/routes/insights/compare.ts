/** How a figure stands against the one before it. Pure. */

/** The change as a ratio: 0.12 is twelve percent more. Null when there was nothing to compare with. */
export function changeOf(now: number, before: number): number | null {
	return before > 0 ? (now - before) / before : null;
}

/** What one sale came to on average, in whole minor units; null without sales. */
export function averageSale({ revenue, orders }: { revenue: number; orders: number }): number | null {
	return orders > 0 ? Math.round(revenue / orders) : null;
}

/** The one currency of these rows, or null when there are several: then each amount names its own. */
export function oneCurrency(rows: readonly { currency: string }[], otherwise: string): string | null {
	const [first = otherwise, ...others] = new Set(rows.map(({ currency }) => currency));
	return others.length === 0 ? first : null;
}
