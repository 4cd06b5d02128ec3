import { defineEvent } from "#app/platform/events.server.ts";
import type { Finding } from "./chain.server.ts";

export const LetterReplayed = defineEvent<{ eventId: string }>("audit.letter_replayed");
export const LetterDiscarded = defineEvent<{ eventId: string }>("audit.letter_discarded");
/** Somebody asked for the chain to be checked, and it held. */
export const ChainChecked = defineEvent<{ seals: number; events: number }>("audit.chain_checked");
export const ChainBroken = defineEvent<{ findings: Finding[]; count: number }>("audit.chain_broken");
