/** Initials in a colour that stays with the name. Decoration: the name stands beside it. */
export function Avatar({ name, size }: { name: string; size?: "l" }) {
	let hash = 0;
	for (const letter of name) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1009;
	return (
		<span className="avatar" data-hue={hash % 6} data-size={size} aria-hidden="true">
			{initials(name)}
		</span>
	);
}

function initials(name: string): string {
	const words = name.trim().split(/\s+/);
	const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? "")][0] ?? "");
	return letters.join("").toUpperCase();
}
