import { type ReactNode, useId } from "react";
import { useTranslations } from "use-intl/react";

/** The widths a chart is drawn for, so that its text stays eleven pixels high: the style sheet shows the one that fits. */
export const widths = { phone: 358, desk: 760, wide: 1000 } as const;
export type Width = keyof typeof widths;
const widthNames: readonly Width[] = ["phone", "desk", "wide"];

type Props<Drawing> = {
	drawings: Record<Width, Drawing>;
	/** What the chart shows, as a sentence. */
	sentence: string;
	/** Its marks at one width. */
	draw(drawing: Drawing): ReactNode;
	/** The same figures as a table. */
	table: ReactNode;
};

/** A chart drawn on the server at three widths, its sentence for who does not see it, and its figures for who wants them. */
export function Drawn<Drawing extends { width: number; height: number }>({ drawings, sentence, draw, table }: Props<Drawing>) {
	const t = useTranslations("charts");
	const id = useId();
	return (
		<figure className="drawn" aria-labelledby={id}>
			<figcaption id={id} className="visually-hidden">
				{sentence}
			</figcaption>
			{widthNames.map((width) => (
				<svg
					key={width}
					className="chart"
					data-width={width}
					viewBox={`0 0 ${drawings[width].width} ${drawings[width].height}`}
					role="img"
					aria-label={sentence}
				>
					{draw(drawings[width])}
				</svg>
			))}
			<details className="as-table">
				<summary>{t("asTable")}</summary>
				{table}
			</details>
		</figure>
	);
}
