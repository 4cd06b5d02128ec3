type Event = { seq: number; id: string; type: string } & Record<string, unknown>;
type Seal = {
	number: number;
	previous: string;
	fromSeq: number;
	toSeq: number;
	root: string;
	hash: string;
	sealedAt: number;
	leaves?: string[];
};
export type Log = { events: Event[]; seals: Seal[]; businessId: string | null };
export function readLog(text: string): Log;
export function verify(log: Log, anchor?: string): { wrong: string[]; sealed: number; waiting: number; seals: number; last: string | null };
