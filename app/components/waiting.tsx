import { useTranslations } from "use-intl/react";

/** The shape of rows to come; appears after 300 ms, so that quick pages never flicker. */
export function Skeleton({ rows = 6 }: { rows?: number }) {
	const t = useTranslations("common");
	return (
		<div className="skeleton" role="img" aria-label={t("loading")}>
			{Array.from({ length: rows }, (_, row) => (
				<div key={row}>
					<i />
					<i />
					<i />
					<i />
				</div>
			))}
		</div>
	);
}

/** Anything over a second: what is done of how much, and what is left. `words` names the work. */
export function Progress({ words, done, total, detail }: { words: string; done: number; total: number; detail?: string }) {
	return (
		<div className="progress">
			<b>{words}</b>
			<progress value={done} max={total} aria-label={words} />
			{detail && <small>{detail}</small>}
		</div>
	);
}
