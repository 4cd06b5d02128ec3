import { useEffect, useRef, useState } from "react";
import { useFetcher, useFormAction } from "react-router";
import { Button } from "#app/components/button.tsx";
import { Stepper } from "#app/components/quantity-field.tsx";
import { showToast } from "#app/components/toasts.ts";
import { BeforeScripts } from "#app/components/before-scripts.tsx";
import type { Refused } from "../door.server.ts";

type Props = {
	productId: string;
	quantity: number;
	label: string;
	save: string;
	/** A refusal in words. */
	say: (refused: Refused) => string;
};

const settles = 450;

/** How many stand on a line: kept a moment after the last press, or by Enter; before scripts by a button. */
export function LineQuantity({ productId, quantity, label, save, say }: Props) {
	const fetcher = useFetcher<Refused | { ok: true }>();
	const action = useFormAction();
	const [typed, setTyped] = useState(quantity);
	/** What was pressed and is not sent yet. */
	const pressed = useRef<{ quantity: number; timer: ReturnType<typeof setTimeout> }>(undefined);
	const answer = fetcher.data;

	// What came back stands here, unless somebody is still pressing.
	useEffect(() => {
		if (!pressed.current) setTyped(quantity);
	}, [quantity]);
	useEffect(() => {
		if (!answer || answer.ok) return;
		showToast({ text: say(answer), tone: "bad" });
		setTyped(quantity);
		// Only an answer is news.
	}, [answer]);
	// Whoever goes on at once leaves nothing behind: it is sent to this page, whichever is there by then.
	useEffect(() => send, []);

	function keep(next: number) {
		setTyped(next);
		clearTimeout(pressed.current?.timer);
		pressed.current = { quantity: next, timer: setTimeout(send, settles) };
	}
	function send() {
		if (!pressed.current) return;
		const { quantity, timer } = pressed.current;
		clearTimeout(timer);
		pressed.current = undefined;
		void fetcher.submit({ intent: "put", live: "1", productId, quantity: String(quantity) }, { method: "post", action });
	}
	return (
		<fetcher.Form
			method="post"
			className="line-quantity"
			onSubmit={(event) => {
				event.preventDefault();
				keep(typed);
			}}
		>
			<input type="hidden" name="intent" value="put" />
			<input type="hidden" name="productId" value={productId} />
			<Stepper name="quantity" label={label} min={0} max={1_000_000} value={typed} onChange={keep} />
			<BeforeScripts>
				<Button type="submit" size="s">
					{save}
				</Button>
			</BeforeScripts>
		</fetcher.Form>
	);
}
