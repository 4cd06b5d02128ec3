/** Shopify writes ids as numbers beyond 2^53, which JSON.parse would round. */

/** JSON whose whole numbers of more than 15 digits are texts. @throws SyntaxError for what is no JSON */
export function exactJson(text: string): unknown {
	return JSON.parse(
		text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token)),
	);
}

/** The id in a global id: "gid://shopify/Order/12" → "12". */
export function plainId(gid: string): string {
	return /\/(\d+)(?:\?.*)?$/.exec(gid)?.[1] ?? gid;
}

export const globalId = (type: string, id: string): string => `gid://shopify/${type}/${id}`;
