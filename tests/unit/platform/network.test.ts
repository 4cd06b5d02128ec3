import { expect, it } from "vitest";
import { networkOf } from "#app/platform/http/network.ts";

it("an address of IPv4 is itself, also written as one of IPv6; one of IPv6 is its line", () => {
	expect(networkOf("198.51.100.7")).toBe("198.51.100.7");
	expect(networkOf("::ffff:198.51.100.7")).toBe("198.51.100.7");
	expect(networkOf("0:0:0:0:0:FFFF:198.51.100.7")).toBe("198.51.100.7");
	const line = "2001:db8:0:7::/64";
	for (const each of [
		"2001:db8:0:7::1",
		"2001:0DB8:0000:0007:ffff:1:2:3",
		"2001:db8:0:7:0:0:0:1",
		"2001:db8:0:7::",
		"2001:db8:0:7::1%eth0",
	])
		expect([each, networkOf(each)]).toEqual([each, line]);
	for (const each of ["2001:db8:0:8::1", "2001:db8:7::1", "2001:db8:0:70::1"]) expect([each, networkOf(each)]).not.toEqual([each, line]);
	expect(networkOf("2001:db8::1")).toBe("2001:db8:0:0::/64");
	expect(networkOf("::1")).toBe("0:0:0:0::/64");
});
