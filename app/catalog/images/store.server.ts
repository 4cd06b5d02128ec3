import type { Drawing } from "#app/platform/draw-pictures.server.ts";
import { pictureWidths } from "#app/platform/pictures.ts";
import type { Scope } from "#app/platform/scope.server.ts";

/** The drawings in R2. Their keys begin with the business, and nobody but us chooses any part of them. */

export type Drawn = { businessId: string; token: string };

export function keyOfPicture({ businessId, token }: Drawn, width: number): string {
	return `pictures/${businessId}/${token}-${width}.webp`;
}

export async function keepDrawings(scope: Scope, of: Drawn, drawings: Drawing[]): Promise<void> {
	await Promise.all(
		drawings.map(({ width, bytes }) =>
			scope.env.FILES.put(keyOfPicture(of, width), bytes, { httpMetadata: { contentType: "image/webp" } }),
		),
	);
}

/** At most some 300 pictures: R2 deletes a thousand objects at once. */
export async function dropDrawings(scope: Scope, pictures: Drawn[]): Promise<void> {
	const keys = pictures.flatMap((picture) => pictureWidths.map((width) => keyOfPicture(picture, width)));
	if (keys.length > 0) await scope.env.FILES.delete(keys);
}
