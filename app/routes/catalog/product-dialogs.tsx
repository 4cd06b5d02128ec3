import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Dialog } from "#app/components/dialog.tsx";
import { Notice } from "#app/components/notice.tsx";
import { AdjustForm } from "./adjust-form.tsx";
import { BeforeScripts, useScripts } from "#app/components/before-scripts.tsx";
import type { ProductData } from "./product.tsx";
import { ReceiveForm } from "./receive-form.tsx";
import { TransferForm } from "./transfer-form.tsx";
import type { Acts, OpenDialog } from "./use-acts.ts";
import { WriteOffForm } from "./write-off-form.tsx";

/** The forms of the page: dialogs, or before scripts the one the address asks for, in the page itself, with what came of the last act. */
export function ProductDialogs({ data, acts }: { data: ProductData; acts: Acts }) {
	const t = useTranslations("product");
	const { name } = data.product;
	const all: { which: OpenDialog; title: string; form: ReactNode }[] = [];
	if (data.may.stock) {
		all.push({ which: "receive", title: t("receive.title", { name }), form: <ReceiveForm data={data} acts={acts} /> });
		all.push({ which: "adjust", title: t("adjust.title", { name }), form: <AdjustForm data={data} acts={acts} /> });
	}
	if (data.may.stock)
		all.push({ which: "write-off", title: t("writeOff.title", { name }), form: <WriteOffForm data={data} acts={acts} /> });
	if (data.may.transfer)
		all.push({ which: "transfer", title: t("transfer.title", { name }), form: <TransferForm data={data} acts={acts} /> });
	if (data.may.edit) all.push({ which: "delete", title: t("delete.title", { name }), form: <DeleteForm data={data} acts={acts} /> });
	const scripts = useScripts();
	const standing = all.find(({ which }) => which === acts.inPage);
	return (
		<>
			<BeforeScripts>
				<LastAct acts={acts} />
				{standing && (
					<section className="section">
						<header>
							<h2>{standing.title}</h2>
						</header>
						{standing.form}
					</section>
				)}
				{(standing || acts.answer) && <div className="ruled" />}
			</BeforeScripts>
			{all.map(({ which, title, form }) => (
				<Dialog key={which} open={scripts && acts.open === which} onClose={acts.close} title={title}>
					{form}
				</Dialog>
			))}
		</>
	);
}

/** What a toast would say, where nothing can float. */
function LastAct({ acts }: { acts: Acts }) {
	const t = useTranslations("toast");
	const { answer, path, words } = acts;
	if (!answer) return null;
	// A form that stands in the page says itself why it was refused.
	if (!answer.ok)
		return answer.values.intent === acts.inPage ? null : (
			<div className="section">
				<Notice tone="bad">{words.refused(answer)}</Notice>
			</div>
		);
	const { undo } = answer;
	return (
		<div className="section">
			<Notice tone="ok">
				<form method="post" action={path} className="row wrap">
					<span>{words.done(answer)}</span>
					{undo && Object.entries(undo).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
					{undo && (
						<button type="submit" className="link">
							{undo.undoes ? t("undo") : words.backToDraft}
						</button>
					)}
				</form>
			</Notice>
		</div>
	);
}

/** The form of an act: names it, and sends it where it works without scripts too. */
export function ActForm({
	acts,
	intent,
	commandId,
	children,
	verb,
	danger,
	next,
}: {
	acts: Acts;
	intent: OpenDialog;
	commandId: string;
	children: ReactNode;
	verb: ReactNode;
	danger?: boolean;
	/** What to do about a refusal; makes it a matter of looking again. */
	next?: string | undefined;
}) {
	const t = useTranslations("common");
	const refused = acts.refused(intent);
	return (
		<acts.fetcher.Form method="post" action={`${acts.path}?act=${intent}`} className="form">
			<input type="hidden" name="intent" value={intent} />
			<input type="hidden" name="commandId" value={commandId} />
			{refused && Object.keys(refused.problems).length === 0 && (
				<Notice tone={next ? "warn" : "bad"}>
					{acts.words.refused(refused)} {next}
				</Notice>
			)}
			{children}
			<div className="submit">
				<ButtonLink
					to={acts.path}
					kind="quiet"
					onClick={(event) => {
						event.preventDefault();
						acts.close();
					}}
				>
					{t("cancel")}
				</ButtonLink>
				<Button type="submit" kind={danger ? "danger" : "primary"} busy={acts.busy}>
					{verb}
				</Button>
			</div>
		</acts.fetcher.Form>
	);
}

/** Deleting cannot be undone, so it is asked for by name; what has a history is only put away. */
function DeleteForm({ data, acts }: { data: ProductData; acts: Acts }) {
	const t = useTranslations("product.delete");
	const { name, sku } = data.product;
	const lived = data.shelves.some(({ version, reserved, incoming }) => version > 1 || reserved > 0 || incoming > 0);
	return (
		<ActForm acts={acts} intent="delete" commandId={data.commandId} verb={lived ? t("putAway") : t("verb")} danger>
			<p>{lived ? t("lived", { name }) : t("unlived", { name, sku })}</p>
		</ActForm>
	);
}
