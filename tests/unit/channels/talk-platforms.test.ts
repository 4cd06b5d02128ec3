import { describe, expect, it } from "vitest";
import { talkAccount } from "../../support/channels/talk-account.ts";
import { write } from "../../support/fakes/meta.ts";

/** What one platform of conversations does that the others do not, and that no ability of the contract says. */

const day = 24 * 3600_000;
const elsewhere = { id: null, url: "https://elsewhere.example/x", mime: "", name: "", sha256: null };

describe("whatsapp", () => {
	const there = talkAccount("whatsapp");

	it("is told our address by us, as nobody types it in there", async () => {
		await there.adapter.subscribe(there.link(), "http://storekeep.test/connections/webhook/y?c=u");
		expect(there.account.address).toBe("http://storekeep.test/connections/webhook/y?c=u");
	});

	it("says until when its token is good, and renews none", async () => {
		there.account.tokenEndsAt = there.now + 40 * day;
		const link = there.link({ expiresAt: String(there.account.tokenEndsAt) });
		expect(await there.adapter.refresh?.(link)).toEqual({ expiresAt: there.account.tokenEndsAt });
		expect(there.kept).toEqual([]);
	});

	it("asks for files by their id alone, so that an address of others is asked nothing", async () => {
		expect(await there.adapter.fetchMedia(there.link(), elsewhere)).toBeNull();
		expect(there.account.asked).toEqual([]);
	});
});

describe.each(["instagram", "messenger"] as const)("%s", (platform) => {
	const there = talkAccount(platform);

	it("sends files of others nowhere with our token, and none from inside", async () => {
		for (const url of ["https://127.0.0.1/x", "http://cdn.fbcdn.net/x", "https://metadata.internal/x"])
			await expect(there.adapter.fetchMedia(there.link(), { ...elsewhere, url })).rejects.toMatchObject({ reason: "not_public" });
		expect(there.account.asked).toEqual([]);
	});
});

describe("instagram", () => {
	const there = talkAccount("instagram");

	it("renews a token that runs out, in time, and keeps the new one", async () => {
		const { account, adapter } = there;
		account.tokenEndsAt = there.now + 40 * day;
		const link = () => there.link({ expiresAt: String(account.tokenEndsAt) });
		const untouched = account.token;
		expect(await adapter.refresh?.(link())).toBeNull();
		there.now += 30 * day;
		expect(await adapter.refresh?.(link())).toEqual({ expiresAt: there.now + 60 * day });
		expect(there.kept).toMatchObject([{ accessToken: account.token, accountId: account.id }]);
		expect(account.token).not.toBe(untouched);
	});
});

describe("messenger", () => {
	const there = talkAccount("messenger");

	it("has no token that is renewed, and gives our own name back with what it says again", async () => {
		expect(there.adapter.refresh).toBeUndefined();
		await write(there.account, there.person, { text: "?" });
		await there.heard();
		await there.adapter.send(there.link(), there.wish());
		expect((await there.heard())[0]).toMatchObject({ message: { ourRef: "our-1" } });
	});
});
