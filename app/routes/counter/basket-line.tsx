import { CircleAlert, Percent, Trash2 } from "lucide";
import { type KeyboardEvent, type MouseEvent, type SyntheticEvent, useEffect, useRef } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { FramePicture } from "#app/components/frame-picture.tsx";
import { Icon } from "#app/components/icon.tsx";
import { Money, useMoneyWords } from "#app/components/money.tsx";
import { Stepper } from "#app/components/quantity-field.tsx";
import { decimalString } from "#app/platform/money.ts";
import {
	beyondKept,
	isShort,
	type Kept,
	type Line,
	mostPieces,
	type PricedBasketLine,
	type Returned,
	type Trouble,
	troubleOf,
} from "./basket.ts";
import { quantityName, shownName } from "./form-basket.ts";

export type LineActs = {
	choose: (productId: string) => void;
	step: (by: 1 | -1) => void;
	set: (productId: string, quantity: number) => void;
	/** What is taken off a line, or noted of it. */
	off: (productId: string) => void;
	/** What is left of a short line, and sold at once. */
	sellLeft: (productId: string, quantity: number) => void;
	remove: (productId: string) => void;
	/** An act is over: the scan field is next. */
	done: (event: SyntheticEvent) => void;
};

type Props = {
	line: Line;
	/** What it costs, with what is off it. */
	priced: PricedBasketLine | undefined;
	store: { name: string; currency: string };
	on: boolean;
	sellsAtOnce: boolean;
	returned: Returned | null | undefined;
	/** What the till may promise while it is alone; null with the network, and where tills keep nothing. */
	kept: Kept | null;
	acts: LineActs;
};

/** One product of the basket. Chosen, it grows a stepper; what stops it is said in it, with the one act that helps. */
export function BasketLine({ line, priced, store, on, sellsAtOnce, returned, kept, acts }: Props) {
	const t = useTranslations("counter");
	const { product, quantity } = line;
	const price = product.price ?? 0;
	const { id, name } = product;
	const row = useRef<HTMLLIElement>(null);

	// What was scanned or counted last is seen, however long the basket is.
	useEffect(() => {
		if (on && quantity > 0) row.current?.scrollIntoView({ block: "nearest" });
	}, [on, quantity]);

	function onKeyDown(event: KeyboardEvent) {
		const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
		if (step === 0 && event.key !== "Delete") return;
		if (step === 0) {
			acts.remove(id);
			acts.done(event);
		} else acts.step(step);
		event.preventDefault();
	}
	function remove(event: MouseEvent) {
		event.preventDefault();
		acts.remove(id);
		acts.done(event);
	}
	return (
		<li ref={row} className="basket-line" data-on={on || undefined}>
			<FramePicture src={product.imageUrl} category={product.category} />
			<div className="naming">
				<button type="button" className="pick-line" aria-expanded={on} onClick={() => acts.choose(id)} onKeyDown={onKeyDown}>
					<b>{name}</b>
				</button>
				<small>
					{t("times", { quantity })} <Money amount={price} currency={store.currency} bare />
				</small>
				{priced && priced.ownOff > 0 && (
					<small className="off">
						<OffWords line={line} off={priced.ownOff} currency={store.currency} />
					</small>
				)}
				{line.note && <small className="line-note">{line.note}</small>}
			</div>
			<span className="amount">
				<Money amount={price * quantity - (priced?.ownOff ?? 0)} currency={store.currency} bare />
			</span>
			{product.price !== null && <input type="hidden" name={shownName(id)} value={decimalString(price, store.currency)} />}
			<LineTrouble line={line} store={store.name} sellsAtOnce={sellsAtOnce} returned={returned} kept={kept} acts={acts} onRemove={remove} />
			<div className="edit">
				<Stepper
					label={t("quantityOf", { name })}
					name={quantityName(id)}
					value={quantity}
					min={1}
					max={mostPieces}
					onChange={(next) => acts.set(id, next)}
				/>
				<span className="needs-script">
					<Button icon={Percent} onClick={() => acts.off(id)}>
						{t("off.short")}
					</Button>
				</span>
				<span className="grow" />
				<Button
					kind="quiet"
					icon={Trash2}
					iconOnly
					type="submit"
					formMethod="get"
					formAction="/counter"
					name="remove"
					value={id}
					onClick={remove}
				>
					{t("remove", { name })}
				</Button>
			</div>
		</li>
	);
}

/** "−10%, 219.50", or only the amount. */
function OffWords({ line: { discount }, off, currency }: { line: Line; off: number; currency: string }) {
	const t = useTranslations("counter");
	const format = useFormatter();
	const amount = useMoneyWords()({ amount: -off, currency, bare: true });
	if (!discount || !("rate" in discount)) return amount;
	return t("off.rate", { rate: format.number(discount.rate / 10_000, { style: "percent", maximumFractionDigits: 2 }), amount });
}

type TroubleProps = {
	line: Line;
	store: string;
	sellsAtOnce: boolean;
	returned: Returned | null | undefined;
	kept: Kept | null;
	acts: LineActs;
	onRemove: (event: MouseEvent) => void;
};

function LineTrouble({ line, store, sellsAtOnce, returned, kept, acts, onRemove }: TroubleProps) {
	const t = useTranslations("counter");
	const found = troubleOf(line, returned);
	// A till that is alone judges by what it keeps: what the shelf held when it was seen last says less.
	const beyond = kept && (found === null || isShort(found)) ? beyondKept(line, kept) : null;
	const trouble = kept && found !== null && isShort(found) ? null : found;
	if (kept && beyond !== null) return <BeyondKept line={line} kept={kept} count={beyond} acts={acts} />;
	if (!trouble) return null;
	const { id, name, available } = line.product;

	function takeLeft(event: MouseEvent) {
		event.preventDefault();
		if (sellsAtOnce) acts.sellLeft(id, available);
		else acts.set(id, available);
		acts.done(event);
	}
	const sentences: Record<Trouble, string> = {
		short: t("onlyLeft", { count: available, store }),
		none: t("noneLeft", { store }),
		archived: t("archived", { name }),
		no_price: t("noPrice", { name }),
		gone: t("gone", { name }),
	};
	return (
		<div className="problem">
			<Icon of={CircleAlert} size={14} />
			<span className="grow">{sentences[trouble]}</span>
			{trouble === "short" ? (
				<Button size="s" type="submit" formMethod="get" formAction="/counter" name="set" value={`${id}*${available}`} onClick={takeLeft}>
					{t(sellsAtOnce ? "sellLeft" : "setTo", { count: available })}
				</Button>
			) : (
				<Button size="s" type="submit" formMethod="get" formAction="/counter" name="remove" value={id} onClick={onRemove}>
					{t("removeLine")}
				</Button>
			)}
		</div>
	);
}

/** More is asked than the till keeps: a warning, or what stops Pay. */
function BeyondKept({ line: { product }, kept, count, acts }: { line: Line; kept: Kept; count: number; acts: LineActs }) {
	const t = useTranslations("counter");
	const stops = kept.beyond === "refuse";
	return (
		<div className="problem" data-tone={stops ? undefined : "warn"}>
			<Icon of={CircleAlert} size={14} />
			<span className="grow">{t(stops ? "beyond.stops" : "beyond.warns", { count })}</span>
			{count > 0 && (
				<Button
					size="s"
					onClick={(event) => {
						acts.set(product.id, count);
						acts.done(event);
					}}
				>
					{t("setTo", { count })}
				</Button>
			)}
		</div>
	);
}
