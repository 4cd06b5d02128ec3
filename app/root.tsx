import geist from "@fontsource-variable/geist/files/geist-latin-wght-normal.woff2?url";
import type { ReactNode } from "react";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { ErrorState } from "#app/components/error-state.tsx";
import { ShelfHatches } from "#app/components/shelf-bar.tsx";
import { useRootData } from "#app/components/shell.ts";
import { Toaster } from "#app/components/toaster.tsx";
import { usePage, usePageLocale, useWordsFor, WordsScope } from "#app/components/words.tsx";
import { isPermission } from "#app/identity/permissions.ts";
import { viewerOf } from "#app/identity/viewer.server.ts";
import { refusalContext, requestContext } from "#app/platform/context.ts";
import type { Route } from "./+types/root.ts";
import { localeOf, themeOf } from "./i18n.ts";
import { refusedPage } from "./routes/door.server.ts";
import { chosenStore } from "./routes/chosen-store.server.ts";
import "./styles/app.css";

export const links: Route.LinksFunction = () => [
	{ rel: "preload", href: geist, as: "font", type: "font/woff2", crossOrigin: "anonymous" },
	{ rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

/** What the worker refused is said as a page is refused anything: before a loader runs. */
export const middleware: Route.MiddlewareFunction[] = [
	({ context }) => {
		const refusal = context.get(refusalContext);
		if (refusal) throw refusedPage(refusal, context.get(requestContext).requestId);
	},
];

/** Who is looking and how: what every page and the shell around it need, and no more. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const scope = context.get(requestContext);
	const found = await viewerOf(scope);
	const store = found && chosenStore(request, found.stores);
	const viewer = found && {
		user: { id: found.user.id, name: found.user.name, email: found.user.email ?? found.user.username ?? "", role: found.user.role },
		business: { id: found.business.id, name: found.business.name, slug: found.business.slug, currency: found.business.currency },
		stores: found.stores.map(({ id, name, kind, currency, timeZone }) => ({ id, name, kind, currency, timeZone })),
		storeId: store?.id ?? null,
		// So that nobody is offered what would be refused. What is refused, the commands decide.
		permissions: [...found.permissions].filter(isPermission),
	};
	const timeZone = store?.timeZone ?? found?.business.timeZone ?? "UTC";
	const mac = /Mac|iPhone|iPad/.test(request.headers.get("User-Agent") ?? "");
	return { locale: localeOf(request), theme: themeOf(request), mac, timeZone, now: scope.now, viewer };
}

export function Layout({ children }: { children: ReactNode }) {
	const data = useRootData();
	const { requestId } = usePage();
	const locale = usePageLocale();
	const wordsFor = useWordsFor();
	return (
		<html lang={locale} data-theme={data?.theme ?? undefined} data-request={requestId} data-words={wordsFor} suppressHydrationWarning>
			<head>
				<meta charSet="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
				<meta name="color-scheme" content={data?.theme ?? "light dark"} />
				<Meta />
				{/* Browsers hide the nonce from scripts: what hydrates here says the same. */}
				<Links nonce={import.meta.env.SSR ? undefined : ""} />
			</head>
			<body>
				<WordsScope timeZone={data?.timeZone ?? "UTC"} now={data?.now ?? 0}>
					<ProgressLine />
					<ShelfHatches />
					{children}
					<Toaster />
				</WordsScope>
				<ScrollRestoration />
				<Scripts />
			</body>
		</html>
	);
}

export default function Root() {
	return <Outlet />;
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
	return (
		<main className="whole-page" id="main">
			<ErrorState error={error} retry />
		</main>
	);
}

/** Shown by its own animation after 300 ms: quick navigations stay still. */
function ProgressLine() {
	const t = useTranslations("common");
	const navigation = useNavigation();
	if (navigation.state === "idle") return null;
	return <div className="progress-line" role="progressbar" aria-label={t("loading")} />;
}
