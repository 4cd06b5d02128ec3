/** A name as it stands in a URL: lower case, Danish letters spelt out, dashes. Never empty. */
export function slugOf(name: string): string {
	const slug = name
		.toLowerCase()
		.replaceAll("æ", "ae")
		.replaceAll("ø", "oe")
		.replaceAll("å", "aa")
		.replaceAll("&", " og ")
		.normalize("NFKD")
		.replace(/[\u0300-\u036f]/g, "")
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-+|-+$/g, "")
		.slice(0, 48);
	return slug || "shop";
}

/** Whether removing or demoting this owner would leave the business without one. */
export function isLastOwner(user: { role: string }, owners: number): boolean {
	return user.role === "owner" && owners <= 1;
}
