/** Where pictures we have drawn ourselves are to be had. Browser-safe. */

/** The boxes pictures are drawn into: a line of a list, a tile, a whole page, each with pixels to spare for fine screens. */
export const pictureWidths = [160, 480, 1280] as const;
export type PictureWidth = (typeof pictureWidths)[number];

/** What everybody is told who asks for one address: the middle one. */
const usual: PictureWidth = 480;

const ours = /^\/pictures\/([0-9a-f-]{36})\/([\w-]{22,43})-(\d+)\.webp$/;

/** The address of a drawing on our origin. It never changes what it shows. */
export function pictureUrl(businessId: string, token: string, width: PictureWidth = usual): string {
	return `/pictures/${businessId}/${token}-${width}.webp`;
}

/** What an address of ours names; undefined for any other. */
export function pictureAt(path: string): { businessId: string; token: string; width: PictureWidth } | undefined {
	const [, businessId = "", token = "", digits] = ours.exec(path) ?? [];
	const width = pictureWidths.find((each) => String(each) === digits);
	return width && { businessId, token, width };
}

/** Every size of a picture of ours, for the browser to choose from; undefined for a picture from elsewhere. */
export function pictureSet(src: string): string | undefined {
	const at = pictureAt(src);
	return at && pictureWidths.map((width) => `${pictureUrl(at.businessId, at.token, width)} ${width}w`).join(", ");
}
