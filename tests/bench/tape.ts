import { newId } from "#app/platform/ids.ts";

/** D1 batches as the product sends them, taken down once and sent again without the product. */

export type Statement = { sql: string; params: unknown[] };
export type Batch = { database: D1Database; statements: Statement[] };

/** A database that writes down every batch that passes through it. */
export function recording(database: D1Database, tape: Batch[]): D1Database {
	const texts = new WeakMap<D1PreparedStatement, Statement>();
	return new Proxy(database, {
		get(target, name) {
			if (name === "prepare") return (sql: string) => noting(target.prepare(sql), sql, texts);
			if (name === "batch") {
				return (statements: D1PreparedStatement[]) => {
					tape.push({ database, statements: statements.map((each) => texts.get(each) ?? { sql: "", params: [] }) });
					return target.batch(statements);
				};
			}
			throw new Error(`the tape knows prepare and batch, not ${String(name)}`);
		},
	});
}

function noting(statement: D1PreparedStatement, sql: string, texts: WeakMap<D1PreparedStatement, Statement>): D1PreparedStatement {
	return new Proxy(statement, {
		get(target, name) {
			if (name !== "bind") throw new Error(`the tape knows bind, not ${String(name)}`);
			return (...params: unknown[]) => {
				const bound = target.bind(...params);
				texts.set(bound, { sql, params });
				return bound;
			};
		},
	});
}

/** Batches whose ids are new at each turn, but for the products, which the caller names. */
export type Template = { turn(...productIds: string[]): Batch[] };

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The same acts again for other products: every id that is not of `fixed` is a new one, the same wherever it stood. */
export function templateOf(tape: Batch[], productIds: string[], fixed: Set<string>): Template {
	const places = new Map(productIds.map((id, place) => [id, place]));
	const parts = tape.map(({ database, statements }) => ({
		database,
		statements: statements.map(({ sql, params }) => ({
			sql,
			params: params.map((param) => (typeof param === "string" ? split(param, places, fixed) : param)),
		})),
	}));
	return {
		turn(...wanted) {
			const ids = Array.from({ length: places.size }, (_, place) => (place < productIds.length ? (wanted[place] ?? "") : newId()));
			return parts.map(({ database, statements }) => ({
				database,
				statements: statements.map(({ sql, params }) => ({
					sql,
					params: params.map((param) => (param instanceof Pieces ? param.with(ids) : param)),
				})),
			}));
		},
	};
}

/** Text between ids. */
class Pieces {
	readonly texts: string[];
	readonly between: number[];
	constructor(texts: string[], between: number[]) {
		this.texts = texts;
		this.between = between;
	}
	with(ids: string[]): string {
		let whole = this.texts[0] ?? "";
		for (const [index, place] of this.between.entries()) whole += `${ids[place]}${this.texts[index + 1]}`;
		return whole;
	}
}

function split(param: string, places: Map<string, number>, fixed: Set<string>): string | Pieces {
	const texts: string[] = [];
	const between: number[] = [];
	let from = 0;
	for (const { 0: id, index } of param.matchAll(uuid)) {
		if (fixed.has(id)) continue;
		if (!places.has(id)) places.set(id, places.size);
		texts.push(param.slice(from, index));
		between.push(places.get(id) ?? 0);
		from = index + id.length;
	}
	return between.length === 0 ? param : new Pieces([...texts, param.slice(from)], between);
}
