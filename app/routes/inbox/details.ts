/** What platforms told of a message beside its text, read with care: it is theirs, and kept as it came. */

type Details = Record<string, unknown>;

const isRecord = (value: unknown): value is Details => typeof value === "object" && value !== null && !Array.isArray(value);
const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** A text of theirs, "" for anything else. */
export function textIn(details: Details, name: string): string {
	const value = details[name];
	return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

/** Where somebody is; null where that cannot be read. */
export function placeIn(details: Details): { latitude: number; longitude: number; name: string; address: string } | null {
	const [latitude, longitude] = [Number(details.latitude), Number(details.longitude)];
	if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return null;
	return { latitude, longitude, name: textIn(details, "name"), address: textIn(details, "address") };
}

/** People who were named. */
export function contactsIn(details: Details): { name: string; phones: string[] }[] {
	return listIn(details.contacts)
		.filter(isRecord)
		.map((contact) => {
			const name = isRecord(contact.name) ? textIn(contact.name, "formatted_name") : textIn(contact, "name");
			const phones = listIn(contact.phones).map((phone) => (isRecord(phone) ? textIn(phone, "phone") : String(phone)));
			return { name: name || phones[0] || "–", phones };
		});
}

/** Goods of a basket: their codes as the platform's shop has them, how many, and what was asked for one. */
export function goodsIn(details: Details): { code: string; quantity: number; price: string }[] {
	return listIn(details.items ?? details.product_items)
		.filter(isRecord)
		.map((item) => ({
			code: textIn(item, "code") || textIn(item, "sku") || textIn(item, "product_retailer_id") || "–",
			quantity: Number(item.quantity) || 1,
			price: [textIn(item, "price") || textIn(item, "item_price"), textIn(item, "currency")].filter(Boolean).join(" "),
		}));
}
