import apiKeys from "./apiKeys.json";
import audit from "./audit.json";
import docs from "./docs.json";
import events from "./events.json";
import exports from "./export.json";
import inboxSettings from "./inboxSettings.json";
import labels from "./labels.json";
import operations from "./operations.json";
import outbox from "./outbox.json";
import permissions from "./permissions.json";
import settings from "./settings.json";
import tillQueues from "./tillQueues.json";
import tills from "./tills.json";
import tillErrors from "./tillErrors.json";
import office from "./office.ts";

/** What settings, operations and the owner's papers say beside what every page of the back office does. */
export default {
	...office,
	errors: { ...office.errors, ...tillErrors },
	apiKeys,
	audit,
	docs,
	events,
	export: exports,
	inboxSettings,
	labels,
	operations,
	outbox,
	permissions,
	settings,
	tillQueues,
	tills,
};
