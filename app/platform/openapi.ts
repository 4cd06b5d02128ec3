/** As much of an OpenAPI 3.1 document as the docs page reads. Types only. */

export type Schema = {
	$ref?: string;
	type?: string | string[];
	format?: string;
	description?: string;
	enum?: unknown[];
	const?: unknown;
	default?: unknown;
	minLength?: number;
	maxLength?: number;
	minimum?: number;
	maximum?: number;
	minItems?: number;
	maxItems?: number;
	pattern?: string;
	items?: Schema;
	properties?: Record<string, Schema>;
	required?: string[];
	additionalProperties?: boolean | Schema;
	anyOf?: Schema[];
	oneOf?: Schema[];
	allOf?: Schema[];
};

type Content = { $ref?: string; content?: Record<string, { schema?: Schema }> };
type Parameter = { $ref?: string; name?: string; in?: string; required?: boolean; description?: string; schema?: Schema };

export type Operation = Content & {
	tags?: string[];
	summary?: string;
	description?: string;
	/** Empty when anybody may call it. */
	security?: unknown[];
	parameters?: Parameter[];
	requestBody?: Content;
	responses?: Record<string, Content & { description?: string }>;
};

export const methods = ["get", "post", "put", "patch", "delete"] as const;
export type Method = (typeof methods)[number];

export type OpenApiDocument = {
	info: { title: string; version: string; description?: string };
	servers?: { url: string }[];
	paths?: Record<string, Partial<Record<Method, Operation>>>;
	components?: { schemas?: Record<string, Schema> };
};
