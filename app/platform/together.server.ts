import type { Compiled, Row } from "./database.server.ts";
import { type Principal, requirePermission, type Tenant } from "./tenant.server.ts";

type Waiting = { permission: string; statements: Compiled[]; answer(rows: Promise<Row[][]>): void };

/**
 * The same tenant, whose queries asked in one breath travel as one batch: a page made of several queries costs one round trip.
 * Ask first what the page cannot do without: its permission is needed for the whole batch, every other query's for its own rows.
 */
export function together<P extends Principal>(tenant: Tenant<P>): Tenant<P> {
	let waiting: Waiting[] = [];

	function send(): void {
		const asked = waiting;
		waiting = [];
		const rows = tenant.read(
			asked[0]?.permission ?? "",
			asked.flatMap((each) => each.statements),
		);
		let at = 0;
		for (const each of asked) {
			each.answer(ownRows(rows, each, at));
			at += each.statements.length;
		}
	}

	async function ownRows(rows: Promise<Row[][]>, { permission, statements }: Waiting, from: number): Promise<Row[][]> {
		const all = await rows;
		requirePermission(await tenant.principal(), permission);
		return all.slice(from, from + statements.length);
	}

	return {
		...tenant,
		read: (permission, statements) =>
			new Promise((resolve) => {
				if (waiting.length === 0) queueMicrotask(send);
				waiting.push({ permission, statements, answer: resolve });
			}),
	};
}
