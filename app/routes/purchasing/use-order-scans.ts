import { useRef, useState } from "react";
import { useRevalidator } from "react-router";
import { skuKeyOf } from "#app/catalog/rules.ts";
import { newId } from "#app/platform/ids.ts";

type Line = { productId: string; name: string; sku: string; barcode: string | null; quantity: number };
type Wish = { code?: string; productId?: string | undefined; add?: number; quantity?: number };
/** What came of the last scan. */
type Heard = { ok: true; name: string; quantity: number } | { ok: false; code: string; details: Record<string, unknown>; typed: string };

/** Sends scans for a draft one after the other, each with a key of its own; the page is asked for anew after the last. */
export function useOrderScans(orderId: string) {
	const { revalidate } = useRevalidator();
	const queue = useRef(Promise.resolve());
	const waiting = useRef(0);
	const last = useRef<string>(undefined);
	const [heard, setHeard] = useState<Heard>();

	async function send(wished: () => Wish): Promise<void> {
		const wish = wished();
		const answer = await put(orderId, wish);
		if ("line" in answer) {
			last.current = answer.line.productId;
			setHeard({ ok: true, name: answer.line.name, quantity: answer.line.quantity });
		} else setHeard({ ok: false, ...answer, typed: wish.code ?? "" });
		waiting.current -= 1;
		if (waiting.current === 0) await revalidate();
	}
	function push(wished: () => Wish): void {
		waiting.current += 1;
		queue.current = queue.current.then(() => send(wished));
	}
	return {
		add: (what: { code: string } | { productId: string }) => push(() => ({ ...what, add: 1 })),
		/** Of what was scanned last, which may still be on its way. */
		setLast: (quantity: number) => push(() => ({ productId: last.current, quantity })),
		heard,
	};
}

async function put(orderId: string, wish: Wish): Promise<{ line: Line } | { code: string; details: Record<string, unknown> }> {
	try {
		const response = await fetch(`/api/purchase-orders/${orderId}/lines`, {
			method: "POST",
			headers: { "Content-Type": "application/json", "Idempotency-Key": newId() },
			body: JSON.stringify(wish),
		});
		const body: { lines?: Line[]; code?: string; details?: Record<string, unknown> } = await response.json();
		const line = body.lines?.find((each) => each.productId === wish.productId || answersTo(each, wish.code));
		if (response.ok && line) return { line };
		return { code: body.code ?? "unexpected", details: body.details ?? {} };
	} catch {
		return { code: "unexpected", details: {} };
	}
}

function answersTo({ sku, barcode }: Line, code: string | undefined): boolean {
	return code !== undefined && (skuKeyOf(sku) === skuKeyOf(code) || barcode === code.trim());
}
