/** A place to wait in: each act begins when the one before it has ended, however that ended. */
export function inTurn(): <Done>(act: () => Promise<Done>) => Promise<Done> {
	let last: Promise<unknown> = Promise.resolve();
	return (act) => {
		const mine = last.then(act);
		last = mine.catch(() => {});
		return mine;
	};
}
