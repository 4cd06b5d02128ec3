/** A text as a QR code, for a telephone to read off the screen. Drawn on the server; the drawing code is loaded when somebody asks. */
export async function drawQr(text: string): Promise<string> {
	const { toSVG } = await import("bwip-js/generic");
	const svg = toSVG({ bcid: "qrcode", text, scale: 4, padding: 4, backgroundcolor: "FFFFFF" });
	return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
