import { CloudOff, SearchX, ShieldX, TriangleAlert, WifiOff } from "lucide";
import { useEffect } from "react";
import { isRouteErrorResponse, useLocation, useRevalidator } from "react-router";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "./button.tsx";
import { Copy } from "./copy.tsx";
import { Icon } from "./icon.tsx";
import { PageTitle } from "./page-header.tsx";
import { useProblemWords } from "./problems.ts";
import { usePage } from "./words.tsx";

const kinds = {
	notFound: SearchX,
	forbidden: ShieldX,
	tooMany: TriangleAlert,
	unavailable: CloudOff,
	offline: WifiOff,
	unexpected: TriangleAlert,
} as const;
type Kind = keyof typeof kinds;

/** What failed, what is safe, what to try next, and the id to tell us. Takes whatever an error boundary was given. */
export function ErrorState({ error, retry }: { error: unknown; retry?: boolean }) {
	const t = useTranslations("failure");
	const common = useTranslations("common");
	const words = useProblemWords();
	const page = usePage();
	const told = toldBy(error);
	const kind = kindOf(error);
	const { pathname, search } = useLocation();
	useBackOnline(kind === "offline");
	return (
		<div className="empty" role="alert">
			<PageTitle title={t(`${kind}.title`)} />
			<Icon of={kinds[kind]} size={24} />
			<h1>{t(`${kind}.title`)}</h1>
			{told.code && kind !== "unexpected" && <p>{words.refusal(told.code, told.details)}</p>}
			<p>{t(`${kind}.next`)}</p>
			<div className="row">
				{retry && (
					// An empty way would lead to the frame this stands in, which is the front page.
					<ButtonLink to={pathname + search} reloadDocument kind="primary">
						{common("tryAgain")}
					</ButtonLink>
				)}
				<ButtonLink to="/">{common("toHome")}</ButtonLink>
			</div>
			{kind !== "notFound" && kind !== "offline" && <Copy label={t("requestId")} text={told.requestId ?? page.requestId} />}
		</div>
	);
}

/** A page that the network took away comes back with it. */
function useBackOnline(isOffline: boolean): void {
	const { revalidate } = useRevalidator();
	useEffect(() => {
		if (!isOffline) return;
		const again = () => void revalidate();
		window.addEventListener("online", again);
		return () => window.removeEventListener("online", again);
	}, [isOffline, revalidate]);
}

function kindOf(error: unknown): Kind {
	if (isRouteErrorResponse(error)) {
		if (error.status === 404) return "notFound";
		if (error.status === 401 || error.status === 403) return "forbidden";
		if (error.status === 429) return "tooMany";
		if (error.status === 503) return "unavailable";
		return "unexpected";
	}
	// A browser that cannot reach us throws TypeError from fetch; the page itself is fine.
	if (error instanceof TypeError && typeof navigator !== "undefined" && navigator.onLine === false) return "offline";
	return "unexpected";
}

type Told = { code?: string; details?: Record<string, unknown>; requestId?: string };

function toldBy(error: unknown): Told {
	const body: unknown = isRouteErrorResponse(error) ? error.data : null;
	if (typeof body !== "object" || body === null) return {};
	const told: Told = {};
	if ("code" in body && typeof body.code === "string") told.code = body.code;
	if ("requestId" in body && typeof body.requestId === "string") told.requestId = body.requestId;
	if ("details" in body && typeof body.details === "object" && body.details !== null) told.details = { ...body.details };
	return told;
}
