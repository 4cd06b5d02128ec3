import { Plus } from "lucide";
import { memo } from "react";
import { useTranslations } from "use-intl/react";
import { productStatuses } from "#app/catalog/rules.ts";
import { Icon } from "#app/components/icon.tsx";

/** The form every cell is a field of. */
export const matrixForm = "matrix";

/** A table that is walked by keys is a grid; the field in a cell has the focus, not the cell. */
export const gridRoles = {
	grid: { role: "grid", "aria-multiselectable": true },
	readOnly: { role: "grid", "aria-multiselectable": true, "aria-readonly": true },
	cell: { role: "gridcell" },
	chosen: { role: "gridcell", "aria-selected": true },
};

/** Under the value: words, or how full the shelf is (0 to 1). */
export type Sub = { sub?: string; tone?: "dirty" | "warn" | "bad"; bar?: number };

/** `tab`: one cell is in the tab order, once scripts walk the others. */
type Shared = { row: number; column: number; isChosen: boolean; tab: 0 | -1 | undefined };

type Props = Shared &
	Sub & {
		id: string;
		label: string;
		text: string;
		kind: "number" | "text" | "status";
		/** Without decimals: what the keyboard of a phone should offer. */
		isWhole: boolean;
		isDirty: boolean;
		isWrong: boolean;
		isOvertaken: boolean;
		/** The block ends here: what is dragged to fill stands in its corner. */
		isCorner: boolean;
		mayEdit: boolean;
		/** Of what was heard of the shelf since the page came; 0 before. */
		version: number;
	};

/** Typing reaches the table, which listens for all of its cells. */
const heard = () => {};

/** A cell: a real field. Only what is its own makes it draw again, so that five hundred of them stay quick. */
export const MatrixCell = memo(function MatrixCell(props: Props) {
	const { row, column, id, label, text, kind, tab, mayEdit, isWrong, sub, tone, bar } = props;
	const field = {
		id: `cell-${id}`,
		name: `c.${id}`,
		value: text,
		"aria-label": label,
		"aria-describedby": sub ? `sub-${id}` : undefined,
		"aria-invalid": isWrong || undefined,
		"data-at": `${row} ${column}`,
		"data-product": id,
		tabIndex: tab,
		onChange: heard,
	};
	return (
		<td
			{...(props.isChosen ? gridRoles.chosen : gridRoles.cell)}
			data-dirty={props.isDirty || undefined}
			data-overtaken={props.isOvertaken || undefined}
			data-kind={kind}
		>
			{props.version > 0 && <i key={props.version} className="flash" />}
			{kind === "status" ? (
				<StatusField field={field} mayEdit={mayEdit} />
			) : (
				<input
					{...field}
					readOnly={!mayEdit}
					inputMode={kind === "text" ? undefined : props.isWhole ? "numeric" : "decimal"}
					autoComplete="off"
					spellCheck={false}
					maxLength={200}
				/>
			)}
			{sub !== undefined && (
				<small id={`sub-${id}`} className="sub" data-tone={tone}>
					{sub}
				</small>
			)}
			{bar !== undefined && (
				<svg className="sub level" aria-hidden="true">
					<rect className="track" />
					<rect className="full" width={`${Math.round(bar * 100)}%`} />
				</svg>
			)}
			{props.isCorner && <i className="handle" data-handle="" aria-hidden="true" />}
		</td>
	);
});

type Field = { value: string; onChange: () => void } & Record<string, string | number | boolean | undefined | (() => void)>;

function StatusField({ field, mayEdit }: { field: Field; mayEdit: boolean }) {
	const t = useTranslations("status.product");
	return (
		<select {...field} disabled={!mayEdit}>
			{!productStatuses.some((status) => status === field.value) && <option>{field.value}</option>}
			{productStatuses.map((status) => (
				<option key={status} value={status}>
					{t(status)}
				</option>
			))}
		</select>
	);
}

/** What does not exist, and can be made. */
export const GapCell = memo(function GapCell({
	row,
	column,
	isChosen,
	tab,
	name,
	value,
	mayAdd,
}: Shared & { name: string; value: string; mayAdd: boolean }) {
	const t = useTranslations("styles");
	return (
		<td {...(isChosen ? gridRoles.chosen : gridRoles.cell)} className="gap">
			<button
				type="submit"
				name="add"
				value={value}
				data-at={`${row} ${column}`}
				tabIndex={tab}
				disabled={!mayAdd}
				title={t("add", { name })}
			>
				{mayAdd && <Icon of={Plus} />}
				<span className="visually-hidden">{mayAdd ? t("add", { name }) : t("missing", { name })}</span>
			</button>
		</td>
	);
});
