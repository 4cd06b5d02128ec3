import { Upload } from "lucide";
import { Form, redirect, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { findVendor, type VendorFacts } from "#app/catalog/vendors/queries.server.ts";
import { Button } from "#app/components/button.tsx";
import { Field } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { When } from "#app/components/when.tsx";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { form, page, type Refused } from "../door.server.ts";
import { useRefused } from "../refused.ts";
import type { Route } from "./+types/vendor-source.ts";
import { actOnVendor } from "./vendor-acts.server.ts";
import { VendorFields, vendorFormFields, vendorProblems } from "./vendor-form.tsx";
import { VendorHead } from "./vendor-head.tsx";
import "#app/styles/imports.css";

export const handle = "buying";

export async function loader({ request, context, params }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		requirePermission(await tenant.principal(), "catalog:write");
		const vendor = await findVendor(tenant, { vendor: params.vendor });
		return { vendor: vendor ?? refuse("not_found", "vendor_not_found"), commandId: newId() };
	});
}

export async function action({ request, context, params }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const said = await actOnVendor({ tenant, fields, vendor: params.vendor });
		return redirect(`/vendors/${params.vendor}${said === "sent" ? "" : "/source"}?said=${said}`, 303);
	});
}

/** Where a vendor's catalog comes from, and a file of it to send. */
export default function VendorSource({ loaderData: { vendor, commandId }, actionData }: Route.ComponentProps) {
	const refused = actionData && !actionData.ok ? actionData : undefined;
	const of = (intent: string) => (refused?.values.intent === intent ? refused : undefined);
	return (
		<>
			<VendorHead vendor={vendor} on="source" commandId={commandId} />
			<div className="columns">
				<Settings key={vendor.version} vendor={vendor} commandId={commandId} refusal={of("save")} />
				<SendFile vendor={vendor} commandId={commandId} refusal={of("upload")} />
			</div>
		</>
	);
}

type Part = { vendor: VendorFacts; commandId: string; refusal: Refused | undefined };

function Settings({ vendor, commandId, refusal }: Part) {
	const t = useTranslations("vendors");
	const common = useTranslations("common");
	const refused = useRefused(refusal, vendorFormFields, vendorProblems);
	const busy = useNavigation().formData?.get("intent") === "save";
	return (
		<Form method="post" className="section form" ref={refused.form} noValidate>
			<input type="hidden" name="commandId" value={commandId} />
			<input type="hidden" name="version" value={vendor.version} />
			{refused.whole && <Notice tone="bad">{refused.whole}</Notice>}
			<VendorFields values={vendor} refused={refused} />
			{vendor.nextSyncAt !== null && (
				<p className="meta">
					{t("nextRead")} <When at={vendor.nextSyncAt} show="full" />
				</p>
			)}
			<div className="submit">
				<Button type="submit" name="intent" value="save" kind="primary" busy={busy} keyName="mod+s">
					{common("save")}
				</Button>
			</div>
		</Form>
	);
}

function SendFile({ vendor, commandId, refusal }: Part) {
	const t = useTranslations("vendors.upload");
	const refused = useRefused(refusal, ["file"], { "file.required": "file" });
	const busy = useNavigation().formData?.get("intent") === "upload";
	return (
		<aside id="upload" aria-label={t("title")}>
			<Form method="post" encType="multipart/form-data" className="section form" ref={refused.form}>
				<header>
					<h2>{t("title")}</h2>
				</header>
				<p className="meta">{t("about", { vendor: vendor.name })}</p>
				<input type="hidden" name="commandId" value={commandId} />
				{refused.whole && <Notice tone="bad">{refused.whole}</Notice>}
				<Field label={t("file")} name="file" hint={t("hint")} problems={refused.at("file")}>
					{(wiring) => (
						<div className="drop">
							<input {...wiring} type="file" accept=".json,.csv,application/json,text/csv" required />
						</div>
					)}
				</Field>
				<div className="submit">
					<Button type="submit" name="intent" value="upload" icon={Upload} busy={busy}>
						{t("send")}
					</Button>
				</div>
			</Form>
		</aside>
	);
}
