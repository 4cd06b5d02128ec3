import { sql } from "drizzle-orm";
import { directoryOf, many } from "#app/platform/database.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";

/** Where a platform's webhooks go: the directory's rows, which prove nothing. */
export type Addressee = { connectionId: string; businessId: string; shard: number };

/** One delivery is for so many connections at most: a shop that several businesses have connected. */
const most = 10;

/** Says that what a platform sends to an address is for a connection. Saying it again changes nothing. */
export async function claimChannelAddress(scope: Scope, platform: string, address: string, { connectionId, businessId, shard }: Addressee) {
	await directoryOf(scope).write([
		sql`INSERT INTO channelAddresses (platform, address, connectionId, businessId, shard, createdAt)
			VALUES (${platform}, ${address}, ${connectionId}, ${businessId}, ${shard}, ${scope.now}) ON CONFLICT DO NOTHING`,
	]);
}

/** Takes a connection's claim back. */
export async function freeChannelAddress(scope: Scope, platform: string, address: string, connectionId: string): Promise<void> {
	await directoryOf(scope).write([
		sql`DELETE FROM channelAddresses WHERE platform = ${platform} AND address = ${address} AND connectionId = ${connectionId}`,
	]);
}

/** For whom it is. */
export async function addresseesOf(scope: Scope, platform: string, address: string): Promise<Addressee[]> {
	const { rows } = await directoryOf(scope).read({
		rows: many<Addressee>(sql`SELECT connectionId, businessId, shard FROM channelAddresses
			WHERE platform = ${platform} AND address = ${address} ORDER BY connectionId LIMIT CAST(${most} AS INTEGER)`),
	});
	return rows;
}
