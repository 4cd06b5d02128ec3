/** Categories and styles by what a file calls them: those that are there, and those that are made on the way. Browser-safe. */

export type CategoryFact = { id: string; parentId: string | null; name: string };
export type StyleFact = { id: string; name: string; vendor: string };

/** As the database's NOCASE folds: the letters of ASCII and no others, so that both agree on what is the same name. */
function fold(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

const separator = "\u001f";

export function categoryLookup(known: readonly CategoryFact[]) {
	const made: CategoryFact[] = [];
	const ids = new Set(known.map(({ id }) => id));
	const byPlace = new Map(known.map(({ id, parentId, name }) => [placeOf(parentId, name), id]));
	const byName = new Map<string, string | null>();
	for (const { id, name } of known) byName.set(fold(name), byName.has(fold(name)) ? null : id);
	return {
		made,
		has: (id: string) => ids.has(id),
		/** The category of a path from the top; a single name is also found further down, where only one is called so. */
		find(path: readonly string[]): string | null {
			let at: string | null = null;
			for (const name of path) {
				const next = byPlace.get(placeOf(at, name));
				if (next === undefined) return path.length === 1 ? (byName.get(fold(name)) ?? null) : null;
				at = next;
			}
			return at;
		},
		/** The same, with what is missing made. */
		make(path: readonly string[], newId: () => string): string | null {
			let at: string | null = null;
			for (const name of path) {
				const place = placeOf(at, name);
				let next = byPlace.get(place);
				if (next === undefined) {
					next = newId();
					made.push({ id: next, parentId: at, name });
					byPlace.set(place, next);
				}
				at = next;
			}
			return at;
		},
	};
}

function placeOf(parentId: string | null, name: string): string {
	return `${parentId ?? ""}${separator}${fold(name)}`;
}

export function styleLookup(known: readonly StyleFact[]) {
	const made: StyleFact[] = [];
	const byId = new Map(known.map((style) => [style.id, style]));
	const byName = new Map(known.map((style) => [placeOf(style.vendor, style.name), style.id]));
	return {
		made,
		has: (id: string) => byId.has(id),
		/** Whether this style is called so, whoever its vendor is. */
		isCalled: (id: string | null, name: string) => id !== null && fold(byId.get(id)?.name ?? "") === fold(name),
		/** The vendor's style of that name, made where it is missing. */
		findOrMake(name: string, vendor: string, newId: () => string): string {
			const place = placeOf(vendor, name);
			let id = byName.get(place);
			if (id === undefined) {
				id = newId();
				made.push({ id, name, vendor });
				byName.set(place, id);
			}
			return id;
		},
	};
}
