import { ArrowLeft, ArrowRight, Trash2 } from "lucide";
import { Form, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { pictureSet } from "#app/platform/pictures.ts";

export type ShownImage = { id: string; src: string; alt: string; width: number; height: number };
type Props = { image: ShownImage; place: number; order: string[]; mayEdit: boolean; commandId: string };

/** One picture: what is to be seen on it, and its place among the others. Each act is a form of its own. */
export function PictureCard({ image: { id, src, alt, width, height }, place, order, mayEdit, commandId }: Props) {
	const t = useTranslations("pictures");
	const sent = useNavigation().formData;
	const busy = (intent: string) => sent?.get("intent") === intent && sent.get("imageId") === id;
	const number = { number: place + 1 };
	return (
		<li>
			<figure>
				<img
					src={src}
					srcSet={pictureSet(src)}
					sizes="(max-width: 767px) 100vw, 300px"
					alt={alt || t("undescribed", number)}
					width={width}
					height={height}
					decoding="async"
				/>
				{place === 0 && (
					<figcaption>
						<Badge tone="info">{t("face")}</Badge>
					</figcaption>
				)}
			</figure>
			{mayEdit && (
				<>
					<Form method="post" className="words" preventScrollReset>
						<input type="hidden" name="intent" value="describe" />
						<input type="hidden" name="imageId" value={id} />
						<input type="hidden" name="commandId" value={`${commandId} ${place}`} />
						<TextField
							key={alt}
							id={`alt-${id}`}
							label={t("altOf", number)}
							name="alt"
							defaultValue={alt}
							placeholder={t("altNone")}
							maxLength={300}
							autoComplete="off"
						/>
						<Button type="submit" busy={busy("describe")}>
							{t("save")}
						</Button>
					</Form>
					<div className="row">
						{([-1, 1] as const).map((by) => (
							<Move key={by} {...{ id, by, place, order }} />
						))}
						<span className="grow" />
						<Form method="post" preventScrollReset>
							<input type="hidden" name="intent" value="remove" />
							<input type="hidden" name="imageId" value={id} />
							<input type="hidden" name="commandId" value={`${commandId} ${place}`} />
							<Button type="submit" kind="quiet" icon={Trash2} busy={busy("remove")} aria-label={t("removeOf", number)}>
								{t("remove")}
							</Button>
						</Form>
					</div>
				</>
			)}
			{!mayEdit && alt && <p>{alt}</p>}
		</li>
	);
}

/** One place earlier or later. */
function Move({ id, by, place, order }: { id: string; by: -1 | 1; place: number; order: string[] }) {
	const t = useTranslations("pictures");
	const target = order[place + by];
	const next = order.map((each) => (each === id ? (target ?? id) : each === target ? id : each));
	const name = t(by < 0 ? "earlierOf" : "laterOf", { number: place + 1 });
	return (
		<Form method="post" preventScrollReset>
			<input type="hidden" name="intent" value="order" />
			<input type="hidden" name="before" value={order.join()} />
			<input type="hidden" name="order" value={next.join()} />
			<Button type="submit" kind="quiet" icon={by < 0 ? ArrowLeft : ArrowRight} iconOnly disabled={target === undefined}>
				{name}
			</Button>
		</Form>
	);
}
