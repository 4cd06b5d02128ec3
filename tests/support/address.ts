/** Where requests of a test file come from: files share a runtime, and what is counted by address is nobody else's. */
export const address = { now: "192.0.2.1" };

export function moveAway(): void {
	const [a = 0, b = 0, c = 0] = crypto.getRandomValues(new Uint8Array(3));
	address.now = `10.${a}.${b}.${c}`;
}
