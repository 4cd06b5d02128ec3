import { useRef, useState } from "react";
import { useRevalidator } from "react-router";
import { newId } from "#app/platform/ids.ts";

/** What one scan says: a product by its code or id, and how many more, or how many in all. */
type Scan = { code?: string; productId?: string; add?: number; quantity?: number };
/** What it says is asked when its turn comes: of what was scanned last, which may be on its way until then. Null: there is no such. */
type Waiting = { key: string; says: () => Scan | null };

/** The line a scan was written on: of which product, and how many there are of it now. */
type Told = { product: { id: string; name: string }; quantity: number };
/** What came of the last one, or why nothing did. */
export type Heard = ({ ok: true } & Told) | { ok: false; code: string; details: Record<string, unknown>; typed: string };

/**
 * Sends scans one after the other, in their order, while the next are made; each carries a key of its own, so that one whose answer was lost
 * can be sent again. `path` is the API's for a line, `lineIn` finds the line in what it answers. The page is asked for anew once nothing waits.
 */
export function useScans<Answer>(path: string, lineIn: (answer: Answer, scan: Scan) => Told | undefined) {
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
			const scan = next.says();
			const answer = scan ? await send(path, next.key, scan, lineIn) : nothingScanned;
			if (!answer) {
				setStuck(true);
				break;
			}
			queue.current.shift();
			setWaiting(queue.current.length);
			setHeard(answer);
			if (answer.ok) last.current = answer.product.id;
			// A code nobody knows is what was scanned last: how many there are of it is not said of another.
			else if (scan?.add) last.current = undefined;
		}
		working.current = false;
		await revalidate();
	}

	function push(says: () => Scan | null): void {
		queue.current.push({ key: newId(), says });
		setWaiting(queue.current.length);
		void work();
	}

	return {
		add: (what: { code: string } | { productId: string }) => push(() => ({ ...what, add: 1 })),
		/** Says how many there are of what was scanned last. */
		setLast: (quantity: number) => push(() => (last.current ? { productId: last.current, quantity } : null)),
		heard,
		waiting,
		/** The line is down: what waits was not sent. */
		stuck,
		again: work,
	};
}

const nothingScanned: Heard = { ok: false, code: "nothing_scanned", details: {}, typed: "" };

/** @returns null when no answer came */
async function send<Answer>(
	path: string,
	key: string,
	scan: Scan,
	lineIn: (answer: Answer, scan: Scan) => Told | undefined,
): Promise<Heard | null> {
	try {
		const response = await fetch(path, {
			method: "POST",
			headers: { "Content-Type": "application/json", "Idempotency-Key": key },
			body: JSON.stringify(scan),
		});
		if (response.status >= 500) return null;
		if (response.status === 401) window.location.assign(`/sign-in?next=${encodeURIComponent(window.location.pathname)}`);
		const typed = scan.code ?? "";
		if (!response.ok) {
			const { code, details = {} }: { code: string; details?: Record<string, unknown> } = await response.json();
			return { ok: false, code, details, typed };
		}
		const told = lineIn(await response.json(), scan);
		return told ? { ok: true, ...told } : { ok: false, code: "unexpected", details: {}, typed };
	} catch {
		return null;
	}
}

export type Scans = ReturnType<typeof useScans>;
