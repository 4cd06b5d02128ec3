import { expect, it } from "vitest";
import { errorFields } from "#app/platform/log.server.ts";

it("keeps the name of a constraint and none of the values beside it", () => {
	const cause = new Error("D1_ERROR: UNIQUE constraint failed: users.businessId, users.email: SQLITE_CONSTRAINT");
	const wrapped = new Error('Failed query: insert into "users" values (?, ?)\nparams: karen@lundoglys.example,$argon2id$v=19$secret', {
		cause,
	});
	const told = JSON.stringify(errorFields(wrapped));
	expect(told).toContain("UNIQUE constraint failed: users.businessId, users.email");
	expect(told).not.toMatch(/karen@|argon2id/);
	expect(JSON.stringify(errorFields(new Error("Failed query\nparams: sk_live_123")))).not.toContain("sk_live_123");
	expect(JSON.stringify(errorFields(new Error('bad input "karen@lundoglys.example"')))).not.toContain("karen@");
	expect(errorFields("text").error).toBe("string");
});
