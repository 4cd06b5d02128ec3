/**
 * What a number that stands at a shop says, where another one is wanted there: `same`, nothing; `drift`, ours is set again; `clash`, it is another than the
 * one we knew too, so it is asked about before ours is set: it may be a sale on its way to us, or somebody's word. `isAsked`: whether anybody would look.
 */
export function judgeLevel({
	there,
	wanted,
	known,
	isAsked,
}: {
	there: number | null;
	wanted: number;
	known: number | null;
	isAsked: boolean;
}): "same" | "drift" | "clash" {
	if (there === wanted) return "same";
	return isAsked && known !== null && known !== there ? "clash" : "drift";
}
