import type { Scope } from "#app/platform/scope.server.ts";

export async function checkDriftOfShard(_scope: Scope, _shard: number): Promise<number> {
	return 0;
}
