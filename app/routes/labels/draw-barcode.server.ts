import { normalBarcode } from "#app/catalog/rules.ts";
import { symbologyOf } from "./sheets.ts";

/**
 * A barcode as a picture that needs nothing from anywhere; drawn on the server, so that no drawing code is sent. Null for what cannot be drawn.
 * The drawing code (a megabyte) is loaded when somebody prints, not with every start of the worker.
 */
export async function drawBarcode(code: string): Promise<string | null> {
	const symbology = symbologyOf(code);
	const text = symbology === "code128" ? code : normalBarcode(code);
	// Code 128 holds ASCII; nobody scans a label that is wider than itself.
	if (!/^[\x20-\x7e]{1,40}$/.test(text)) return null;
	const { toSVG } = await import("bwip-js/generic");
	const svg = toSVG({ bcid: symbology, text, height: 12, includetext: false, paddingwidth: 0 });
	return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
