import type { Refused } from "../door.server.ts";
import { Outcome } from "../outcome.tsx";
import type { Told } from "../told.ts";
import { NotChangedList } from "./not-changed.tsx";
import type { SeveralTold } from "./selected.server.ts";

/** What came of the last act on the list: said once, and whatever stayed as it was named. */
export function ListOutcome({ answer }: { answer: Told | SeveralTold | Refused }) {
	const besideField = !answer.ok && "name" in answer.problems && /^(save|edit)-view$/.test(answer.values.intent ?? "");
	return (
		<>
			<Outcome answer={answer} action="/products" said={besideField} />
			{answer.ok && "refused" in answer && <NotChangedList refused={answer.refused} />}
		</>
	);
}
