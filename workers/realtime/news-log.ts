import type { Told } from "#app/platform/news.ts";
import { instant } from "#app/platform/time.ts";

type Row = { seq: number; kind: string; body: string };

/**
 * The last word on each subject, numbered as it was heard: whoever was away learns what they missed and still holds, or that they must look again.
 * An object's own table.
 */
export class NewsLog {
	readonly #sql: SqlStorage;
	/** How many subjects are remembered for browsers that come back. */
	readonly #kept: number;

	constructor(sql: SqlStorage, kept: number) {
		this.#sql = sql;
		this.#kept = kept;
		sql.exec(
			"CREATE TABLE IF NOT EXISTS news (about TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, rank INTEGER NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID",
		);
	}

	/** Takes in what is new: neither what was said already nor what something later was said about. */
	take(news: Told[]): void {
		const at = instant();
		for (const { about, rank, body } of news)
			this.#sql.exec(
				`INSERT INTO news (about, seq, rank, at, body) VALUES (?, (SELECT COALESCE(MAX(seq), 0) + 1 FROM news), ?, ?, ?)
				ON CONFLICT (about) DO UPDATE SET seq = excluded.seq, rank = excluded.rank, at = excluded.at, body = excluded.body
				WHERE news.body <> excluded.body AND news.rank <= excluded.rank`,
				about,
				rank,
				at,
				body,
			);
		this.#sql.exec("DELETE FROM news WHERE seq <= ?", this.last() - this.#kept);
	}

	/** Forgets all that was said, and goes on counting: whoever comes back is told to look again. */
	forget(): void {
		const seq = this.last() + this.#kept + 1;
		this.#sql.exec("DELETE FROM news");
		const body = `{"kind":"refresh","at":${instant()}}`;
		this.#sql.exec("INSERT INTO news (about, seq, rank, at, body) VALUES ('forgotten', ?, 0, ?, ?)", seq, instant(), body);
	}

	/** The frame of what came after a number; null where nothing did. With `hears`, only news of those kinds is in it. */
	frameSince(seq: number, hears?: string[]): string | null {
		const rows = this.#since(seq);
		return rows.length === 0 ? null : frameOf(seq, rows, hears);
	}

	/** What whoever heard everything up to `after` (or looked at `since`, ms UTC) should hear now. */
	missed(after: string | null, since: string | null, hears?: string[]): string {
		const heard = after === null ? this.last(Number(since)) : Number(after);
		const last = this.last();
		// Somebody from the future has heard another object than this one.
		if (heard > last || heard < last - this.#kept)
			return frameOf(heard, [{ seq: last, kind: "refresh", body: `{"kind":"refresh","at":${instant()}}` }]);
		return frameOf(heard, this.#since(heard), hears);
	}

	/** The last number there is, or was before an instant. */
	last(before: number = Number.MAX_SAFE_INTEGER): number {
		return this.#sql.exec<{ seq: number }>("SELECT COALESCE(MAX(seq), 0) AS seq FROM news WHERE at < ?", before).one().seq;
	}

	#since(seq: number): Row[] {
		return this.#sql.exec<Row>("SELECT seq, body ->> 'kind' AS kind, body FROM news WHERE seq > ? ORDER BY seq", seq).toArray();
	}
}

function frameOf(after: number, rows: Row[], hears?: string[]): string {
	const heard = hears ? rows.filter(({ kind }) => hears.includes(kind)) : rows;
	return `{"after":${after},"seq":${rows.at(-1)?.seq ?? after},"news":[${heard.map(({ body }) => body).join(",")}]}`;
}
