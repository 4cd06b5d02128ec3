import { ArrowUpRight, CircleSlash, type IconNode, PackageCheck, PackageX, PencilLine, Undo2 } from "lucide";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Timeline } from "#app/components/timeline.tsx";
import { When } from "#app/components/when.tsx";
import type { TransferData } from "./transfer.tsx";

const facts = {
	transfer_drafted: PencilLine,
	transfer_sent: ArrowUpRight,
	transfer_received: PackageCheck,
	transfer_brought_back: Undo2,
	transfer_closed_short: PackageX,
	transfer_cancelled: CircleSlash,
} as const satisfies Record<string, IconNode>;

/** Who, when, why; and what happened, newest first. */
export function TransferFacts({ data: { transfer, from, to, events } }: { data: TransferData }) {
	const t = useTranslations("transfers");
	const { note, createdBy, createdAt, sentBy, sentAt, closedBy, closedAt, shortReason, shortNote } = transfer;
	const moments = events.flatMap(({ id, type, at, actorName, data }) => {
		const word = type.replace("stock.", "");
		const { units = 0, storeId = "" }: { units?: number; storeId?: string } = JSON.parse(data);
		const store = storeId === from.id ? from.name : to.name;
		return isWord(word) ? [{ id, at, icon: facts[word], fact: t(`events.${word}`, { units, store }), by: actorName }] : [];
	});
	return (
		<aside aria-labelledby="happened">
			<dl className="section facts">
				<Fact name={t("facts.made")} by={createdBy} at={createdAt} />
				{sentBy && sentAt && <Fact name={t("facts.sent")} by={sentBy} at={sentAt} />}
				{closedBy && closedAt && <Fact name={t("facts.closed")} by={closedBy} at={closedAt} />}
				{note && <Fact name={t("facts.note")} by={note} />}
				{shortReason && <Fact name={t("facts.why")} by={[t(`close.reasons.${shortReason}`), shortNote].filter(Boolean).join(". ")} />}
			</dl>
			<section className="section ruled">
				<header>
					<h2 id="happened">{t("happened")}</h2>
				</header>
				<Timeline label={t("happened")} moments={moments} />
			</section>
		</aside>
	);
}

type Word = keyof typeof facts;

function isWord(type: string): type is Word {
	return Object.hasOwn(facts, type);
}

function Fact({ name, by, at }: { name: string; by: ReactNode; at?: number }) {
	return (
		<div>
			<dt>{name}</dt>
			<dd>
				{by}
				{at !== undefined && (
					<>
						{" · "}
						<When at={at} />
					</>
				)}
			</dd>
		</div>
	);
}
