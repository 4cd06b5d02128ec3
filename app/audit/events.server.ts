import { defineEvent } from "#app/platform/events.server.ts";

export const LetterReplayed = defineEvent<{ eventId: string }>("audit.letter_replayed");
export const LetterDiscarded = defineEvent<{ eventId: string }>("audit.letter_discarded");
