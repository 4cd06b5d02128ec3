import { Form } from "react-router";
import { useTranslations } from "use-intl/react";
import { FramePicture } from "#app/components/frame-picture.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { stockStatus } from "#app/stock/rules.ts";
import { useAttributeNames } from "../catalog/attributes.ts";
import { useScripts } from "#app/components/before-scripts.tsx";
import { type At, countOf, isInside } from "./grid-moves.ts";
import { isNumber } from "./matrix-cells.ts";
import { GapCell, gridRoles, MatrixCell, matrixForm, type Sub } from "./matrix-cell.tsx";
import { useCellWords } from "./problem-words.ts";
import type { Grid } from "./use-grid.ts";
import type { MatrixState, Shown, Variant } from "./use-matrix.ts";

/**
 * One fact of all products of a style, rows by one attribute and columns by another. A form: without scripts it sends that fact of all of
 * them, with them only what was changed.
 */
export function MatrixGrid({ matrix, grid }: { matrix: MatrixState; grid: Grid }) {
	const t = useTranslations("styles");
	const nameOf = useAttributeNames();
	const { data, layer, rows, columns, mayEdit } = matrix;
	const { style, store, commandId, currency } = data;
	const summed = layer === "onHand";
	const axes = t("axes", { row: nameOf(style.rowAxis), column: nameOf(style.columnAxis) });
	return (
		<Form id={matrixForm} method="post" className="matrix-scroll" preventScrollReset onSubmit={(event) => submitted(event, matrix)}>
			<input type="hidden" name="intent" value="save" />
			<input type="hidden" name="fact" value={layer} />
			<input type="hidden" name="storeId" value={store?.id ?? ""} />
			<input type="hidden" name="currency" value={currency} />
			<input type="hidden" name="commandId" value={commandId} />
			<Opened matrix={matrix} />
			{/* Enter in a field presses the first button of its form: this one, not a plus. */}
			<button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" />
			<table
				ref={grid.table}
				{...(mayEdit ? gridRoles.grid : gridRoles.readOnly)}
				className="matrix"
				data-mode={grid.mode}
				data-wide={isNumber(layer) ? undefined : ""}
				aria-label={t("gridOf", { style: style.name, fact: t(`facts.${layer}`) })}
				aria-describedby="matrix-keys"
				{...grid.handlers}
			>
				<thead>
					<tr>
						<th scope="col">{axes}</th>
						{columns.map((column) => (
							<th key={column} scope="col">
								<bdi>{column || t("none")}</bdi>
							</th>
						))}
						{summed && (
							<th scope="col" className="sum">
								{t("sum")}
							</th>
						)}
					</tr>
				</thead>
				<tbody>
					{rows.map(({ label, again, imageUrl, cells }, row) => (
						<tr key={`${label} ${again}`}>
							<th scope="row">
								<span className="row">
									{imageUrl && <FramePicture src={imageUrl} />}
									<bdi>{rowName(label, again, t("none"))}</bdi>
								</span>
							</th>
							{cells.map((id, column) => (
								<Place key={id ?? `gap ${columns[column]}`} matrix={matrix} grid={grid} at={{ row, column }} id={id} />
							))}
							{summed && (
								<td className="sum">
									<Quantity value={sumOf(matrix, cells)} />
								</td>
							)}
						</tr>
					))}
				</tbody>
				{summed && (
					<tfoot>
						<tr>
							<th scope="row">{t("sum")}</th>
							{columns.map((column, at) => (
								<td key={column} className="sum">
									<Quantity
										value={sumOf(
											matrix,
											rows.map(({ cells }) => cells[at] ?? null),
										)}
									/>
								</td>
							))}
							<td className="sum">
								<Quantity
									value={sumOf(
										matrix,
										rows.flatMap(({ cells }) => cells),
									)}
								/>
							</td>
						</tr>
					</tfoot>
				)}
			</table>
			<p id="matrix-keys" className="visually-hidden">
				{t("keysHint")}
			</p>
		</Form>
	);
}

function submitted(event: { preventDefault(): void; nativeEvent: Event }, matrix: MatrixState): void {
	const { nativeEvent } = event;
	const button = nativeEvent instanceof SubmitEvent && nativeEvent.submitter instanceof HTMLButtonElement ? nativeEvent.submitter : null;
	event.preventDefault();
	if (button?.name === "add") matrix.saving.add({ add: button.value, storeId: matrix.store?.id ?? "", currency: matrix.data.currency });
	else matrix.save("count");
}

/** What every cell says now, for the plain form: so that it knows which were changed, and by whom. */
function Opened({ matrix: { variants, layer } }: { matrix: MatrixState }) {
	if (useScripts()) return null;
	const opened = Object.fromEntries([...variants.values()].map((variant) => [variant.id, [variant[layer], variant.currency]]));
	return <input type="hidden" name="opened" value={JSON.stringify(opened)} />;
}

export function rowName(label: string, again: number, none: string): string {
	return again === 0 ? label || none : `${label || none} (${again + 1})`;
}

function sumOf({ variants, shown }: MatrixState, cells: readonly (string | null)[]): number {
	return cells.reduce((sum, id) => {
		const variant = id === null ? undefined : variants.get(id);
		if (!variant) return sum;
		const typed = Number(shown(variant).text);
		return sum + (Number.isFinite(typed) ? typed : variant.onHand);
	}, 0);
}

function Place({ matrix, grid, at, id }: { matrix: MatrixState; grid: Grid; at: At; id: string | null }) {
	const t = useTranslations("styles");
	const sub = useSub(matrix);
	const { rows, columns, layer, mayEdit, data } = matrix;
	const { label = "", again = 0 } = rows[at.row] ?? {};
	const name = [rowName(label, again, t("none")), columns[at.column]].filter(Boolean).join(" ");
	const isChosen = isInside(grid.filling ?? grid.block, at) && countOf(grid.filling ?? grid.block) > 1;
	const scripted = useScripts();
	const tab = scripted ? (at.row === grid.focus.row && at.column === grid.focus.column ? 0 : -1) : undefined;
	const variant = id === null ? undefined : matrix.variants.get(id);
	const shared = { row: at.row, column: at.column, isChosen, tab } as const;
	if (!variant)
		return again === 0 ? (
			<GapCell {...shared} name={name} value={`${label}\t${columns[at.column] ?? ""}`} mayAdd={data.may.edit} />
		) : (
			<td className="gap" />
		);
	const shown = matrix.shown(variant);
	return (
		<MatrixCell
			{...shared}
			{...sub(variant, shown)}
			id={variant.id}
			label={t("cellName", { name, fact: t(`facts.${layer}`) })}
			text={shown.text}
			kind={layer === "status" ? "status" : isNumber(layer) ? "number" : "text"}
			isWhole={layer === "onHand" || layer === "reorderPoint"}
			isDirty={shown.was !== undefined}
			isWrong={shown.problem !== undefined}
			isOvertaken={shown.overtaken}
			isCorner={mayEdit && at.row === grid.block.bottom && at.column === grid.block.right && grid.mode === "walk"}
			mayEdit={mayEdit}
			version={variant.changed ? variant.version : 0}
		/>
	);
}

/** The line under a value: what is wrong with it, what it was, or what is out of the ordinary. */
function useSub({ layer }: MatrixState): (variant: Variant, shown: Shown) => Sub {
	const t = useTranslations("styles");
	const status = useTranslations("status");
	const words = useCellWords();
	return (variant, { was, problem, overtaken }) => {
		if (overtaken) return { sub: t("nowSub", { now: was || t("none") }), tone: "warn" };
		if (problem) return { sub: words.of(problem), tone: "bad" };
		if (was !== undefined)
			return { sub: t("wasSub", { was: layer === "status" ? status(`product.${variant.status}`) : was || t("none") }), tone: "dirty" };
		if (layer === "onHand" && variant.status === "published") {
			const available = variant.onHand - variant.reserved;
			const stock = stockStatus({ ...variant, available });
			if (stock !== "in") return { sub: status(`stock.${stock}`), tone: stock === "out" ? "bad" : "warn" };
			return { bar: Math.min(1, available / Math.max(10, variant.reorderPoint * 2)) };
		}
		if (layer !== "status" && variant.status !== "published") return { sub: status(`product.${variant.status}`) };
		return {};
	};
}
