import {
	ArrowLeftRight,
	CalendarClock,
	CircleQuestionMark,
	ClipboardList,
	GitCompareArrows,
	IdCard,
	Coins,
	Inbox,
	type IconNode,
	MailWarning,
	PackageMinus,
	PackageX,
	Scale,
	Store,
	Tag,
	TrendingUpDown,
	Unplug,
} from "lucide";
import { Link } from "react-router";
import { useTranslations } from "use-intl/react";
import { Icon } from "#app/components/icon.tsx";
import { When } from "#app/components/when.tsx";
import type { Need, NeedKind } from "#app/insights/needs.server.ts";

const faces: Record<NeedKind, { icon: IconNode; tone: "bad" | "warn" | "info"; to: string; at?: string }> = {
	soldOut: { icon: PackageX, tone: "bad", to: "/products?stock=out" },
	lateTransfers: { icon: ArrowLeftRight, tone: "warn", to: "/stock/transfers" },
	openCounts: { icon: ClipboardList, tone: "warn", to: "/stock/counts" },
	deadLetters: { icon: MailWarning, tone: "bad", to: "/operations" },
	brokenCatalogs: { icon: Unplug, tone: "bad", to: "/vendors" },
	shrunkenCatalogs: { icon: PackageMinus, tone: "warn", to: "/vendors" },
	forecastOff: { icon: TrendingUpDown, tone: "warn", to: "/insights#forecast" },
	newOrders: { icon: Inbox, tone: "info", to: "/orders?status=PENDING" },
	shortfalls: { icon: PackageX, tone: "bad", to: "/orders?short=1" },
	unmatchedOrders: { icon: CircleQuestionMark, tone: "bad", to: "/orders?unmatched=1" },
	partPaidOrders: { icon: Coins, tone: "warn", to: "/orders?payment=part_paid" },
	returnedRequests: { icon: MailWarning, tone: "bad", to: "/purchasing/orders?status=open" },
	dataRequests: { icon: IdCard, tone: "warn", to: "/settings/channels", at: "#requests" },
	brokenConnections: { icon: Unplug, tone: "bad", to: "/settings/channels" },
	endingConnections: { icon: CalendarClock, tone: "warn", to: "/settings/channels" },
	otherVersions: { icon: GitCompareArrows, tone: "warn", to: "/settings/channels" },
	channelOrders: { icon: Store, tone: "bad", to: "/settings/channels", at: "#look" },
	levelConflicts: { icon: Scale, tone: "warn", to: "/settings/channels", at: "#conflicts" },
	unpriced: { icon: Tag, tone: "info", to: "/products?status=draft&priced=false" },
};

/** What waits for a person: the dearest wait first, each with its verb. */
export function NeedsYou({ needs }: { needs: Need[] }) {
	const t = useTranslations("home.needs");
	return (
		<section className="section" aria-labelledby="needs">
			<header>
				<h2 id="needs">{t("title")}</h2>
			</header>
			{needs.length === 0 ? (
				<p className="quiet-text">{t("none")}</p>
			) : (
				<ul className="needs">
					{needs.map(({ kind, count, example, since, connectionId }) => {
						const { icon, tone, to, at = "" } = faces[kind];
						return (
							<li key={kind}>
								<Link to={connectionId ? `${to}/${connectionId}${at}` : to}>
									<span className="mark" data-tone={tone}>
										<Icon of={icon} />
									</span>
									<span className="grow">
										<b>{t(`${kind}.title`, { count })}</b>
										<small className="clip">{count === 1 ? example : t("among", { example })}</small>
									</span>
									<span className="verb">
										{t(`${kind}.verb`)}
										{since !== null && (
											<small>
												<When at={since} />
											</small>
										)}
									</span>
								</Link>
							</li>
						);
					})}
				</ul>
			)}
		</section>
	);
}
