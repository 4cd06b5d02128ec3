import { Download, FileUp } from "lucide";
import { useState } from "react";
import { Form, redirect, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { SelectField } from "#app/components/field.tsx";
import { FileField } from "#app/components/file-field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { addImport } from "#app/imports/add-import.server.ts";
import { delimiters } from "#app/imports/dialect.ts";
import { listImports } from "#app/imports/queries.server.ts";
import { largestFile } from "#app/imports/rules.ts";
import { refuseField } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { field, form, page } from "../door.server.ts";
import { useRefused } from "../refused.ts";
import type { Route } from "./+types/import-products.ts";
import { ImportTable } from "./import-table.tsx";
import { delimiterNames } from "./shown.ts";
import "#app/styles/imports.css";

export const handle = "catalog";

export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const listed = await listImports(tenant, { limit: 20, cursor: url.searchParams.get("cursor") ?? undefined });
		const items = listed.items.map(({ id, fileName, state, createdAt, byName, preview, counts, startedAt }) => {
			return { id, fileName, state, createdAt, byName, counts: startedAt === null ? preview : { ...preview, ...counts } };
		});
		return { items, nextCursor: listed.nextCursor, commandId: newId() };
	});
}

export async function action({ request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const file = fields.get("file");
		// A browser sends a nameless file of no bytes where none was chosen.
		if (!(file instanceof File) || (file.size === 0 && file.name === "")) return refuseField("file", "missing", "choose a file");
		const { stores } = await tenant.principal();
		const storeId = chosenStore(request, stores)?.id;
		const delimiter = delimiters.find((each) => each === fields.get("delimiter"));
		const { id } = await addImport(
			tenant,
			{ bytes: new Uint8Array(await file.arrayBuffer()), fileName: file.name },
			{ ...(delimiter && { delimiter }), ...(storeId && { choices: { storeId } }) },
			{ key: field(fields, "commandId")?.slice(0, 64) },
		);
		return redirect(`/products/import/${id}`, 303);
	});
}

/** A file of products is sent here, and what became of earlier ones stands below. */
export default function ImportProducts({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("imports");
	const products = useTranslations("products");
	const { items, nextCursor, commandId } = loaderData;
	const refused = useRefused(actionData, ["file"]);
	const busy = useNavigation().state === "submitting";
	const [tooLarge, setTooLarge] = useState<string>();
	const fileProblem = tooLarge ? t("send.tooLarge", { name: tooLarge }) : refused.at("file").length > 0 ? t("send.missing") : undefined;
	return (
		<>
			<PageHeader title={t("title")} crumbs={[{ label: products("title"), to: "/products" }]} />
			<Form
				method="post"
				encType="multipart/form-data"
				className="section form"
				ref={refused.form}
				onSubmit={(event) => {
					if (tooLarge) event.preventDefault();
				}}
			>
				<input type="hidden" name="commandId" value={commandId} />
				<p className="meta">{t("send.lead")}</p>
				{refused.whole && <Notice tone="bad">{refused.whole}</Notice>}
				<FileField
					label={t("send.file")}
					hint={t("send.hint")}
					drop={t("send.drop")}
					icon={FileUp}
					accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
					problem={fileProblem}
					onFiles={([file]) => setTooLarge(file && file.size > largestFile ? file.name : undefined)}
				/>
				<SelectField label={t("send.separator")} name="delimiter" defaultValue={refused.typed("delimiter") ?? ""}>
					<option value="">{t("send.found")}</option>
					{delimiters.map((delimiter) => (
						<option key={delimiter} value={delimiter}>
							{t(`delimiters.${delimiterNames[delimiter]}`)}
						</option>
					))}
				</SelectField>
				<div className="submit">
					<Button type="submit" kind="primary" icon={FileUp} busy={busy}>
						{t("send.verb")}
					</Button>
				</div>
				<p className="meta">{t("send.exportWhy")}</p>
				<div className="row">
					<ButtonLink to="/export/products" reloadDocument download kind="quiet" icon={Download}>
						{t("send.export")}
					</ButtonLink>
				</div>
			</Form>
			{items.length > 0 && <ImportTable items={items} />}
			<Pager nextCursor={nextCursor} />
		</>
	);
}
