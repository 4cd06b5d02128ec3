import { createRequestHandler, RouterContextProvider } from "react-router";
import { apiDocumentContext, refusalContext, requestContext } from "#app/platform/context.ts";
import { Refusal } from "#app/platform/errors.ts";
import { bodyLimitOf, drain, limitedBody, refuseLargeBody } from "#app/platform/http/body.server.ts";
import { secure } from "#app/platform/http/headers.server.ts";
import { refuseCrossSite } from "#app/platform/http/origin.server.ts";
import { requestScope } from "#app/platform/http/request-scope.server.ts";
import { log } from "#app/platform/log.server.ts";
import { newsPath } from "#app/platform/news.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { instant } from "#app/platform/time.ts";
import { api, document, isApiPath } from "./api/app.ts";
import { refusalResponse } from "./api/refusal.ts";
import { chatMedia, chatMediaPath } from "./chat-media.ts";
import { refuseFlood } from "./flood.ts";
import { health } from "./health.ts";
import { picture, picturesPath } from "./pictures.ts";
import { chatRoomsPath, listenToChat } from "./realtime/listen-chat.ts";
import { listen } from "./realtime/listen.ts";

const readPages = () => import("virtual:react-router/server-build");
let pages: ReturnType<typeof createRequestHandler> | undefined;

/** The pages, read by the first request for one. React Router is given their table and not how to get it, or it would sort it anew for every request. */
async function pagesOf(): Promise<ReturnType<typeof createRequestHandler>> {
	// While somebody works on them the table changes.
	if (import.meta.env.DEV) return createRequestHandler(readPages, import.meta.env.MODE);
	pages ??= createRequestHandler(await readPages(), import.meta.env.MODE);
	return pages;
}

/** Every request: who is it from (unproven), may it come from there, then the API or the pages; the same headers on every answer. */
export async function handleRequest(request: Request, env: Env, execution: ExecutionContext): Promise<Response> {
	const { pathname } = new URL(request.url);
	let scope: Scope;
	try {
		scope = requestScope(request, env, execution);
	} catch (error) {
		await drain(request);
		return refusalResponse(error, crypto.randomUUID());
	}
	const response = await answer(request, pathname, scope);
	await drain(request);
	// A socket is handed through as it is.
	const secured = response.webSocket ? response : new Response(response.body, response);
	if (!response.webSocket) secure(secured.headers, scope);
	log("info", "http", {
		requestId: scope.requestId,
		method: request.method,
		path: pathname,
		status: secured.status,
		ms: instant() - scope.now,
		trips: scope.meter.trips,
		read: scope.meter.rowsRead,
		written: scope.meter.rowsWritten,
	});
	return secured;
}

async function answer(request: Request, pathname: string, scope: Scope): Promise<Response> {
	try {
		if (pathname === "/health" || pathname === "/health/ready") return await health(pathname, scope);
		if (pathname === newsPath) return await listen(request, scope);
		if (pathname.startsWith(chatRoomsPath)) return await listenToChat(request, pathname, scope);
		if (pathname.startsWith(chatMediaPath)) return await chatMedia(request, pathname, scope);
		if (pathname.startsWith(picturesPath)) return await picture(request, pathname, scope);
		refuseCrossSite(request, scope);
		const limit = bodyLimitOf(pathname);
		refuseLargeBody(request, limit);
		const limited = limitedBody(request, limit);
		const response = isApiPath(pathname) ? await api.fetch(limited.request, { scope }) : await page(limited.request, pathname, scope);
		limited.refuseBroken();
		return response;
	} catch (error) {
		return refusalResponse(error, scope.requestId);
	}
}

/** Files that are not there need no page around the 404. */
const fileLike = /\.[a-z0-9]{2,5}$/i;

async function page(request: Request, pathname: string, scope: Scope): Promise<Response> {
	if (fileLike.test(pathname) && !pathname.endsWith(".data")) return new Response(null, { status: 404 });
	const context = new RouterContextProvider();
	context.set(requestContext, scope);
	// Said by a page, in the reader's words, before any of its loaders has asked anything.
	const flood = await floodOf(scope);
	context.set(refusalContext, flood);
	context.set(apiDocumentContext, () => document(api, scope.origin));
	const response = await (await pagesOf())(request, context);
	const wait = flood?.details?.retryAfter;
	if (typeof wait !== "number") return response;
	const told = new Response(response.body, response);
	told.headers.set("Retry-After", String(wait));
	return told;
}

async function floodOf(scope: Scope): Promise<Refusal | undefined> {
	try {
		await refuseFlood(scope, "pageCalls");
	} catch (error) {
		if (error instanceof Refusal) return error;
		throw error;
	}
	return undefined;
}
