/** What a session runs on, read from the browser's own name for itself. Good enough to tell two devices apart; nothing depends on it. Pure. */

const browsers: [RegExp, string][] = [
	[/\bEdgA?\//, "Edge"],
	[/\bOPR\//, "Opera"],
	[/\bSamsungBrowser\//, "Samsung Internet"],
	[/\b(Firefox|FxiOS)\//, "Firefox"],
	[/\b(Chrome|CriOS|HeadlessChrome)\//, "Chrome"],
	[/\bSafari\//, "Safari"],
];
const systems: [RegExp, string][] = [
	[/\biPhone\b/, "iPhone"],
	[/\biPad\b/, "iPad"],
	[/\bAndroid\b/, "Android"],
	[/\bWindows\b/, "Windows"],
	[/\bCrOS\b/, "ChromeOS"],
	[/\bMac OS X\b|\bMacintosh\b/, "Mac"],
	[/\bLinux\b/, "Linux"],
];

/** Browser and system; a program that calls the API names itself in front of its version; null is unknown. */
export function deviceOf(userAgent: string): { browser: string | null; system: string | null } {
	const named = (table: [RegExp, string][]) => table.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null;
	const program = /^([\w.-]{2,40})\/\d/.exec(userAgent)?.[1] ?? null;
	return { browser: named(browsers) ?? (program === "Mozilla" ? null : program), system: named(systems) };
}
