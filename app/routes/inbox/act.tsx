import { Form } from "react-router";

type Props = {
	intent: "retry" | "delete";
	messageId: string;
	commandId: string;
	label: string;
};

/** A word that does something with a message; a form, so that it does so before scripts. */
export function Act({ intent, messageId, commandId, label }: Props) {
	return (
		<Form method="post" navigate={false}>
			<input type="hidden" name="intent" value={intent} />
			<input type="hidden" name="messageId" value={messageId} />
			<input type="hidden" name="commandId" value={`${commandId}:${messageId.slice(-8)}`} />
			<button type="submit" className="link">
				{label}
			</button>
		</Form>
	);
}
