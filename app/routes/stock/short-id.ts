/** The end of an id, as people say it over the telephone. */
export function shortId(id: string): string {
	return id.slice(-6).toUpperCase();
}
