import { Link } from "react-router";
import { useTranslations } from "use-intl/react";

/** The way to a mail that was not really sent; for whoever builds or tries this. Never in production. */
export function OutboxLink({ to }: { to: string }) {
	const t = useTranslations("passwordReset");
	return (
		<p className="meta">
			<Link to={`/outbox?to=${encodeURIComponent(to.toLowerCase())}`} className="link" reloadDocument>
				{t("outbox")}
			</Link>
		</p>
	);
}
