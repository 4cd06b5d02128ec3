import { useRef, useState } from "react";
import { useRevalidator } from "react-router";
import { newId } from "#app/platform/ids.ts";

/** What one scan says: a product by its code or id, and how many more, or how many in all. */
type Scan = { code?: string; productId?: string; add?: number; quantity?: number };
type Waiting = Scan & { key: string };

/** What came of the last one: the product and how many there are of it now, or why not. */
export type Heard =
	| { ok: true; product: { id: string; name: string }; quantity: number }
	| { ok: false; code: string; details: Record<string, unknown>; typed: string };

/**
 * Sends scans one after the other, in their order, while the next are made; each carries a key of its own, so that one whose answer was lost
 * can be sent again. `path` is the API's for a line. The page is asked for anew once nothing waits.
 */
export function useScans(path: string) {
	const { revalidate } = useRevalidator();
	const queue = useRef<Waiting[]>([]);
	const working = useRef(false);
	const [waiting, setWaiting] = useState(0);
	const [stuck, setStuck] = useState(false);
	const [heard, setHeard] = useState<Heard>();
	const last = useRef<string>(undefined);

	async function work(): Promise<void> {
		if (working.current) return;
		working.current = true;
		setStuck(false);
		for (let next = queue.current[0]; next; next = queue.current[0]) {
			const answer = await send(path, next);
			if (!answer) {
				setStuck(true);
				break;
			}
			queue.current.shift();
			setWaiting(queue.current.length);
			setHeard(answer);
			if (answer.ok) last.current = answer.product.id;
		}
		working.current = false;
		await revalidate();
	}

	function push(scan: Scan): void {
		queue.current.push({ ...scan, key: newId() });
		setWaiting(queue.current.length);
		void work();
	}

	return {
		add: (what: { code: string } | { productId: string }) => push({ ...what, add: 1 }),
		/** Says how many there are of what was scanned last. @returns false when nothing was */
		setLast(quantity: number): boolean {
			if (!last.current) return false;
			push({ productId: last.current, quantity });
			return true;
		},
		heard,
		waiting,
		/** The line is down: what waits was not sent. */
		stuck,
		again: work,
	};
}

/** @returns null when no answer came */
async function send(path: string, { key, ...scan }: Waiting): Promise<Heard | null> {
	try {
		const response = await fetch(path, {
			method: "POST",
			headers: { "Content-Type": "application/json", "Idempotency-Key": key },
			body: JSON.stringify(scan),
		});
		if (response.status >= 500) return null;
		if (response.status === 401) window.location.assign(`/sign-in?next=${encodeURIComponent(window.location.pathname)}`);
		if (!response.ok) {
			const { code, details = {} }: { code: string; details?: Record<string, unknown> } = await response.json();
			return { ok: false, code, details, typed: scan.code ?? "" };
		}
		const { product, counted, quantity }: { product: { id: string; name: string }; counted?: number; quantity?: number } =
			await response.json();
		return { ok: true, product, quantity: counted ?? quantity ?? 0 };
	} catch {
		return null;
	}
}

export type Scans = ReturnType<typeof useScans>;
