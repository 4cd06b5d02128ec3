import { lazy } from "react";
import type { Viewer } from "#app/components/shell.ts";
import { second } from "#app/platform/time.ts";
import type { TillProduct } from "#app/sales/queries.server.ts";
import type { Basket } from "../basket.ts";
import type { Sheet } from "../till-page.tsx";
import { type Asked, changeOf, offlineBody } from "./body.ts";
import { findHere } from "./finding.ts";
import { handIn, type Reply } from "./handing-in.ts";
import {
	type Cover,
	coverOf,
	dropSeen,
	forgetSeller,
	keepCover,
	type Keeping,
	keepSale,
	type KeptLease,
	keptLease,
	type KeptSale,
	keptSales,
	openKeeping,
	type Person,
	type Provision,
	provisionOf,
	spendLease,
} from "./keeping.ts";
import { askServer, clock, leaseAt, renewLease } from "./leasing.ts";
import { adopt } from "./left-behind.ts";
import { provide, standBy } from "./providing.ts";
import { tellsEvery } from "./telling.ts";

/**
 * The till while it is alone: knows whether the network is there, keeps what is sold meanwhile, finds goods in what it kept, and hands everything in when
 * somebody answers again. One in a window; several windows of a browser share what is kept, and one of them at a time hands in.
 */

export type DeskState = {
	/** Since when nobody answers (ms, this clock); null while somebody does. */
	since: number | null;
	sales: readonly KeptSale[];
	/** While sales go out: how many of how many. */
	sending: { done: number; total: number } | null;
	/** Numbers of this till nobody has handed in. */
	missing: readonly number[];
	/** What it keeps for the time it is alone; null where its store lets tills keep nothing. */
	lease: KeptLease | null;
	/** The browser would not write something down, or may throw away what it wrote. */
	trouble: "not_kept" | "not_a_till" | null;
	/** The till was left or locked where nobody could ask for a PIN: whoever comes says first who they are. */
	covered: boolean;
	/** Who said since that they sell; null for whoever showed a PIN. */
	claimed: Person | null;
};

export type Desk = {
	/** Opened without the network: there is no page of the server under it. */
	alone: boolean;
	state(): DeskState;
	subscribe(listener: () => void): () => void;
	isOffline(): boolean;
	/** Somebody who should have answered did not. */
	unheard(): void;
	/** Asks whether anybody answers, where there is reason to doubt it. */
	doubt(): Promise<void>;
	/** Locks the till as far as it can be locked without the network. */
	cover(): void;
	/** Whoever showed the PIN goes on (null), or somebody else sells, who only says so. */
	goOn(as: Person | null): void;
	/** Who else works here. */
	people(): Promise<Person[]>;
	/** What may be promised now; null with the network there, and where tills keep nothing. */
	lease(): KeptLease | null;
	/** A sale goes out with the network there, and was answered. */
	going(sale: Basket): void;
	through(id: string): void;
	renew(on: boolean): Promise<void>;
	/** Keeps a sale; it is on the disk when this returns. @throws DOMException when it could not be written */
	keep(sale: Basket, asked: Asked): Promise<KeptSale>;
	lookUp(ask: { q?: string; products?: string[] }): Promise<{ found: TillProduct[]; products: TillProduct[] }>;
	handIn(): Promise<void>;
	drop(id: string): Promise<void>;
	/** Whoever was at the till has left it, as the server knows: nobody sells alone in their name. */
	forget(): Promise<void>;
	adopt: typeof adopt;
	Strip: typeof Strip;
};

/** Held together by sales on their way, and alone by whoever asks for goods to keep. */
const leaseLock = "storekeep-lease";

const Strip = lazy(() => stripModule);
// Loaded with the desk, not when it is first shown: then there is no network.
const stripModule = import("./strip.tsx");

/** The desk of a page the server made: what it shows is kept for later. */
export async function openDesk(sheet: Sheet, viewer: Viewer): Promise<Desk> {
	const db = await openKeeping();
	await stripModule;
	void navigator.storage?.persist?.();
	if (import.meta.env.PROD) void standBy(document.documentElement.lang);
	const desk = deskOf(db, () => provisionOf(db), sheet.tillId ?? "", {
		alone: false,
		session: sheet.session,
		...(await coverOf(db, sheet.session)),
	});
	const standReady = async () => {
		const leases = await provide(db, sheet, viewer);
		await desk.handIn();
		if (leases !== null) await desk.renew(leases);
	};
	void standReady();
	setInterval(() => !desk.isOffline() && void standReady(), tellsEvery);
	return desk;
}

/** The desk of a till that was opened without the network; null where nobody is signed in at it. */
export async function openAlone(): Promise<{ desk: Desk; provision: Provision } | null> {
	const db = await openKeeping();
	const provision = await provisionOf(db);
	if (!provision) return null;
	await stripModule;
	const { session } = provision.sheet;
	const { covered, claimed } = await coverOf(db, session);
	const desk = deskOf(db, async () => provision, provision.tillId, {
		alone: true,
		session,
		covered: covered || provision.atTill !== null,
		claimed,
	});
	desk.unheard();
	return { desk, provision };
}

type Opened = Cover & { alone: boolean; session: string };

function deskOf(db: Keeping, provided: () => Promise<Provision | null>, tillId: string, opened: Opened): Desk {
	const { alone, session, covered, claimed } = opened;
	const since = navigator.onLine ? null : Date.now();
	let state: DeskState = { since, sales: [], sending: null, missing: [], lease: null, trouble: null, covered, claimed };
	/** Sales on their way, and what ends them: what is asked for now may be told without them, whichever window they go out from. */
	const out = new Map<string, () => void>();
	const listeners = new Set<() => void>();
	function set(next: Partial<DeskState>): void {
		state = { ...state, ...next };
		for (const listener of listeners) listener();
	}
	function stand(cover: Cover): void {
		set(cover);
		// A browser that writes nothing down has it stand so for as long as the page is open.
		keepCover(db, session, cover).catch(() => {});
	}
	async function read(): Promise<void> {
		set({ sales: await keptSales(db), lease: await keptLease(db, tillId) });
	}
	const channel = new BroadcastChannel("storekeep-till");
	channel.addEventListener("message", () => void read().catch(reportError));
	async function changed(): Promise<void> {
		channel.postMessage("changed");
		await read();
	}

	async function send(body: object): Promise<Reply | null> {
		try {
			const response = await fetch("/api/v1/tills/replay", {
				method: "POST",
				headers: { "Content-Type": "application/json" },
				body: JSON.stringify(body),
				signal: AbortSignal.timeout(30 * second),
			});
			if (response.status === 401) set({ trouble: "not_a_till" });
			return response.ok ? await response.json() : null;
		} catch {
			return null;
		}
	}
	async function handInNow(): Promise<void> {
		if (state.since !== null) return;
		await navigator.locks.request("storekeep-hand-in", { ifAvailable: true }, async (lock) => {
			if (!lock) return;
			const { done, missing } = await handIn(db, tillId, send, (through, total) => total > 0 && set({ sending: { done: through, total } }));
			set({ sending: null, missing, ...(done && { trouble: null }) });
		});
		await changed();
	}
	async function renew(on: boolean): Promise<void> {
		if (out.size > 0 || (!on && !state.lease)) return;
		await navigator.locks.request(leaseLock, { ifAvailable: true }, async (lock) => {
			if (lock) await renewLease(db, tillId, on, askServer);
		});
		await changed();
	}
	/** Whether somebody answers. */
	async function answers(): Promise<boolean> {
		try {
			return (await fetch("/health", { cache: "no-store", signal: AbortSignal.timeout(5 * second) })).ok;
		} catch {
			return false;
		}
	}
	async function ask(): Promise<void> {
		if (state.since === null || !(await answers())) return;
		set({ since: null });
		await handInNow();
		await renew(state.lease !== null);
	}
	/** Not all tills of a shop in the same instant. */
	function again(): void {
		setTimeout(
			() => {
				void (state.since === null ? waits() && handInNow() : ask());
				again();
			},
			(8 + Math.random() * 8) * second,
		);
	}
	function arrived(id: string): void {
		out.get(id)?.();
		out.delete(id);
	}
	const waits = () => state.sales.some((sale) => sale.state === "waiting");
	const unheard = () => {
		if (state.since === null) set({ since: Date.now() });
	};
	window.addEventListener("offline", unheard);
	window.addEventListener("online", () => void ask());
	again();
	void read().catch(reportError);

	return {
		alone,
		state: () => state,
		subscribe(listener) {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		isOffline: () => state.since !== null,
		unheard: () => {
			unheard();
			void ask();
		},
		async doubt() {
			if (state.since === null && !(await answers())) unheard();
		},
		cover: () => stand({ covered: true, claimed: state.claimed }),
		goOn: (as) => stand({ covered: false, claimed: as }),
		people: async () => (await provided())?.people ?? [],
		async keep(sale, asked) {
			const provision = await provided();
			const { claimed } = state;
			if (!provision) throw new Error("nobody is signed in at this till");
			try {
				const soldAt = Date.now();
				const kept = await keepSale(db, {
					id: sale.id,
					tillId: provision.tillId,
					businessId: provision.businessId,
					soldAt,
					...changeOf(sale, asked),
					currency: asked.currency,
					seller: claimed?.name ?? provision.seller,
					basket: sale,
					body: offlineBody(sale, asked, { soldAt, mandate: provision.mandate, claimedSeller: claimed?.id }),
				});
				arrived(sale.id);
				set({ trouble: null });
				await changed();
				if (state.since === null) void handInNow();
				return kept;
			} catch (error) {
				set({ trouble: "not_kept" });
				throw error;
			}
		},
		lease: () => (state.since === null ? null : leaseAt(state.lease, clock())),
		going(sale) {
			if (!out.has(sale.id)) {
				out.set(sale.id, () => {});
				void navigator.locks.request(
					leaseLock,
					{ mode: "shared" },
					() => new Promise<void>((through) => (out.has(sale.id) ? out.set(sale.id, through) : through())),
				);
			}
			if (state.lease) void spendLease(db, tillId, sale.lines).then(changed).catch(reportError);
		},
		through: arrived,
		renew,
		lookUp: (wanted) => findHere(db, wanted),
		handIn: handInNow,
		async drop(id) {
			await dropSeen(db, id);
			await changed();
		},
		forget: () => forgetSeller(db),
		adopt,
		Strip,
	};
}
