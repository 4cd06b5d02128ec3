import { DurableObject } from "cloudflare:workers";
import { driveConnection } from "#app/channels/drive-connection.server.ts";
import { type Gate, newGate } from "#app/channels/gate.ts";
import type { ConnectionPointer } from "#app/channels/wake.server.ts";
import { talkWork } from "#app/inbox/talk-work.server.ts";
import { configOf } from "#app/platform/config.server.ts";
import { errorFields, log } from "#app/platform/log.server.ts";
import { machineScope, type Scope } from "#app/platform/scope.server.ts";
import { instant, minute } from "#app/platform/time.ts";

/**
 * Drives one connection: nothing of it runs beside itself, because alarms do not. It holds how fast the shop may be asked (bucket and breaker); what there
 * is to do stands in the connection's rows, so an object that is lost is only woken again.
 */
export class ConnectionDriver extends DurableObject<Env> {
	/** There is something to do, now. */
	async wake(where: ConnectionPointer): Promise<void> {
		const set = await this.ctx.storage.getAlarm();
		const now = instant();
		if (set !== null && set <= now) return;
		await this.ctx.storage.put("where", where);
		await this.ctx.storage.setAlarm(now);
	}

	override async alarm(): Promise<void> {
		const where = await this.ctx.storage.get<ConnectionPointer>("where");
		if (!where) return;
		const keeper = {
			gate: (await this.ctx.storage.get<Gate>("gate")) ?? newGate,
			keep(gate: Gate) {
				keeper.gate = gate;
			},
		};
		const scope = machineScope(this.env, configOf(this.env), (work) => this.ctx.waitUntil(work));
		let again: number | null;
		try {
			again = await driveConnection(scope, where, keeper, talkWork);
		} catch (error) {
			// An alarm that throws is tried six times and then never: it is set again instead.
			log("error", "channel.driver_failed", { connectionId: where.connectionId, ...errorFields(error) });
			again = instant() + minute;
		}
		const { trips, rowsRead: read, rowsWritten: written } = scope.meter;
		log("info", "channel.driven", { connectionId: where.connectionId, ms: instant() - scope.now, trips, read, written });
		await this.ctx.storage.put("gate", keeper.gate);
		const set = await this.ctx.storage.getAlarm();
		if (again !== null && (set === null || again < set)) await this.ctx.storage.setAlarm(again);
	}
}

/** Wakes the driver of a connection. */
export async function wakeDriver(scope: Scope, where: ConnectionPointer): Promise<void> {
	const { DRIVERS } = scope.env;
	await DRIVERS.get(DRIVERS.idFromName(`${where.businessId}:${where.connectionId}`)).wake(where);
}
