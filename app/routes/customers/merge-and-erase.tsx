import { Form } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import type { CustomerSheet, FoundCustomer, Lookalike } from "#app/customers/queries.server.ts";
import { calledOf, type MergeDoubt } from "#app/customers/rules.ts";
import type { Refused } from "../door.server.ts";

type MergeProps = {
	customer: CustomerSheet;
	found: FoundCustomer[];
	q: string;
	/** Who was chosen already. */
	chosen: string | null;
	commandId: string;
	refused: Refused | undefined;
};

const doubts = ["other_name", "other_email", "other_phone", "same_connection"] as const satisfies readonly MergeDoubt[];

/** Who is the same person: find them, choose them, and look twice where something speaks against it. */
export function MergeForm({ customer, found, q, chosen, commandId, refused }: MergeProps) {
	const t = useTranslations("customers");
	const words = useProblemWords();
	const path = `/customers/${customer.id}`;
	const others: Lookalike[] = [...customer.lookalikes, ...found.filter(({ id }) => !customer.lookalikes.some((each) => each.id === id))];
	const said: unknown = refused?.code === "merge_looks_wrong" ? refused.details.doubts : [];
	const against = doubts.filter((doubt) => Array.isArray(said) && said.includes(doubt));
	const picked = refused?.values.otherId ?? chosen ?? others[0]?.id;
	return (
		<section className="section" aria-labelledby="merge">
			<header>
				<h2 id="merge">{t("mergeTitle", { name: calledOf(customer) })}</h2>
			</header>
			<div className="form">
				<p className="prose">{t("mergeLead")}</p>
				<Form method="get" className="row wrap" role="search">
					<input type="hidden" name="act" value="merge" />
					<TextField label={t("mergeFind")} name="q" type="search" defaultValue={q} maxLength={200} autoComplete="off" />
					<Button type="submit">{t("mergeSearch")}</Button>
				</Form>
				{q !== "" && found.length === 0 && <p role="status">{t("mergeNone")}</p>}
				{refused && against.length === 0 && <Notice tone="bad">{words.refusal(refused.code, refused.details)}</Notice>}
				{others.length > 0 && (
					<Form method="post" className="form">
						<input type="hidden" name="intent" value="merge" />
						<input type="hidden" name="commandId" value={commandId} />
						<fieldset>
							<legend className="visually-hidden">{t("mergeFind")}</legend>
							{others.map((each) => (
								<label key={each.id} className="check">
									<input type="radio" name="otherId" value={each.id} defaultChecked={each.id === picked} required />
									<span>
										<b>{calledOf(each)}</b> <small>{[each.name && each.email, each.phone, each.city].filter(Boolean).join(" · ")}</small>
									</span>
								</label>
							))}
						</fieldset>
						{against.length > 0 && (
							<Notice tone="warn">
								<b>{t("doubts.lead")}</b> {against.map((doubt) => t(`doubts.${doubt}`)).join(" ")}
							</Notice>
						)}
						<div className="submit">
							<ButtonLink to={path} kind="quiet">
								{t("cancel")}
							</ButtonLink>
							{against.length > 0 && (
								<Button type="submit" kind="danger" name="evenSo" value="1">
									{t("mergeAnyway")}
								</Button>
							)}
							<Button type="submit" kind={against.length > 0 ? "plain" : "primary"}>
								{t("mergeDo")}
							</Button>
						</div>
					</Form>
				)}
			</div>
		</section>
	);
}

/** What goes, what stays, and that there is no way back. */
export function EraseForm({ customer, commandId, refused }: { customer: CustomerSheet; commandId: string; refused: Refused | undefined }) {
	const t = useTranslations("customers");
	const words = useProblemWords();
	return (
		<section className="section" aria-labelledby="erase">
			<header>
				<h2 id="erase">{t("eraseTitle", { name: calledOf(customer) })}</h2>
			</header>
			<Form method="post" className="form">
				<input type="hidden" name="intent" value="erase" />
				<input type="hidden" name="commandId" value={commandId} />
				{refused && <Notice tone="bad">{words.refusal(refused.code, refused.details)}</Notice>}
				<p className="prose">{t("eraseGoes")}</p>
				<p className="prose">{t("eraseStays")}</p>
				<p className="prose">
					<b>{t("eraseNoUndo")}</b>
				</p>
				<div className="submit">
					<ButtonLink to={`/customers/${customer.id}`} kind="quiet">
						{t("cancel")}
					</ButtonLink>
					<Button type="submit" kind="danger">
						{t("eraseDo")}
					</Button>
				</div>
			</Form>
		</section>
	);
}
