/**
 * JSON in one form: keys sorted, and without what changes by itself: `updated_at`, `position`, and the version a picture's address carries. Two
 * texts are equal just when the items are.
 */
export function canonical(value: unknown): string {
	if (typeof value === "string") return JSON.stringify(isPicture(value) ? withoutVersion(value) : value);
	if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
	if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
	const parts = Object.entries(value)
		.filter(([key, inner]) => inner !== undefined && !volatile.has(key))
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`);
	return `{${parts.join(",")}}`;
}

const volatile = new Set(["updated_at", "position"]);
const isPicture = (text: string) => text.includes("?v=") || text.includes("&v=");

/** A picture's address without `v=`, the moment it was last saved. */
export function withoutVersion(address: string): string {
	return address
		.replace(/([?&])v=[^&#]*(&|(?=#|$))/g, (_, before: string, after: string) => (after === "&" ? before : ""))
		.replace(/[?&](?=#|$)/, "");
}
