import { data, Outlet, redirect } from "react-router";
import { AppShell } from "#app/components/app-shell.tsx";
import { ErrorState } from "#app/components/error-state.tsx";
import { useRootData } from "#app/components/shell.ts";
import { viewerOf } from "#app/identity/viewer.server.ts";
import { requestContext } from "#app/platform/context.ts";
import { clearPreference, setPreference } from "#app/platform/http/cookies.ts";
import type { Route } from "./+types/back-office.ts";
import { prolonging } from "./door.server.ts";

/** Everything inside needs a person, whose session lasts as long as it is used. `?store=` chooses what lists speak of, and is remembered. */
export async function loader({ url, context }: Route.LoaderArgs) {
	const scope = context.get(requestContext);
	const viewer = await viewerOf(scope);
	if (!viewer) {
		const next = url.pathname + url.search;
		throw redirect(next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`);
	}
	const headers = new Headers(await prolonging({ context }));
	const chosen = url.searchParams.get("store");
	const known = chosen === "all" || viewer.stores.some(({ id }) => id === chosen);
	if (chosen && known) headers.append("Set-Cookie", chosen === "all" ? clearPreference("store") : setPreference("store", chosen));
	return data(null, { headers });
}

export default function BackOffice() {
	return (
		<AppShell>
			<Outlet />
		</AppShell>
	);
}

/** A page that failed leaves the navigation standing. */
export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
	const viewer = useRootData()?.viewer;
	const failure = <ErrorState error={error} retry />;
	return viewer ? <AppShell>{failure}</AppShell> : <main className="whole-page">{failure}</main>;
}
