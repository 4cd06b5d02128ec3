import { field } from "../door.server.ts";

/** A style as its form says it; the command judges it. */
export function styleInput(fields: FormData) {
	return {
		name: fields.get("name") ?? "",
		vendor: fields.get("vendor") ?? "",
		categoryId: field(fields, "categoryId") ?? null,
		description: fields.get("description") ?? "",
		rowAxis: fields.get("rowAxis") ?? "",
		columnAxis: fields.get("columnAxis") ?? "",
	};
}
