import { z } from "zod";

/** What a body is made of that a route takes without complaint: the least it demands, and whatever `with` names of what it would take. */
export function bodyFor(schema: z.ZodType | undefined, wanted: Record<string, unknown>): Record<string, unknown> | undefined {
	if (!schema) return undefined;
	const shape = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Shape;
	return Object.fromEntries(
		Object.entries(shape.properties ?? {})
			.filter(([name]) => shape.required?.includes(name) || name in wanted)
			.map(([name, property]) => [name, sampleOf(name, property, wanted)]),
	);
}

type Shape = {
	type?: string;
	enum?: unknown[];
	const?: unknown;
	format?: string;
	minimum?: number;
	minItems?: number;
	items?: Shape;
	anyOf?: Shape[];
	properties?: Record<string, Shape>;
	required?: string[];
};

function sampleOf(name: string, shape: Shape, wanted: Record<string, unknown>): unknown {
	if (name in wanted && !(shape.enum && !shape.enum.includes(wanted[name]))) return wanted[name];
	if (shape.const !== undefined) return shape.const;
	if (shape.enum) return shape.enum[0];
	if (shape.anyOf?.[0]) return sampleOf(name, shape.anyOf[0], wanted);
	if (shape.type === "array") return Array.from({ length: shape.minItems ?? 0 }, () => sampleOf("", shape.items ?? {}, wanted));
	if (shape.type === "object" || shape.properties)
		return Object.fromEntries(
			Object.entries(shape.properties ?? {})
				.filter(([inner]) => shape.required?.includes(inner))
				.map(([inner, property]) => [inner, sampleOf(inner, property, wanted)]),
		);
	if (shape.type === "boolean") return true;
	if (shape.type === "integer" || shape.type === "number") return Math.max(shape.minimum ?? 1, 1);
	if (shape.format === "email") return `nobody-${crypto.randomUUID()}@shop.example`;
	if (shape.format === "date") return "2026-03-01";
	if (shape.format === "date-time") return "2026-03-01T12:00:00.000Z";
	return "x";
}
