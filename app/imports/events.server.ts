import { defineEvent } from "#app/platform/events.server.ts";
import type { Counts } from "./rules.ts";

export const FileUploaded = defineEvent<{ fileName: string; fileSize: number }>("imports.file_uploaded");
/** Something is to be done for an import: its reaction does it, for as long as one message may take. Any number of them do what one does. */
export const WorkAsked = defineEvent<{ importId: string }>("imports.work_asked", { relayed: true, long: true });
export const ImportStarted = defineEvent<{ fileName: string; rows: number | null }>("imports.started");
export const ImportFinished = defineEvent<{ fileName: string; counts: Counts }>("imports.finished");
export const ImportFailed = defineEvent<{ fileName: string; problem: object }>("imports.failed");
export const ImportCancelled = defineEvent<{ fileName: string }>("imports.cancelled");
export const UndoStarted = defineEvent<{ fileName: string }>("imports.undo_started");
export const ImportUndone = defineEvent<{ fileName: string; counts: object }>("imports.undone");
