import { type RefObject, useState } from "react";
import { useSubmit } from "react-router";
import { newId } from "#app/platform/ids.ts";
import { parseAmount } from "#app/platform/money.ts";
import type { BasketToPark } from "#app/sales/input.ts";
import type { TillProduct } from "#app/sales/queries.server.ts";
import type { Act, Till } from "./basket.ts";
import { discountOf } from "./sale-body.ts";

/** Baskets put aside and taken up again. One is out of this till's hands only once the answer says so. */
export function useParking(currency: string, state: RefObject<Till>, act: (next: Act) => void) {
	const submit = useSubmit();
	const [coming, setComing] = useState<string[]>([]);

	function park(name: string): void {
		const { lines, returned } = state.current.basket;
		if (lines.length > 0 && !returned) act({ do: "park", name, nextId: newId() });
	}
	const parked = (id: string) => act({ do: "parked", id });
	const notParked = (id: string) => act({ do: "not-parked", id, nextId: newId() });

	/** Asked again under the same name it answers the same, so that an answer that was lost loses no basket. */
	function resume(id: string): void {
		setComing((ids) => [...ids.filter((each) => each !== id), id]);
		const fields = { live: "1", resume: id, key: `till-${id}` };
		void submit(fields, { method: "post", action: "/counter", navigate: false, fetcherKey: `resume-${id}` });
	}
	/** What came, with its goods as they are today; null when another till was quicker. */
	function resumed(id: string, found: { basket: BasketToPark; products: TillProduct[] } | null): void {
		setComing((ids) => ids.filter((each) => each !== id));
		if (!found) return;
		const minor = (amount: number | string) => {
			const parsed = parseAmount(amount, currency);
			return typeof parsed === "number" ? parsed : null;
		};
		const { basket, products } = found;
		const lines = basket.lines.flatMap(({ productId, quantity, discount, note }) => {
			const product = products.find((each) => each.id === productId);
			return product ? [{ product, quantity, discount: discountOf(discount, minor), ...(note && { note }) }] : [];
		});
		const { customer } = basket;
		act({
			do: "take-up",
			basket: {
				id: newId(),
				lines,
				on: lines.at(-1)?.product.id ?? null,
				refusal: null,
				discount: discountOf(basket.discount, minor),
				note: basket.note,
				customer: customer ? { name: customer.name ?? "", email: customer.email ?? "", ...(customer.id && { id: customer.id }) } : null,
			},
		});
	}
	return { park, parked, notParked, resume, resumed, coming };
}
