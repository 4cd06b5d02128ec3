/** How a key is called where ⌘ is one, and where it is Ctrl. */
export function keyName(key: string, mac: boolean): string {
	return key
		.replace("mod+", mac ? "⌘" : "Ctrl ")
		.replace(/(^|\s|⌘)([a-z])$/, (_, before: string, letter: string) => before + (before ? letter.toUpperCase() : letter))
		.replace(/^f(\d)/, "F$1");
}
