/** A stream of numbers in [0, 1) that is the same every time for the same words (xmur3 to seed, mulberry32 to run). */
export function randomStream(...words: (string | number)[]): () => number {
	let state = 1779033703;
	for (const character of words.join("\u0000")) {
		state = Math.imul(state ^ character.charCodeAt(0), 3432918353);
		state = (state << 13) | (state >>> 19);
	}
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** A whole number from `low` to `high`, both included. */
export function between(random: () => number, low: number, high: number): number {
	return low + Math.floor(random() * (high - low + 1));
}

/** A count with the given mean (Knuth's product method; fine for the small means of a shop's day). */
export function poisson(random: () => number, mean: number): number {
	const limit = Math.exp(-mean);
	let count = 0;
	for (let product = random(); product > limit; product *= random()) count += 1;
	return count;
}
