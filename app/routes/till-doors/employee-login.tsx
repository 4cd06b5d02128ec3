import { LockKeyhole, MonitorSmartphone } from "lucide";
import { data, Form, Link, redirect, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Avatar } from "#app/components/avatar.tsx";
import { Button } from "#app/components/button.tsx";
import { Icon } from "#app/components/icon.tsx";
import { Logo } from "#app/components/logo.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageTitle } from "#app/components/page-header.tsx";
import { PinPad } from "#app/components/pin-pad.tsx";
import { LanguageSwitch } from "#app/components/preferences.tsx";
import { sameOriginPath } from "#app/i18n.ts";
import { type PersonAtDoor, tillDoor } from "#app/identity/employees.server.ts";
import { logInEmployee } from "#app/identity/log-in-employee.server.ts";
import { deviceLifetime, employeeLifetime } from "#app/identity/tokens.server.ts";
import { unlockPin } from "#app/identity/unlock-pin.server.ts";
import { someone } from "#app/identity/viewer.server.ts";
import { requestContext } from "#app/platform/context.ts";
import { clearEmployee, clearSecret, deviceCookie, employeeCookie, setEmployee } from "#app/platform/http/cookies.ts";
import { useRefused } from "../refused.ts";
import { openForm, typed } from "../sign-in/open-form.server.ts";
import type { Route } from "./+types/employee-login.ts";
import "#app/styles/till-door.css";

/** A door: it is sent no other page's words. */
export const handle = "door";

/** The faces of the store this device stands in. A device that is none goes to the door before. */
export async function loader({ url, context }: Route.LoaderArgs) {
	const scope = context.get(requestContext);
	const next = sameOriginPath(url.searchParams.get("next"), "/counter");
	const door = await tillDoor(scope);
	if (!door) {
		const headers = new Headers();
		if (scope.device.enrolled) headers.append("Set-Cookie", clearSecret(deviceCookie));
		throw redirect(`/store/login?next=${encodeURIComponent(next)}`, { headers });
	}
	const { at, people, viewer } = door;
	const who = url.searchParams.get("who");
	const only = people.length === 1 ? people[0] : undefined;
	// What is left of a session that is over must not stand in anybody's way.
	const isOver = scope.token?.via === "employee" && viewer === null;
	return data(
		{
			next,
			business: at.business.name,
			store: at.store.name,
			device: at.device.name,
			people,
			chosen: people.find(({ slug }) => slug === who) ?? only ?? null,
			// Somebody with a session of their own in this browser may sell without a PIN; an employee who is at it may go on.
			other: viewer && { name: viewer.user.name, isAtTill: viewer.kind === "employee" },
			mayUnlock: viewer?.permissions.has("employees:unlock") ?? false,
		},
		isOver ? { headers: { "Set-Cookie": clearSecret(employeeCookie) } } : {},
	);
}

export async function action(args: Route.ActionArgs) {
	return openForm(args, async (scope, fields) => {
		const next = sameOriginPath(args.url.searchParams.get("next"), "/counter");
		const unlock = typed(fields, "unlock");
		if (unlock !== undefined) {
			await unlockPin(await someone(scope), { employeeId: unlock });
			return redirect(`/login${args.url.search}`, 303);
		}
		// Whoever is signed in takes the till upon themselves: what is sold from here carries their name.
		if (typed(fields, "goOn") !== undefined) return redirect(next, { status: 303, headers: cookies(clearEmployee()) });
		const { token } = await logInEmployee(scope, { slug: typed(fields, "slug"), pin: typed(fields, "pin") });
		return redirect(next, { status: 303, headers: cookies(setEmployee(token, employeeLifetime, deviceLifetime)) });
	});
}

function cookies(each: readonly string[]): Headers {
	return new Headers(each.map((cookie) => ["Set-Cookie", cookie]));
}

/** How long to wait is said to programs too. */
export function headers({ actionHeaders, loaderHeaders }: Route.HeadersArgs) {
	const all = new Headers(loaderHeaders);
	for (const [name, value] of actionHeaders) all.append(name, value);
	return all;
}

export default function EmployeeLogin({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("employeeLogin");
	const { next, business, store, device, people, chosen, other, mayUnlock } = loaderData;
	const to = (slug: string) => `/login?${new URLSearchParams({ who: slug, next })}`;
	return (
		<div className="till-door">
			<PageTitle title={t("title")} />
			<header>
				<Logo />
				<strong className="clip grow">{`${business} · ${store}`}</strong>
				<span className="meta row">
					<Icon of={MonitorSmartphone} size={15} />
					<span className="clip">{device}</span>
				</span>
			</header>
			<main id="main">
				<section aria-labelledby="faces">
					<h1 id="faces">{t("title")}</h1>
					{people.length === 0 ? <Notice tone="info">{t("nobody")}</Notice> : null}
					<ul className="faces">
						{people.map((person) => (
							<li key={person.id}>
								<Link to={to(person.slug)} aria-current={chosen?.slug === person.slug ? "true" : undefined} preventScrollReset replace>
									<Avatar name={person.name} size="l" />
									<span className="grow clip">{person.name}</span>
									{(person.blocked || person.lockedUntil) && <Icon of={LockKeyhole} />}
									{(person.blocked || person.lockedUntil) && <span className="visually-hidden">{t("locked")}</span>}
								</Link>
								{mayUnlock && (person.blocked || person.lockedUntil) && <Unlock person={person} />}
							</li>
						))}
					</ul>
					<OtherWays next={next} other={other} />
				</section>
				{chosen && <PinDoor key={chosen.slug} person={chosen} refused={actionData} />}
			</main>
			<footer>
				<LanguageSwitch look="languages" />
			</footer>
		</div>
	);
}

function PinDoor({ person, refused: answered }: { person: PersonAtDoor; refused: Route.ComponentProps["actionData"] }) {
	const t = useTranslations("employeeLogin");
	const busy = useNavigation().formMethod === "POST";
	const mine = answered?.values.slug === person.slug ? answered : undefined;
	const refused = useRefused(mine, ["pin"]);
	return (
		<section className="pin-door" aria-labelledby="pin-of">
			<h2 id="pin-of">{person.name}</h2>
			{refused.whole && <Notice tone="bad">{refused.whole}</Notice>}
			<Form method="post" noValidate ref={refused.form} replace>
				<input type="hidden" name="slug" value={person.slug} />
				<PinPad label={t("pin")} length={person.pinLength} problems={refused.at("pin")} attempt={answered} />
				<Button kind="primary" type="submit" busy={busy} size="l" wide>
					{t("submit")}
				</Button>
			</Form>
		</section>
	);
}

function Unlock({ person }: { person: PersonAtDoor }) {
	const t = useTranslations("employeeLogin");
	return (
		<Form method="post" preventScrollReset>
			<input type="hidden" name="unlock" value={person.id} />
			<Button type="submit" size="l">
				{t("unlock")} <span className="visually-hidden">{person.name}</span>
			</Button>
		</Form>
	);
}

function OtherWays({ next, other }: { next: string; other: { name: string; isAtTill: boolean } | null }) {
	const t = useTranslations("employeeLogin");
	if (other && !other.isAtTill)
		return (
			<Form method="post" className="row wrap">
				<button type="submit" name="goOn" value="1" className="link">
					{t("goOn", { name: other.name })}
				</button>
			</Form>
		);
	return (
		<p className="row wrap">
			{other ? (
				<Link to={next} className="link">
					{t("goOn", { name: other.name })}
				</Link>
			) : (
				<Link to={`/sign-in?next=${encodeURIComponent(next)}`} className="link">
					{t("office")}
				</Link>
			)}
		</p>
	);
}
