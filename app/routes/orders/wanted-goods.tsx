import { PackageOpen, X } from "lucide";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { FramePicture } from "#app/components/frame-picture.tsx";
import { Money } from "#app/components/money.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { Stepper } from "#app/components/quantity-field.tsx";
import { useShell } from "#app/components/shell.ts";
import { sum } from "#app/platform/money.ts";
import { amountToType } from "#app/platform/typed-amount.ts";
import type { Refused } from "../door.server.ts";
import type { WantedGoods } from "./use-wanted.ts";
import { amountOfWanted, type Wanted } from "./wanted.ts";

type Props = { goods: WantedGoods; currency: string; refused: Refused | undefined };

/** The lines of an order as its form sends them: each counted, at its product's price or at another. */
export function WantedLines({ goods: { lines, act }, currency, refused }: Props) {
	const t = useTranslations("desk");
	const orders = useTranslations("orders");
	const language = useShell().locale;
	const amounts = lines.map((line) => amountOfWanted(line, currency, language));
	if (lines.length === 0) return <Empty icon={PackageOpen} title={t("nothingYet")} />;
	return (
		<Table
			label={t("goods")}
			folds
			density="picture"
			head={
				<>
					<Column fold="subject">{orders("product")}</Column>
					<Column number>{orders("each")}</Column>
					<Column number>{orders("quantity")}</Column>
					<Column number>{currency}</Column>
					<Column hidden>{t("what")}</Column>
				</>
			}
			foot={
				<Row>
					<Cell fold="subject">{t("comesTo")}</Cell>
					<Cell fold="hide" />
					<Cell number fold="hide">
						{sum(lines.map(({ quantity }) => quantity))}
					</Cell>
					<Cell number fold="figure">
						<Money amount={sum(amounts.map((amount) => amount ?? 0))} currency={currency} bare />
					</Cell>
					<Cell fold="hide" />
				</Row>
			}
		>
			{lines.map((line, index) => (
				<Row key={line.key}>
					<Cell fold="subject">
						<Product line={line} />
						<input type="hidden" name={`line.${index}`} value={line.key} />
						<input type="hidden" name={`product.${index}`} value={line.productId} />
						<input type="hidden" name={`kind.${index}`} value={line.kind} />
						<input type="hidden" name={`name.${index}`} value={line.name} />
						<input type="hidden" name={`sku.${index}`} value={line.sku} />
						<Problem refused={refused} index={index} />
					</Cell>
					<Cell number fold="act">
						<span className="line-cost">
							<input
								className="input number"
								name={`price.${index}`}
								inputMode="decimal"
								autoComplete="off"
								maxLength={20}
								aria-label={t("priceOf", { name: line.name })}
								aria-invalid={amounts[index] === null ? true : undefined}
								placeholder={line.price === null ? undefined : amountToType(line.price, currency, language)}
								value={line.typed}
								onChange={(event) => act({ do: "change", key: line.key, change: { typed: event.target.value } })}
							/>
						</span>
					</Cell>
					<Cell number fold="act">
						<span className="line-quantity">
							<Stepper
								name={`quantity.${index}`}
								label={t("quantityOf", { name: line.name })}
								min={1}
								max={100_000}
								value={line.quantity}
								onChange={(quantity) => act({ do: "change", key: line.key, change: { quantity } })}
							/>
						</span>
					</Cell>
					<Cell number fold="hide">
						{amounts[index] === null ? "–" : <Money amount={amounts[index] ?? 0} currency={currency} bare />}
					</Cell>
					<Cell number fold="figure">
						<Button type="button" kind="quiet" icon={X} iconOnly onClick={() => act({ do: "remove", key: line.key })}>
							{t("takeOff", { name: line.name })}
						</Button>
					</Cell>
				</Row>
			))}
		</Table>
	);
}

function Product({ line: { name, sku, imageUrl, kind, available, quantity } }: { line: Wanted }) {
	const t = useTranslations("desk");
	const missing = available !== null && quantity > available;
	return (
		<span className="product">
			{kind === "goods" && <FramePicture src={imageUrl} />}
			<span className="grow">
				<span className="clip">
					<bdi>{name}</bdi>
				</span>
				<small>
					<span className="mono">{sku}</span>
					{kind !== "goods" && t("loose")}
					{available !== null && ` · ${t(missing ? "onlyHere" : "here", { available })}`}
				</small>
			</span>
		</span>
	);
}

/** What is wrong with a line: the first of what was said of it. */
function Problem({ refused, index }: { refused: Refused | undefined; index: number }) {
	const words = useProblemWords();
	const said = Object.entries(refused?.problems ?? {}).find(([field]) => field.startsWith(`lines.${index}.`))?.[1][0];
	return said ? <span className="problem">{words.of(said)}</span> : null;
}
