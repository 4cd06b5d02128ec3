/**
 * The network somebody at an address moves within at will: one address of IPv4, and of IPv6 the /64 a single line is given, of which every other
 * address would else be somebody new to whoever counts.
 */
export function networkOf(ip: string): string {
	const [address = ""] = ip.toLowerCase().split("%");
	const mapped = /^(?:0*:)*(?:0*:)?:?ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
	if (mapped) return mapped;
	if (!address.includes(":")) return address;
	const [before = "", after] = address.split("::");
	const left = before.split(":").filter(Boolean);
	const right = after?.split(":").filter(Boolean) ?? [];
	const between = after === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0");
	const groups = [...left, ...between, ...right].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
	return `${groups.join(":")}::/64`;
}
