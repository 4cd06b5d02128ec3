import { expect } from "vitest";
import { someone, type Viewer } from "#app/identity/viewer.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { mailsTo } from "./mail.ts";
import { type Answered, call, rowsOf, type Shop, testScope } from "./world.ts";

/** Cookies of one browser at one shop: what it was given, and what it was told to forget. */
export class Browser {
	readonly jar = new Map<string, string>();

	async call(
		method: string,
		path: string,
		options: { body?: unknown; key?: string; headers?: Record<string, string> } = {},
	): Promise<Answered> {
		const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join("; ");
		const headers = { "Sec-Fetch-Site": "same-origin", ...(cookie && { Cookie: cookie }), ...options.headers };
		const answered = await call(method, path, { ...options, headers });
		for (const line of answered.headers.getSetCookie()) {
			const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			if (/Max-Age=0\b/.test(line)) this.jar.delete(name);
			else this.jar.set(name, value);
		}
		return answered;
	}

	/** Whoever is at it by PIN, for calling a command of a room. */
	async tenant(): Promise<Tenant<Viewer>> {
		const token = { via: "employee" as const, value: this.jar.get("__Host-EMP_SESS") ?? "" };
		return someone({ ...testScope().scope, token, device: { enrolled: this.jar.get("__Host-STORE_SESS") ?? null, pending: null } });
	}

	/** Sends a form as a page does. */
	form(path: string, fields: Record<string, string>): Promise<Answered> {
		return this.call("POST", path, {
			body: new URLSearchParams(fields).toString(),
			headers: { "Content-Type": "application/x-www-form-urlencoded" },
		});
	}
}

/** The code that was mailed to an address last. */
export async function codeTo(address: string): Promise<string> {
	const mail = (await mailsTo(address)).findLast(({ purpose }) => purpose === "device_code");
	const code = /^\d{6}$/m.exec(mail?.text ?? "")?.[0];
	if (!code) throw new Error(`no code was mailed to ${address}`);
	return code;
}

/** A browser that its shop's owner has made a till. */
export async function tillOf(shop: Shop, storeId = shop.storeId): Promise<Browser & { deviceId: string }> {
	const browser = new Browser();
	browser.jar.set("__Host-session", shop.token);
	const { status, body } = await browser.call("POST", "/api/v1/devices", { body: { storeId } });
	expect(status).toBe(201);
	browser.jar.delete("__Host-session");
	return Object.assign(browser, { deviceId: String(body.device.id) });
}

/** Somebody who works at the shop's tills. */
export async function hire(
	shop: Shop,
	name: string,
	more: { pin?: string; role?: string; storeIds?: string[] } = {},
): Promise<{ id: string; userId: string; slug: string; pin: string }> {
	const { pin = "7391" } = more;
	const { status, body } = await shop.call("POST", "/api/v1/employees", { body: { name, storeIds: [shop.storeId], pin, ...more } });
	expect(status).toBe(201);
	return { id: body.id, userId: body.userId, slug: body.stores[0].slug, pin };
}

/** Signs somebody in at a till. */
export const showPin = (till: Browser, slug: string, pin: string) =>
	till.call("POST", "/api/v1/auth/employee/login", { body: { slug, pin } });

/** What the shop's audit says happened, newest last. */
export const factsOf = (shop: Shop, type: string) =>
	rowsOf<{
		type: string;
		subjectId: string;
		actorKind: string;
		actorId: string;
		actorName: string;
		deviceId: string | null;
		deviceName: string | null;
		data: string;
	}>(
		shop,
		"SELECT type, subjectId, actorKind, actorId, actorName, deviceId, deviceName, data FROM events WHERE businessId = ? AND type = ? ORDER BY id",
		shop.businessId,
		type,
	);
