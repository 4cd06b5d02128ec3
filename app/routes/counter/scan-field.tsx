import { Camera, CircleAlert, ScanBarcode, X } from "lucide";
import type { KeyboardEvent, RefObject } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Combobox, Match } from "#app/components/combobox.tsx";
import { FramePicture } from "#app/components/frame-picture.tsx";
import { Icon } from "#app/components/icon.tsx";
import { Money } from "#app/components/money.tsx";
import type { Line } from "./basket.ts";
import { quantityName } from "./form-basket.ts";
import { Left, useLiveProducts } from "./tiles.tsx";
import type { Scanning } from "./use-scan.ts";

type Props = {
	storeId: string;
	currency: string;
	lines: Line[];
	scanning: Scanning;
	field: RefObject<HTMLInputElement | null>;
	/** Arrows and Delete in the empty field walk and thin the basket. */
	onStep: (by: 1 | -1) => void;
	onDelete: () => void;
	onCamera: () => void;
};

/** Scan or search. Before scripts it is a form that carries the basket along, and an exact code still goes straight in. */
export function ScanField({ storeId, currency, lines, scanning, field, onStep, onDelete, onCamera }: Props) {
	const t = useTranslations("counter");
	const { query, answered, alert, status } = scanning;
	const found = useLiveProducts(scanning.found, storeId).map(({ product }) => product);

	function onKeyDown(event: KeyboardEvent) {
		if (query !== "" || event.nativeEvent.isComposing) return;
		const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
		if (step === 0 && event.key !== "Delete") return;
		event.preventDefault();
		event.stopPropagation();
		if (step === 0) onDelete();
		else onStep(step);
	}
	return (
		<>
			<search>
				<form
					method="get"
					action="/counter"
					className="scan-form"
					onSubmit={(event) => event.preventDefault()}
					onKeyDownCapture={onKeyDown}
				>
					<input type="hidden" name="store" value={storeId} />
					<BasketInAddress lines={lines} />
					<Combobox
						look="find scan"
						label={t("scan")}
						name="q"
						placeholder={t("scan")}
						icon={ScanBarcode}
						keyName="F2"
						autoFocus
						inputRef={field}
						options={found}
						query={query}
						onQuery={scanning.type}
						onPick={scanning.pick}
						onEnter={scanning.enter}
						nothing={answered && !alert ? t("nothingMatches", { query }) : undefined}
						status={answered ? t("found", { count: found.length }) : undefined}
					>
						{(product) => (
							<>
								<FramePicture src={product.imageUrl} category={product.category} />
								<span className="grow">
									<span className="clip">
										<Match text={product.name} query={query} />
									</span>
									<small className="mono clip">{product.sku}</small>
								</span>
								<span className="scan-price">
									{product.price === null ? <small>{t("withoutPrice")}</small> : <Money amount={product.price} currency={currency} bare />}
									<Left product={product} />
								</span>
							</>
						)}
					</Combobox>
					<span className="needs-script">
						<Button size="xl" icon={Camera} iconOnly onClick={onCamera}>
							{t("camera.open")}
						</Button>
					</span>
					<button type="submit" className="button before-scripts">
						{t("search")}
					</button>
				</form>
			</search>
			<div role="alert" className="scan-alert-place">
				{alert && (
					<div className="scan-alert">
						<Icon of={CircleAlert} />
						<span className="grow">{alert}</span>
						<Button kind="quiet" size="s" icon={X} iconOnly onClick={scanning.hush}>
							{t("hush")}
						</Button>
					</div>
				)}
			</div>
			<p role="status" className="visually-hidden">
				{status}
			</p>
		</>
	);
}

/** The basket, for a form that leads to another page of the till. */
export function BasketInAddress({ lines }: { lines: Line[] }) {
	return lines.map(({ product, quantity }) => <input key={product.id} type="hidden" name={quantityName(product.id)} value={quantity} />);
}
