/**
 * As much of GraphQL as a stand-in for a platform needs: it reads one operation, and gives exactly the fields that were asked for, so that a field
 * nobody asked for is not there, and a field that does not exist is refused.
 */

export type Field = {
	name: string;
	alias: string;
	/** Only of this type (`... on Type`). */
	on: string | null;
	args: Record<string, unknown>;
	directives: Record<string, Record<string, unknown>>;
	fields: Field[];
};

export class GraphqlProblem extends Error {}

export function parseOperation(source: string, variables: Record<string, unknown>): { kind: "query" | "mutation"; fields: Field[] } {
	const tokens = source.replace(/#.*$/gm, "").match(/"(?:\\.|[^"\\])*"|\.\.\.|[A-Za-z_]\w*|-?\d+(?:\.\d+)?|[{}()[\]:!=$@]/g) ?? [];
	let at = 0;
	const peek = () => tokens[at];
	const next = () => {
		const token = tokens[at++];
		if (token === undefined) throw new GraphqlProblem("syntax error, unexpected end of file");
		return token;
	};
	const expect = (wanted: string) => {
		const token = next();
		if (token !== wanted) throw new GraphqlProblem(`syntax error, unexpected ${token}, expecting ${wanted}`);
	};

	function value(): unknown {
		const token = next();
		if (token === "$") {
			const name = next();
			if (!(name in variables)) throw new GraphqlProblem(`Variable $${name} was not provided`);
			return variables[name];
		}
		if (token === "[") {
			const list: unknown[] = [];
			while (peek() !== "]") list.push(value());
			next();
			return list;
		}
		if (token === "{") {
			const object: Record<string, unknown> = {};
			while (peek() !== "}") {
				const name = next();
				expect(":");
				object[name] = value();
			}
			next();
			return object;
		}
		if (token.startsWith('"')) return JSON.parse(token);
		if (/^-?\d/.test(token)) return Number(token);
		return token === "true" ? true : token === "false" ? false : token === "null" ? null : token;
	}

	function args(): Record<string, unknown> {
		const found: Record<string, unknown> = {};
		if (peek() !== "(") return found;
		next();
		while (peek() !== ")") {
			const name = next();
			expect(":");
			found[name] = value();
		}
		next();
		return found;
	}

	function selection(): Field[] {
		const fields: Field[] = [];
		expect("{");
		while (peek() !== "}") {
			if (peek() === "...") {
				next();
				expect("on");
				const on = next();
				fields.push(...selection().map((field) => ({ ...field, on })));
				continue;
			}
			let name = next();
			let alias = name;
			if (peek() === ":") {
				next();
				name = next();
			}
			alias ||= name;
			const given = args();
			const directives: Field["directives"] = {};
			while (peek() === "@") {
				next();
				directives[next()] = args();
			}
			fields.push({ name, alias, on: null, args: given, directives, fields: peek() === "{" ? selection() : [] });
		}
		next();
		return fields;
	}

	const kind = peek() === "{" ? "query" : next();
	if (kind !== "query" && kind !== "mutation") throw new GraphqlProblem(`syntax error, unexpected ${kind}`);
	while (peek() !== "{") next();
	return { kind, fields: selection() };
}

/** Of a value, exactly what was asked for. A function is a field with arguments. */
export function project(fields: Field[], value: unknown, path: string): unknown {
	if (value === null || value === undefined) return null;
	if (Array.isArray(value)) return value.map((one) => project(fields, one, path));
	if (typeof value !== "object") return value;
	if (fields.length === 0) throw new GraphqlProblem(`Field must have selections (${path})`);
	const record = value as Record<string, unknown>;
	const given: Record<string, unknown> = {};
	for (const field of fields) {
		if (field.on !== null && field.on !== record.__typename) continue;
		if (!(field.name in record)) throw new GraphqlProblem(`Field '${field.name}' doesn't exist on type '${record.__typename ?? path}'`);
		const found = record[field.name];
		given[field.alias] = project(field.fields, typeof found === "function" ? found(field.args, field) : found, `${path}.${field.name}`);
	}
	return given;
}

/** What a platform reckons a selection may cost: an object one point, a list two and as many nodes as were asked for, a mutation ten. */
export function requestedCost(fields: Field[], most = 1): number {
	let cost = 0;
	for (const { name, args, fields: under } of fields) {
		if (under.length === 0) continue;
		if (name === "nodes" || name === "edges") cost += most * (1 + requestedCost(under));
		else if (typeof args.first === "number") cost += 2 + requestedCost(under, args.first);
		else if (Array.isArray(args.ids)) cost += args.ids.length * (1 + requestedCost(under));
		else if (name !== "pageInfo") cost += 1 + requestedCost(under);
	}
	return cost;
}

/** What it did cost: the objects that really came. */
export function actualCost(value: unknown): number {
	if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + actualCost(one), 0);
	if (value === null || typeof value !== "object") return 0;
	return 1 + Object.values(value).reduce((sum: number, one) => sum + actualCost(one), 0);
}
