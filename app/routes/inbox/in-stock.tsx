import { Search } from "lucide";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { useFilledEarly } from "#app/components/filled-early.ts";
import { FramePicture } from "#app/components/frame-picture.tsx";
import { Icon } from "#app/components/icon.tsx";
import { useHeard } from "#app/components/live.tsx";
import { useMoneyWords } from "#app/components/money.tsx";
import { everywhere } from "#app/components/news-store.ts";
import { findProducts } from "../stock/find-products.ts";
import type { FoundProduct } from "../stock/search.ts";

const pause = 160;

/** What is on the shelves now, to drop into the answer. */
export default function InStock({ onDrop, mayWrite }: { onDrop: (text: string) => void; mayWrite: boolean }) {
	const t = useTranslations("inbox");
	const [q, setQ] = useState("");
	const [found, setFound] = useState<readonly FoundProduct[] | null>(null);
	const field = useRef<HTMLInputElement>(null);
	useFilledEarly(field, () => setQ(field.current?.value ?? ""));
	useEffect(() => {
		const typed = q.trim();
		if (typed.length < 2) return setFound(null);
		const asking = new AbortController();
		const timer = setTimeout(async () => {
			const answer = await findProducts(typed, undefined, asking.signal);
			if (!asking.signal.aborted) setFound(answer ?? []);
		}, pause);
		return () => {
			clearTimeout(timer);
			asking.abort();
		};
	}, [q]);
	return (
		<section aria-labelledby="in-stock" className="needs-script">
			<header>
				<h2 id="in-stock">{t("inStock")}</h2>
			</header>
			<label className="find">
				<span className="visually-hidden">{t("findProduct")}</span>
				<Icon of={Search} />
				<input
					ref={field}
					type="search"
					value={q}
					placeholder={t("findProduct")}
					autoComplete="off"
					spellCheck={false}
					onChange={(event) => setQ(event.target.value)}
				/>
			</label>
			<div role="status">
				{found?.length === 0 && <p className="meta">{t("noProduct")}</p>}
				{found && found.length > 0 && (
					<ul className="in-stock">
						{found.map((product) => (
							<Product key={product.id} product={product} onDrop={mayWrite ? onDrop : undefined} />
						))}
					</ul>
				)}
			</div>
		</section>
	);
}

function Product({ product, onDrop }: { product: FoundProduct; onDrop: ((text: string) => void) | undefined }) {
	const t = useTranslations("inbox");
	const money = useMoneyWords();
	const { id, name, imageUrl, price, currency } = product;
	const available = useHeard(id)?.get(everywhere)?.available ?? product.available;
	const priced = price === null ? "" : money({ amount: price, currency });
	return (
		<li>
			<FramePicture src={imageUrl} size="s" alt="" />
			<span>
				<b className="clip">{name}</b>
				<small className="clip">
					{priced} · {t("available", { count: available })}
				</small>
			</span>
			{onDrop && (
				<Button
					size="s"
					onClick={() =>
						onDrop(available > 0 ? t("offer", { name, price: priced, count: available }) : t("offerNone", { name, price: priced }))
					}
				>
					{t("drop")}
				</Button>
			)}
		</li>
	);
}
