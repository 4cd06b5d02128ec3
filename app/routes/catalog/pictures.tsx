import { ImagePlus, Image as ImageIcon } from "lucide";
import { useState } from "react";
import { Form, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { imageTypes, largestImage, mostAtOnce, mostImages } from "#app/catalog/images/look-at-image.ts";
import { listImages } from "#app/catalog/images/queries.server.ts";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { TextField } from "#app/components/field.tsx";
import { FileField } from "#app/components/file-field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { localeOf } from "#app/i18n.ts";
import { newId } from "#app/platform/ids.ts";
import { pictureUrl } from "#app/platform/pictures.ts";
import { together } from "#app/platform/together.server.ts";
import { oneProduct } from "#app/stock/queries.server.ts";
import { form, page } from "../door.server.ts";
import { useProblemWords } from "#app/components/problems.ts";
import { Outcome } from "../outcome.tsx";
import type { Route } from "./+types/pictures.ts";
import { actOnPictures, type RefusedFile } from "./picture-acts.server.ts";
import { PictureCard } from "./picture-card.tsx";
import "#app/styles/pictures.css";

export const handle = "catalog";

export async function loader({ params, request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		const tenant = together(asker);
		const { productId } = params;
		const [product, images] = await Promise.all([oneProduct(tenant, { productId }), listImages(tenant, { productId })]);
		const viewer = await asker.principal();
		return {
			product: { id: product.id, name: product.name },
			images: images.map(({ id, token, alt, width, height }) => ({ id, alt, width, height, src: pictureUrl(viewer.business.id, token) })),
			mayEdit: viewer.permissions.has("catalog:write"),
			commandId: newId(),
		};
	});
}

export async function action({ params, request, context }: Route.ActionArgs) {
	return form({ request, context }, (tenant, fields) =>
		actOnPictures({ tenant, fields, productId: params.productId, locale: localeOf(request) }),
	);
}

/** After a refusal the page shows what made it one, and which of several files were added all the same. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: { actionStatus?: number; defaultShouldRevalidate: boolean }) {
	return actionStatus !== undefined || defaultShouldRevalidate;
}

/** The pictures of a product: in order, in words, added and taken away. */
export default function Pictures({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("pictures");
	const products = useTranslations("product");
	const { product, images, mayEdit, commandId } = loaderData;
	const path = `/products/${product.id}`;
	const order = images.map(({ id }) => id);
	const refused = refusedFiles(actionData);
	return (
		<>
			<PageHeader
				title={t("title")}
				crumbs={[
					{ label: products("products"), to: "/products" },
					{ label: product.name, to: path },
				]}
			>
				{mayEdit && images.length > 0 && images.length < mostImages && (
					<span className="on-phone">
						<ButtonLink to="#add" icon={ImagePlus}>
							{t("add.verb")}
						</ButtonLink>
					</span>
				)}
			</PageHeader>
			<Outcome answer={actionData} action={`${path}/pictures`} said={refused.length > 0} />
			{refused.length > 0 && <RefusedFiles files={refused} added={Number(actionData?.ok === false && actionData.details.added)} />}
			<div className="columns">
				<div>
					{images.length > 0 ? (
						<ol className="pictures" aria-label={t("title")}>
							{images.map((image, place) => (
								<PictureCard key={image.id} {...{ image, place, order, mayEdit, commandId }} />
							))}
						</ol>
					) : (
						<Empty icon={ImageIcon} title={t("none")}>
							{mayEdit ? t("noneNext") : null}
						</Empty>
					)}
				</div>
				{mayEdit && (
					<aside id="add" aria-label={t("add.title")}>
						{images.length < mostImages ? (
							<AddPicture key={commandId} commandId={commandId} />
						) : (
							<p className="section meta">{t("full")}</p>
						)}
					</aside>
				)}
			</div>
		</>
	);
}

function refusedFiles(answer: Route.ComponentProps["actionData"]): RefusedFile[] {
	return answer?.ok === false && answer.code === "images_refused"
		? ((answer.details as Record<string, unknown>).files as RefusedFile[])
		: [];
}

/** Which of several files were not added, and why; the others were. */
function RefusedFiles({ files, added }: { files: RefusedFile[]; added: number }) {
	const t = useTranslations("pictures");
	const words = useProblemWords();
	return (
		<div className="section">
			<Notice tone="bad">
				<p>{t("refused", { count: files.length, added })}</p>
				<ul>
					{files.map(({ name, code, details }, nth) => (
						<li key={`${nth} ${name}`}>
							<bdi>{name}</bdi>: {words.refusal(code, details)}
						</li>
					))}
				</ul>
			</Notice>
		</div>
	);
}

function AddPicture({ commandId }: { commandId: string }) {
	const t = useTranslations("pictures.add");
	const busy = useNavigation().formData?.get("intent") === "add";
	const [files, setFiles] = useState<File[]>([]);
	const tooLarge = files.find(({ size }) => size > largestImage);
	const tooMuch = files.reduce((sum, { size }) => sum + size, 0) > mostAtOnce;
	const problem = tooLarge ? t("tooLarge", { name: tooLarge.name }) : tooMuch ? t("tooMuch") : undefined;
	return (
		<Form
			method="post"
			encType="multipart/form-data"
			className="section form"
			onSubmit={(event) => {
				if (problem) event.preventDefault();
			}}
		>
			<header>
				<h2>{t("title")}</h2>
			</header>
			<input type="hidden" name="intent" value="add" />
			<input type="hidden" name="commandId" value={commandId} />
			<FileField
				label={t("file")}
				hint={t("hint")}
				drop={t("drop")}
				icon={ImagePlus}
				accept={imageTypes.join()}
				many
				problem={problem}
				onFiles={setFiles}
			/>
			<TextField label={t("alt")} hint={t("altHint")} name="alt" optional maxLength={300} autoComplete="off" />
			<div className="submit">
				<Button type="submit" kind="primary" icon={ImagePlus} busy={busy}>
					{t("verb")}
				</Button>
			</div>
		</Form>
	);
}
