import { CircleAlert, ScanBarcode } from "lucide";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Form } from "react-router";
import { useTranslations } from "use-intl/react";
import { Combobox, Match } from "#app/components/combobox.tsx";
import { FramePicture } from "#app/components/frame-picture.tsx";
import { Icon } from "#app/components/icon.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { findProducts } from "./find-products.ts";
import type { FoundProduct } from "./search.ts";

const pause = 140;

type Props = {
	/** Looks only at what has a shelf there. */
	storeId?: string;
	/** Enter: a code. */
	onCode: (code: string) => void;
	/** Chosen from the list. */
	onPick: (product: FoundProduct) => void;
	/** `*3`. */
	onTimes: (quantity: number) => void;
	/** What came of the last scan, in words; and what was typed, to be given back where it was refused. */
	told?: { tone: "ok" | "bad"; words: ReactNode; giveBack?: string } | undefined;
	commandId: string;
};

/** Scan or search: keeps the focus, Enter takes the code, words show what they match. Before scripts it is a form that takes exact codes. */
export function ScanField({ storeId, onCode, onPick, onTimes, told, commandId }: Props) {
	const t = useTranslations("stock.scan");
	const field = useRef<HTMLInputElement>(null);
	const [query, setQuery] = useState("");
	const found = useFound(query, storeId);

	// Words that named no product by themselves come back, to be chosen from the list; unless the next scan has begun.
	useEffect(() => {
		if (told?.giveBack) setQuery((typed) => typed || told.giveBack || "");
		if (told?.tone === "bad") field.current?.focus();
	}, [told]);

	function enter(text: string) {
		const code = text.trim();
		const times = /^\*\s*(\d{1,6})$/.exec(code);
		if (code !== "") {
			setQuery("");
			if (times) onTimes(Number(times[1]));
			else onCode(code);
		}
		field.current?.focus();
	}
	return (
		<search className="scan-place">
			<Form method="post" className="scan-form" onSubmit={(event) => event.preventDefault()}>
				<input type="hidden" name="intent" value="scan" />
				<input type="hidden" name="commandId" value={commandId} />
				<Combobox
					look="find scan"
					label={t("label")}
					name="code"
					placeholder={t("placeholder")}
					icon={ScanBarcode}
					keyName="F2"
					autoFocus
					inputRef={field}
					options={found.products}
					query={query}
					onQuery={setQuery}
					onEnter={enter}
					onPick={(product) => {
						setQuery("");
						onPick(product);
					}}
					nothing={found.answered && told?.tone !== "bad" ? t("none", { query }) : undefined}
					status={found.answered ? t("count", { count: found.products.length }) : undefined}
				>
					{(product) => (
						<>
							<FramePicture src={product.imageUrl} />
							<span className="grow">
								<span className="clip">
									<Match text={product.name} query={query} />
								</span>
								<small className="mono clip">{product.sku}</small>
							</span>
							{storeId && <Quantity value={product.available} />}
						</>
					)}
				</Combobox>
				<button type="submit" className="button before-scripts">
					{t("add")}
				</button>
			</Form>
			<p className="scan-told" data-tone={told?.tone} role={told?.tone === "bad" ? "alert" : "status"}>
				{told?.tone === "bad" && <Icon of={CircleAlert} />}
				{told?.words ?? <span className="meta needs-script">{t("hint")}</span>}
			</p>
		</search>
	);
}

/** What answers to the words in the field, a little after they stand there. */
function useFound(query: string, storeId: string | undefined): { products: FoundProduct[]; answered: boolean } {
	const [found, setFound] = useState<{ q: string; products: FoundProduct[] }>({ q: "", products: [] });
	const q = query.trim();
	useEffect(() => {
		if (q.length < 2 || q.startsWith("*")) return setFound({ q, products: [] });
		const asking = new AbortController();
		const timer = setTimeout(async () => {
			const products = await findProducts(q, storeId, asking.signal);
			if (products && !asking.signal.aborted) setFound({ q, products });
		}, pause);
		return () => {
			clearTimeout(timer);
			asking.abort();
		};
	}, [q, storeId]);
	return { products: found.products, answered: q.length >= 2 && !q.startsWith("*") && found.q === q };
}
