/** What browser and server must both know of the socket. */

export const newsPath = "/realtime";

/** The close code for somebody whose session may have ended: whoever is still signed in comes back at once. */
export const proveAgain = 4401;

/** What a browser asks now and then to know that the line stands; answered without waking anybody. */
export const ping = "ping";
export const pong = "pong";

/**
 * One piece of news on its way: what it is about, which of two about the same is the later one (`rank`), and the JSON text of a `News`. `chatId`: it is for
 * whoever has that chat open, and nobody else.
 */
export type Told = { about: string; rank: number; body: string; chatId?: string };
