import { afterEach, expect, it, vi } from "vitest";
import { readToken, signToken } from "#app/platform/jwt.server.ts";

const secret = "a secret for this test only, long enough";
const inAnHour = () => Math.floor(Date.now() / 1000) + 3600;

afterEach(() => {
	vi.useRealTimers();
});

it("reads what it signed, the second time as the first", async () => {
	const token = await signToken(secret, { sid: "s1", exp: inAnHour() });
	expect(await readToken(secret, token)).toMatchObject({ sid: "s1" });
	expect(await readToken(secret, token)).toMatchObject({ sid: "s1" });
});

it("does not read a token that has run out, also when it has read it before", async () => {
	const token = await signToken(secret, { sid: "s2", exp: inAnHour() });
	expect(await readToken(secret, token)).not.toBeNull();
	vi.useFakeTimers({ now: Date.now() + 3_601_000, toFake: ["Date"] });
	expect(await readToken(secret, token)).toBeNull();
});

it("does not read what another secret signed, also when it has read it with the right one", async () => {
	const token = await signToken(secret, { sid: "s3", exp: inAnHour() });
	expect(await readToken(secret, token)).not.toBeNull();
	expect(await readToken(`another ${secret}`, token)).toBeNull();
});

it("does not read an altered token beside the right one", async () => {
	const token = await signToken(secret, { sid: "s4", exp: inAnHour() });
	const [head, , signature] = token.split(".");
	const payload = btoa(JSON.stringify({ sid: "s5", exp: inAnHour() })).replaceAll("=", "");
	expect(await readToken(secret, token)).not.toBeNull();
	expect(await readToken(secret, `${head}.${payload}.${signature}`)).toBeNull();
});
