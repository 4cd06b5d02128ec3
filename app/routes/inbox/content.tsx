import {
	Ban,
	Download,
	ExternalLink,
	FileText,
	ImageOff,
	LoaderCircle,
	LockKeyhole,
	MapPin,
	Reply,
	ShoppingBasket,
	Sticker,
	UserRound,
} from "lucide";
import { useFormatter, useTranslations } from "use-intl/react";
import { Icon } from "#app/components/icon.tsx";
import type { Shown, ShownMedia } from "#app/inbox/rules.ts";
import { answersIn, attachedIn, contactsIn, goodsIn, notPassedOn, placeIn, referralIn, storyIn, textIn } from "./details.ts";

/** What was said, shown as what it is. */
export function Content({ message }: { message: Shown }) {
	const t = useTranslations("inbox");
	if (message.isDeleted) {
		return (
			<p className="gone row">
				<Icon of={Ban} size={14} />
				{t(message.sender === "CUSTOMER" ? "takenBackByThem" : "takenBack")}
			</p>
		);
	}
	return (
		<>
			{message.isForwarded && <small className="meta">{t("forwarded")}</small>}
			{message.replyTo && <blockquote>{message.replyTo.text || t("anEarlier")}</blockquote>}
			{message.media.map((media) => (
				<Media key={media.id} media={media} kind={message.kind} caption={message.text} />
			))}
			{message.isLocked ? <Locked /> : <What message={message} />}
			{message.text && !isShownAbove(message) && <p dir="auto">{message.text}</p>}
		</>
	);
}

/** Whether its text is what stands above it: the names of people, of a place or of a page that was sent without a word. */
function isShownAbove({ as, kind, text, details }: Shown): boolean {
	if (as === "contacts") return true;
	if (kind === "LOCATION") return text === textIn(details, "name");
	return attachedIn(details).some(({ title }) => title === text);
}

/** The key its words were sealed with is not here. */
export function Locked() {
	const t = useTranslations("inbox");
	return (
		<p className="gone row">
			<Icon of={LockKeyhole} size={14} />
			{t("locked")}
		</p>
	);
}

/** What is neither text nor a file, and what led to it. */
function What({ message }: { message: Shown }) {
	return (
		<>
			<CameFrom details={message.details} />
			<Kind message={message} />
			{attachedIn(message.details).map(({ title, url }) => (
				<OtherPage key={url.href} title={title} url={url} />
			))}
		</>
	);
}

function Kind({ message }: { message: Shown }) {
	const t = useTranslations("inbox");
	const { kind, as, details, text, media } = message;
	if (kind === "LOCATION") return <Place details={details} />;
	if (as === "contacts") return <Contacts details={details} />;
	if (as === "order") return <Goods details={details} />;
	if (as === "unsupported") {
		return (
			<p className="gone">
				{t("unsupported")} <small className="meta">{notPassedOn(details)}</small>
			</p>
		);
	}
	if (as === "button" || as === "postback") return <small className="meta">{t("pressed")}</small>;
	if (as === "interactive") return <Answers details={details} />;
	if (as === "story_reply") {
		const url = storyIn(details);
		return (
			<small className="meta">
				{t("storyReply")} {url && <Away url={url} />}
			</small>
		);
	}
	if (as === "story_mention") return <small className="meta">{t("storyMention")}</small>;
	if (as === "group") return <small className="meta">{t("inGroup")}</small>;
	if (as === "share") return <small className="meta">{t("shared")}</small>;
	if (as === "ig_reel" || as === "reel") return <small className="meta">{t("sharedReel")}</small>;
	if (text === "" && media.length === 0 && referralIn(details) === null && attachedIn(details).length === 0)
		return <p className="gone">{as ? t("otherKind", { kind: as }) : t("nothingToShow")}</p>;
	return null;
}

/** A way out of here, to what somebody else wrote. */
function Away({ url }: { url: URL }) {
	const t = useTranslations("inbox");
	return (
		<a className="link" href={url.href} target="_blank" rel="noreferrer noopener">
			{t("open")}
		</a>
	);
}

/** A page of somebody's, by its title and where it is. */
function OtherPage({ title, url }: { title: string; url: URL }) {
	return (
		<a className="file" href={url.href} target="_blank" rel="noreferrer noopener">
			<Icon of={ExternalLink} size={20} />
			<span className="grow">
				<b dir="auto">{title || url.host}</b>
				{title && <small className="meta clip">{url.host}</small>}
			</span>
		</a>
	);
}

/** The advertisement or link that led them here. */
function CameFrom({ details }: { details: Shown["details"] }) {
	const t = useTranslations("inbox");
	const referral = referralIn(details);
	if (!referral) return null;
	const { title, body, url } = referral;
	return (
		<p className="meta">
			{t("fromAd", { title: title || "–" })} {body && <span dir="auto">{body}</span>} {url && <Away url={url} />}
		</p>
	);
}

/** What was chosen from a list, or what a form was filled in with. */
function Answers({ details }: { details: Shown["details"] }) {
	const t = useTranslations("inbox");
	const answers = answersIn(details);
	if (answers.length === 0) {
		const description = textIn(details, "description");
		return (
			<small className="meta">
				{t("chosen")} {description && <span dir="auto">{description}</span>}
			</small>
		);
	}
	return (
		<>
			<small className="meta">{t("filledIn")}</small>
			<ul className="lines">
				{answers.map(({ name, value }) => (
					<li key={name} dir="auto">
						<b>{name}</b> {value}
					</li>
				))}
			</ul>
		</>
	);
}

function Media({ media, kind, caption }: { media: ShownMedia; kind: Shown["kind"]; caption: string }) {
	const t = useTranslations("inbox");
	const words = useTranslations("inbox.kinds");
	const format = useFormatter();
	const name = media.name || words(kind);
	if (media.state !== "ready") {
		return (
			<div className="placeholder">
				<Icon of={media.state === "waiting" ? LoaderCircle : ImageOff} />
				<span>
					{name}
					<small className="meta clip">{media.state === "waiting" ? t("mediaWaiting") : t("mediaGone")}</small>
				</span>
			</div>
		);
	}
	const src = `/media/${media.id}`;
	if (media.mime.startsWith("image/")) {
		return (
			<a href={src} target="_blank" rel="noreferrer">
				<img src={src} alt={caption || t("pictureFrom", { name })} loading="lazy" data-sticker={kind === "STICKER" ? "" : undefined} />
			</a>
		);
	}
	// biome-ignore lint/a11y/useMediaCaption: what people say in a message of their own comes without captions
	if (media.mime.startsWith("audio/")) return <audio controls preload="none" src={src} aria-label={name} />;
	// biome-ignore lint/a11y/useMediaCaption: as above
	if (media.mime.startsWith("video/")) return <video controls preload="metadata" src={src} aria-label={name} />;
	return (
		<a className="file" href={src} download={media.name || true}>
			<Icon of={kind === "STICKER" ? Sticker : FileText} size={20} />
			<span className="grow">
				<b className="clip">{name}</b>
				{media.bytes !== null && (
					<small className="meta">{format.number(Math.max(1, Math.round(media.bytes / 1024)), { style: "unit", unit: "kilobyte" })}</small>
				)}
			</span>
			<Icon of={Download} />
		</a>
	);
}

function Place({ details }: { details: Shown["details"] }) {
	const t = useTranslations("inbox");
	const place = placeIn(details);
	if (!place) return <p className="gone">{t("nothingToShow")}</p>;
	const { latitude, longitude, name, address } = place;
	return (
		<a
			className="file"
			href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`}
			target="_blank"
			rel="noreferrer noopener"
		>
			<Icon of={MapPin} size={20} />
			<span className="grow">
				<b>{name || t("kinds.LOCATION")}</b>
				<small className="meta">{address || `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`}</small>
			</span>
			<span className="link">{t("openMap")}</span>
		</a>
	);
}

function Contacts({ details }: { details: Shown["details"] }) {
	return (
		<ul>
			{contactsIn(details).map(({ name, phones, emails }) => (
				<li key={`${name} ${phones.join()} ${emails.join()}`} className="file">
					<Icon of={UserRound} size={20} />
					<span className="grow">
						<b>{name}</b>
						{phones.map((phone) => (
							<a key={phone} className="link" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
								{phone}
							</a>
						))}
						{emails.map((email) => (
							<a key={email} className="link" href={`mailto:${encodeURIComponent(email)}`}>
								{email}
							</a>
						))}
					</span>
				</li>
			))}
		</ul>
	);
}

/** What a customer put into a basket at the platform's own shop. */
function Goods({ details }: { details: Shown["details"] }) {
	const t = useTranslations("inbox");
	const goods = goodsIn(details);
	return (
		<div className="stack">
			<b className="row">
				<Icon of={ShoppingBasket} size={16} />
				{t("orderOf", { count: goods.reduce((sum, { quantity }) => sum + quantity, 0) })}
			</b>
			<ul className="lines">
				{goods.map(({ code, quantity, price }) => (
					<li key={code}>{t("orderLine", { quantity, code, price: price || "–" })}</li>
				))}
			</ul>
		</div>
	);
}

/** The message one answers, above what one writes. */
export function Answering({ text }: { text: string }) {
	const t = useTranslations("inbox");
	return (
		<span className="row clip">
			<Icon of={Reply} size={14} />
			<span className="clip">{text || t("anEarlier")}</span>
		</span>
	);
}
