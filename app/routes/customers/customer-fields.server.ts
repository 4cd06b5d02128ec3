import { field } from "../door.server.ts";

/** What a form says of a person: a field that is empty says that nothing is known. */
export function customerFieldsOf(fields: FormData): Record<string, unknown> {
	const text = (name: string) => field(fields, name) ?? "";
	return {
		name: text("name"),
		email: text("email"),
		phone: text("phone"),
		street: text("street"),
		postcode: text("postcode"),
		city: text("city"),
		country: text("country"),
		language: field(fields, "language") ?? null,
		note: text("note"),
		mailConsent: fields.get("mailConsent") === "1",
		evenSo: fields.get("evenSo") === "1",
	};
}
