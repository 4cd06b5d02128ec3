import type { Scope } from "./scope.server.ts";
import { instant, minute } from "./time.ts";

/** D1 answers a thousand questions of one invocation; the piece that is being done when this is passed must fit into the rest. */
const mostQuestions = 700;
/** Well under a lease's term, and under the quarter of an hour of a queue's consumer. */
const longest = 2 * minute;

/** Whether a run of a job should begin another piece. A job that stops for this says that there is more, and is ordered again at once. */
export function patienceOf(scope: Scope): () => boolean {
	const until = instant() + longest;
	return () => scope.meter.questions < mostQuestions && instant() < until;
}
