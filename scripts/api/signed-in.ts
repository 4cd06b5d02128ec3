import { openApi, type ShopApi } from "./client.ts";

/** The shop that SHOP_URL names (`url`), as whoever SHOP_TOKEN, or SHOP_EMAIL and SHOP_PASSWORD, name; signed out again when `act` is over. */
export async function signedIn(act: (api: ShopApi, url: string) => Promise<void>): Promise<void> {
	const { SHOP_URL = "http://127.0.0.1:5173", SHOP_TOKEN, SHOP_EMAIL: email, SHOP_PASSWORD: password } = process.env;
	const url = SHOP_URL.replace(/\/$/, "");
	try {
		if (SHOP_TOKEN) return await act(openApi(url, SHOP_TOKEN), url);
		if (!email || !password) throw new Error("SHOP_TOKEN, or SHOP_EMAIL and SHOP_PASSWORD, say who does it.");
		const { data } = await openApi(url).POST("/api/v1/auth/login", { body: { email, password } });
		const api = openApi(url, data?.token);
		try {
			await act(api, url);
		} finally {
			await api.POST("/api/v1/auth/logout");
		}
	} catch (error) {
		console.error(error instanceof Error ? error.message : String(error));
		process.exitCode = 1;
	}
}
