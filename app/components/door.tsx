import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import "#app/styles/door.css";
import { Logo } from "./logo.tsx";
import { PageTitle } from "./page-header.tsx";
import { LanguageSwitch } from "./preferences.tsx";

/** The frame of sign-in and registration: one column, the language at its foot, a drawing where there is room. */
export function Door({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
	const t = useTranslations("door");
	return (
		<div className="door">
			<PageTitle title={title} />
			<main id="main">
				<div className="brand">
					<Logo />
					{t("brand")}
				</div>
				<div className="door-form">
					<h1>{title}</h1>
					<p className="lead">{lead}</p>
					{children}
				</div>
				<div className="door-foot">
					<LanguageSwitch look="languages" />
				</div>
			</main>
			<aside className="door-art" aria-label={t("about")}>
				<FrameDrawing />
				<p>{t("promise")}</p>
			</aside>
		</div>
	);
}

/** A frame as its maker measures it: lens 49, bridge 20. */
function FrameDrawing() {
	return (
		<svg viewBox="0 0 640 300" fill="none" stroke="currentColor" aria-hidden="true" focusable="false">
			<g strokeWidth="1.25">
				<path d="M40,128C40,84 92,66 160,66C236,66 274,88 276,138C278,206 222,252 152,252C78,252 40,194 40,128Z" />
				<path d="M58,130C58,98 98,82 160,82C228,82 260,100 260,142C260,196 212,236 152,236C92,236 58,186 58,130Z" />
				<path d="M600,128C600,84 548,66 480,66C404,66 366,88 364,138C362,206 418,252 488,252C562,252 600,194 600,128Z" />
				<path d="M582,130C582,98 542,82 480,82C412,82 380,100 380,142C380,196 428,236 488,236C548,236 582,186 582,130Z" />
				<path d="M274,122C290,94 350,94 366,122M271,106C292,76 348,76 369,106" />
				<path d="M42,112L14,98V72L66,74M598,112L626,98V72L574,74" />
			</g>
			<path d="M40,40V280M276,40V280M364,40V280M600,40V280M20,252H620M20,66H620" strokeDasharray="2 5" opacity=".75" />
			<path d="M40,272H276M40,267V277M276,267V277M276,272H364M364,267V277" />
			<path d="M316,159H324M320,155V163M148,159H164M156,151V167M476,159H492M484,151V167" />
			<text x="158" y="291" textAnchor="middle">
				49
			</text>
			<text x="320" y="291" textAnchor="middle">
				20
			</text>
		</svg>
	);
}
