import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { Part } from "../act-form.tsx";
import { PlainForm } from "../plain-form.tsx";
import type { Route } from "./+types/channel.ts";
import { StoreField } from "./store-field.tsx";

type Data = Route.ComponentProps["loaderData"];
type Answered = Parameters<typeof PlainForm>[0]["answered"];

/** What goes through a connection and by whose shelf, and its end. */
export function Settings({ data: { connection, can, stores, commandId }, answered }: { data: Data; answered: Answered }) {
	const t = useTranslations("channels.settings");
	return (
		<>
			<Part id="settings" title={t("title")} about={t("about")}>
				<PlainForm intent="edit" commandId={commandId} answered={answered} fields={["name", "storeId", "settings.buffer", "settings.cap"]}>
					{({ at, typed, busy }) => (
						<>
							<input type="hidden" name="version" value={connection.version} />
							<TextField
								label={t("name")}
								name="name"
								required
								maxLength={80}
								defaultValue={typed("name") ?? connection.name}
								problems={at("name")}
							/>
							<StoreField
								kind={can.talk ? "talk" : can.bookSales ? "books" : "shop"}
								stores={stores}
								storeId={connection.storeId}
								at={at}
								typed={typed}
							/>
							{can.setStock && (
								<>
									<div className="two">
										<TextField
											label={t("buffer")}
											name="buffer"
											inputMode="numeric"
											hint={t("bufferHint")}
											defaultValue={typed("buffer") ?? connection.settings.buffer}
											problems={at("settings.buffer")}
										/>
										<TextField
											label={t("cap")}
											name="cap"
											inputMode="numeric"
											hint={t("capHint")}
											optional
											defaultValue={typed("cap") ?? connection.settings.cap ?? ""}
											problems={at("settings.cap")}
										/>
									</div>
									<label className="check">
										<input type="checkbox" name="pushStock" defaultChecked={connection.settings.pushStock} />
										<span>{t("pushStock")}</span>
									</label>
								</>
							)}
							{can.takeOrders && (
								<label className="check">
									<input type="checkbox" name="takeOrders" defaultChecked={connection.settings.takeOrders} />
									<span>{t("takeOrders")}</span>
								</label>
							)}
							{can.bookSales && (
								<>
									<SelectField
										label={t("stockAuthority")}
										name="stockAuthority"
										hint={t("stockAuthorityHint")}
										defaultValue={typed("stockAuthority") ?? connection.settings.stockAuthority}
										problems={at("settings.stockAuthority")}
									>
										<option value="self">{t("authority.self")}</option>
										<option value="erp">{t("authority.erp")}</option>
									</SelectField>
									<label className="check">
										<input type="checkbox" name="sendSales" defaultChecked={connection.settings.sendSales} />
										<span>{t("sendSales")}</span>
									</label>
								</>
							)}
							<div className="submit">
								<Button type="submit" kind="primary" busy={busy}>
									{t("save")}
								</Button>
							</div>
						</>
					)}
				</PlainForm>
			</Part>
			<Part id="disconnect" title={t("disconnect")} about={t(can.talk ? "silenceAbout" : can.tellUs ? "disconnectAbout" : "forgetAbout")}>
				<PlainForm intent="disconnect" commandId={commandId} answered={answered}>
					{({ busy }) => (
						<div className="submit">
							<Button type="submit" kind="danger" busy={busy}>
								{t("disconnect")}
							</Button>
						</div>
					)}
				</PlainForm>
			</Part>
		</>
	);
}
