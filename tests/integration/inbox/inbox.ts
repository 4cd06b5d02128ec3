import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { TalkMessage } from "#app/channels/talk.ts";
import { takeMessage } from "#app/inbox/take-message.server.ts";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { configOf } from "#app/platform/config.server.ts";
import { newId } from "#app/platform/ids.ts";
import { machineScope } from "#app/platform/scope.server.ts";
import { vi } from "vitest";
import { ConnectionDriver } from "../../../workers/channels/connection-driver.ts";
import { rowsOf, type Shop } from "../../support/world.ts";

/** A line to a platform of conversations, as its row would be; who drives it is the test. */
export async function withLine(shop: Shop, platform = "whatsapp"): Promise<string> {
	// Nobody wakes the driver.
	vi.spyOn(ConnectionDriver.prototype, "wake").mockResolvedValue();
	const id = newId<"connection">();
	await rowsOf(
		shop,
		`INSERT INTO connections (businessId, id, platform, name, storeUrl, storeId, state, credentials, webhookToken, settings, ordersUntil, createdAt, updatedAt)
		VALUES (?, ?, ?, ?, ?, ?, 'active', 'sealed', ?, '{}', 0, 1, 1)`,
		shop.businessId,
		id,
		platform,
		`Line ${platform}`,
		`https://graph.facebook.com/${id}`,
		shop.storeId,
		id,
	);
	return id;
}

/** What the driver's turn is: a machine of the business, at an instant. */
export function machine(shop: Shop, at?: number) {
	const execution = createExecutionContext();
	return machineTenant(
		machineScope(env, configOf(env), (work) => execution.waitUntil(work), at),
		shop,
		"channels",
	);
}

let serial = 0;
export const personOf = (externalId: string, name = "Mette Holm") => ({ externalId, also: [], name, phone: null, handle: "" });
export function said(text: string, more: Partial<TalkMessage> = {}): TalkMessage {
	return {
		platformMessageId: `wamid.${++serial}`,
		person: personOf("BSUID-1"),
		sender: "CUSTOMER",
		ourRef: null,
		at: Date.now(),
		replyTo: null,
		isForwarded: false,
		isStandby: false,
		body: { kind: "TEXT", as: null, text, media: [], details: {} },
		...more,
	};
}
export const hearMessage = (shop: Shop, connectionId: string, message: TalkMessage, platform = "whatsapp") =>
	takeMessage(machine(shop), { connectionId, platform, message });
