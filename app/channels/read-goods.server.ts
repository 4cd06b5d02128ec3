import { minute } from "#app/platform/time.ts";
import type { Driving } from "./drive-connection.server.ts";
import { inChunks, keepListings, notePulled } from "./keep-listings.server.ts";
import { matchWaiting } from "./match-waiting.server.ts";
import { newTally } from "./runs.ts";

/** Between two readings of everything: five minutes while levels drift, half an hour after three that found none. */
const often = 5 * minute;
const seldom = 30 * minute;

/**
 * Reads what is sold there, page after page: new variants are linked, levels that drifted are set again. Goes on where the last turn stopped.
 * @returns when it is due again, and whether it found anything to set
 */
export async function readGoods({
	connection,
	adapter,
	ask,
	now,
	mayGoOn,
	going,
}: Driving): Promise<{ next: number; isNews: boolean; isThrough: boolean }> {
	const began = now().now;
	const { id: connectionId, locationId } = connection;
	// Where nothing is told to us, this is how anything is heard of.
	const every = connection.pullCalm >= 3 && adapter.capabilities.hasWebhooks ? seldom : often;
	if (connection.pullCursor === null && connection.pulledAt !== null && connection.pulledAt + every > began)
		return { next: connection.pulledAt + every, isNews: false, isThrough: true };
	let cursor = connection.pullCursor;
	let first = cursor === null ? began : null;
	let [isNews, isAll] = [false, false];
	const tally = newTally("goods", began);
	going.run = tally;
	do {
		const { items, next, read, unread, total } = await ask((shop, link) => shop.pullProducts(link, cursor));
		let [drift, changed] = [0, 0];
		for (const part of inChunks(items)) {
			const kept = await keepListings(now(), { connectionId, locationId, items: part });
			drift += kept.drifted;
			changed += kept.changed;
			if (kept.drifted + kept.linked > 0) isNews = true;
			if (kept.linked > 0) await matchWaiting(now());
		}
		cursor = next;
		const { noted, isOver } = await notePulled(now(), {
			connectionId,
			locationId,
			cursor,
			drift,
			changed,
			began: first,
			read,
			unread,
			total,
		});
		// Another location was chosen meanwhile: it is read there, from the beginning.
		if (!noted) {
			going.run = null;
			return { next: began, isNews, isThrough: false };
		}
		first = null;
		isAll = isOver;
		tally.pages += 1;
		tally.read += read;
		tally.changed += changed;
		tally.failed += unread;
	} while (cursor !== null && mayGoOn());
	going.run = null;
	return { next: isAll ? began + every : began, isNews, isThrough: cursor === null };
}
