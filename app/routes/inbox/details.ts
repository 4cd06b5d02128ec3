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
export function contactsIn(details: Details): { name: string; phones: string[]; emails: string[] }[] {
	return listIn(details.contacts)
		.filter(isRecord)
		.map((contact) => {
			const [phones, emails] = [listIn(contact.phones).map(String), listIn(contact.emails).map(String)];
			return { name: textIn(contact, "name") || phones[0] || emails[0] || "–", phones, emails };
		});
}

/** Goods of a basket: their codes as the platform's shop has them, how many, and what was asked for one. */
export function goodsIn(details: Details): { code: string; quantity: number; price: string }[] {
	return listIn(details.items)
		.filter(isRecord)
		.map((item) => ({
			code: textIn(item, "sku") || "–",
			quantity: Number(item.quantity) || 1,
			price: [textIn(item, "price"), textIn(item, "currency")].filter(Boolean).join(" "),
		}));
}

/** An address of the web; null for anything else, as what they wrote may lead anywhere. */
function webAddress(text: string): URL | null {
	const url = URL.canParse(text) ? new URL(text) : null;
	return url?.protocol === "https:" || url?.protocol === "http:" ? url : null;
}

/** What was attached and kept as it came: posts, stories and pages, by their titles and where they lead. */
export function attachedIn(details: Details): { title: string; url: URL }[] {
	return listIn(details.raw)
		.filter(isRecord)
		.flatMap((attachment) => {
			const payload = isRecord(attachment.payload) ? attachment.payload : {};
			const url = webAddress(textIn(payload, "url") || textIn(attachment, "url"));
			return url ? [{ title: textIn(payload, "title") || textIn(attachment, "title"), url }] : [];
		});
}

/** The story of ours that was answered, as long as the platform keeps it; null where it says none. */
export function storyIn({ story }: Details): URL | null {
	return isRecord(story) ? webAddress(textIn(story, "url")) : null;
}

/** What led them here: an advertisement or a link of ours, by its headline or our name for it; null where nothing did. */
export function referralIn({ referral }: Details): { title: string; body: string; url: URL | null } | null {
	if (!isRecord(referral)) return null;
	const url = webAddress(textIn(referral, "source_url"));
	const ad = isRecord(referral.ads_context_data) ? referral.ads_context_data : {};
	const title =
		textIn(referral, "headline") || textIn(ad, "ad_title") || textIn(referral, "ref") || url?.host || textIn(referral, "source");
	return { title, body: textIn(referral, "body"), url };
}

/** What a form was filled in with, in its own names; the platform's token for the form is no answer. */
export function answersIn({ response }: Details): { name: string; value: string }[] {
	if (!isRecord(response)) return [];
	return Object.entries(response)
		.filter(([name]) => name !== "flow_token")
		.map(([name, value]) => ({ name, value: plain(value) }));
}
function plain(value: unknown): string {
	if (Array.isArray(value)) return value.map(plain).join(", ");
	return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");
}

/** Why a platform did not pass something on, in its words; else of what kind it was. */
export function notPassedOn(details: Details): string {
	const [error] = listIn(details.errors).filter(isRecord);
	return (error && (textIn(error, "details") || textIn(error, "title"))) || textIn(details, "type");
}
