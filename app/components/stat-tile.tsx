import type { ReactNode } from "react";
import { Link } from "react-router";

/** The row of tiles on top of a page. */
export function StatTiles({ label, children }: { label: string; children: ReactNode }) {
	return (
		<ul className="tiles" aria-label={label}>
			{children}
		</ul>
	);
}

type Props = { label: string; figure: ReactNode; unit?: string; compared?: ReactNode; to?: string };

/** Label, figure, comparison in words; the whole tile is the link. */
export function StatTile({ label, figure, unit, compared, to }: Props) {
	const inside = (
		<>
			<span className="label">{label}</span>
			<span className="figure">
				{unit && <small>{unit} </small>}
				{figure}
			</span>
			{compared && <span className="compared">{compared}</span>}
		</>
	);
	return (
		<li>
			{to ? (
				<Link to={to} className="tile">
					{inside}
				</Link>
			) : (
				<div className="tile">{inside}</div>
			)}
		</li>
	);
}
