/** The tree of categories as one list to choose from: each under its parents' names ("Frames / Children"), siblings in the owner's order. */
export function categoryOptions(
	categories: readonly { id: string; parentId: string | null; name: string }[],
): { value: string; label: string }[] {
	const options: { value: string; label: string }[] = [];
	const under = (parentId: string | null, path: string): void => {
		for (const { id, name, parentId: parent } of categories) {
			if (parent !== parentId) continue;
			options.push({ value: id, label: path + name });
			under(id, `${path}${name} / `);
		}
	};
	under(null, "");
	return options;
}
