import { ArrowDown, ArrowUp } from "lucide";
import type { ReactNode } from "react";
import { Link, useLocation } from "react-router";
import { Icon } from "./icon.tsx";

/**
 * Real tables. Under 768 px a table that `folds` shows each row as a subject, lines under it and one figure; display:grid would strip
 * the table's meaning from the accessibility tree, so the roles are said out loud.
 */
const roles = {
	table: { role: "table" },
	group: { role: "rowgroup" },
	row: { role: "row" },
	head: { role: "columnheader" },
	cell: { role: "cell" },
};

/** What becomes of a cell on a phone: the subject, a grey line under it, the one figure on the right, an act below, or nothing. */
type Fold = "subject" | "line" | "figure" | "act" | "hide";

type TableProps = {
	/** What the table lists; read out, not shown. */
	label: string;
	/** `<Column>`s. */
	head: ReactNode;
	/** `<Row>`s. */
	children: ReactNode;
	foot?: ReactNode;
	folds?: boolean;
	/** The head stays under the page head while scrolling. */
	sticks?: boolean;
	density?: "compact" | "picture";
	/** Reaches the edges of a padded section. */
	bleed?: boolean;
};

export function Table({ label, head, children, foot, folds, sticks, density, bleed }: TableProps) {
	const classes = ["table", folds && "folds", sticks && "sticks", bleed && "bleed"].filter(Boolean).join(" ");
	return (
		<table {...roles.table} className={classes} data-density={density} aria-label={label}>
			<thead {...roles.group}>
				<tr {...roles.row}>{head}</tr>
			</thead>
			<tbody {...roles.group} data-rows="">
				{children}
			</tbody>
			{foot && <tfoot {...roles.group}>{foot}</tfoot>}
		</table>
	);
}

type ColumnProps = {
	children: ReactNode;
	number?: boolean;
	/** Named for screen readers only. */
	hidden?: boolean;
	fold?: Fold;
	/** The URL parameter value that sorts by this column; `-name` is the other way round. */
	sort?: string;
	width?: string;
};

/** A column's head; with `sort`, a link that sorts by it and says how it is sorted now. */
export function Column({ children, number, hidden, fold, sort, width }: ColumnProps) {
	const { pathname, search } = useLocation();
	const now = new URLSearchParams(search).get("sort");
	const direction = sort && now === sort ? "ascending" : sort && now === `-${sort}` ? "descending" : undefined;
	return (
		<th
			{...roles.head}
			scope="col"
			className={number ? "number" : undefined}
			data-fold={fold}
			aria-sort={direction}
			{...(width ? { width } : {})}
		>
			{sort ? (
				<Link to={pathname + sorted(search, direction === "ascending" ? `-${sort}` : sort)} preventScrollReset>
					{children}
					{direction && <Icon of={direction === "ascending" ? ArrowUp : ArrowDown} size={12} />}
				</Link>
			) : hidden ? (
				<span className="visually-hidden">{children}</span>
			) : (
				children
			)}
		</th>
	);
}

function sorted(search: string, by: string): string {
	const query = new URLSearchParams(search);
	query.set("sort", by);
	query.delete("cursor");
	return `?${query}`;
}

/** A row; `selected` tints it, `changed` tints it once. */
export function Row({ children, selected, changed }: { children: ReactNode; selected?: boolean; changed?: boolean }) {
	return (
		<tr {...roles.row} aria-selected={selected || undefined} data-changed={changed || undefined}>
			{children}
		</tr>
	);
}

/** A cell. Numbers stand right. */
export function Cell({ children, number, fold, mono }: { children?: ReactNode; number?: boolean; fold?: Fold; mono?: boolean }) {
	const classes = [number && "number", mono && "mono"].filter(Boolean).join(" ");
	return (
		<td {...roles.cell} className={classes || undefined} data-fold={fold}>
			{children}
		</td>
	);
}

/** The row's one link, in its first cell; the whole row follows it. The browser knows every page already, so none asks to be looked up. */
export function RowLink({ to, children }: { to: string; children: ReactNode }) {
	return (
		<Link to={to} className="row-link" prefetch="intent" discover="none">
			{children}
		</Link>
	);
}
