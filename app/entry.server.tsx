import { isbot } from "isbot";
import { renderToReadableStream } from "react-dom/server";
import type { EntryContext, HandleErrorFunction, RouterContextProvider } from "react-router";
import { isRouteErrorResponse, ServerRouter } from "react-router";
import { WordsProvider } from "#app/components/words.tsx";
import { requestContext } from "#app/platform/context.ts";
import { Refusal } from "#app/platform/errors.ts";
import { errorFields, log } from "#app/platform/log.server.ts";
import { catalogOf } from "./catalogs.server.ts";
import { localeOf } from "./i18n.ts";

export const streamTimeout = 5_000;

/** Renders a page with the nonce its Content-Security-Policy names; crawlers get it whole, people as it comes. */
export default async function handleRequest(
	request: Request,
	status: number,
	headers: Headers,
	router: EntryContext,
	context: RouterContextProvider,
): Promise<Response> {
	headers.set("Content-Type", "text/html; charset=utf-8");
	if (request.method === "HEAD") return new Response(null, { status, headers });

	const { nonce, requestId } = context.get(requestContext);
	const locale = localeOf(request);
	let finalStatus = status;
	let shellRendered = false;
	const body = await renderToReadableStream(
		<WordsProvider locale={locale} words={catalogOf(locale)} wordsFor="office" requestId={requestId}>
			<ServerRouter context={router} url={request.url} nonce={nonce} />
		</WordsProvider>,
		{
			nonce,
			// The first date, and the first number, a browser writes in a language cost it more than other steps of coming alive: they are written while the
			// scripts still travel.
			bootstrapScriptContent:
				"{const{lang}=document.documentElement;new Intl.DateTimeFormat(lang,{weekday:'long'}).format();new Intl.NumberFormat(lang).format(1);new Intl.PluralRules(lang).select(1)}",
			// What is ready stands where it belongs, however long the page: React would put it at the end and move it by script.
			progressiveChunkSize: Number.POSITIVE_INFINITY,
			signal: AbortSignal.timeout(streamTimeout + 1000),
			onError(error: unknown) {
				finalStatus = 500;
				// What breaks the shell itself is rejected above and logged by handleError.
				if (shellRendered) log("error", "render.failed", { requestId, ...errorFields(error) });
			},
		},
	);
	shellRendered = true;
	if (isbot(request.headers.get("User-Agent") ?? "")) await body.allReady;
	return new Response(body, { status: finalStatus, headers });
}

/** A refusal is an answer, not a fault: only what nobody foresaw is logged, under the id the reader sees. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
	if (request.signal.aborted || error instanceof Refusal) return;
	if (isRouteErrorResponse(error) && error.status < 500) return;
	const { requestId } = context.get(requestContext);
	const { pathname } = new URL(request.url);
	log("error", "page.failed", { requestId, method: request.method, path: pathname, ...errorFields(error) });
};
