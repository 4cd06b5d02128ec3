import { foreignKey, index, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { connections } from "#app/channels/tables.server.ts";
import { customers } from "#app/customers/tables.server.ts";
import { businesses, users } from "#app/identity/tables.server.ts";
import { assignments, chatStatuses, contentKinds, deliveryStates, mediaStates, sealingStates, senders } from "./rules.ts";

/** migrations/shard/0054_chats.sql, 0055_inbox_work.sql, 0056_unsure_messages.sql, 0066_inbox_lists.sql, 0068_ready_files.sql, 0079_sealed_messages.sql, 0080_longest_waiting.sql, 0097_sealed_marks.sql and 0098_sealed_files.sql, as drizzle sees them (a test compares the two). */

export const chats = sqliteTable(
	"chats",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		connectionId: text().notNull(),
		platform: text().notNull(),
		externalId: text().notNull(),
		phone: text(),
		customerId: text().notNull(),
		status: text({ enum: chatStatuses }).notNull(),
		assigneeId: text(),
		assignedAt: integer(),
		unread: integer().notNull().default(0),
		preview: text().notNull().default(""),
		lastKind: text(),
		lastSender: text(),
		lastMessageId: text(),
		lastAt: integer().notNull(),
		lastInboundAt: integer(),
		lastSeq: integer().notNull().default(0),
		isStandby: integer().notNull().default(0),
		readDue: text(),
		version: integer().notNull().default(1),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
		waitingSince: integer(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.connectionId], foreignColumns: [connections.businessId, connections.id] }),
		foreignKey({ columns: [t.businessId, t.customerId], foreignColumns: [customers.businessId, customers.id] }),
		foreignKey({ columns: [t.businessId, t.assigneeId], foreignColumns: [users.businessId, users.id] }),
		index("chats_listed").on(t.businessId, t.status, t.lastAt, t.id),
	],
);

export const chatAddresses = sqliteTable(
	"chatAddresses",
	{
		businessId: text().notNull(),
		connectionId: text().notNull(),
		externalId: text().notNull(),
		chatId: text().notNull(),
		createdAt: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.connectionId, t.externalId] }),
		foreignKey({ columns: [t.businessId, t.chatId], foreignColumns: [chats.businessId, chats.id] }),
	],
);

export const messages = sqliteTable(
	"messages",
	{
		docId: integer().primaryKey(),
		businessId: text().notNull(),
		id: text().notNull(),
		chatId: text().notNull(),
		connectionId: text().notNull(),
		seq: integer().notNull(),
		platformMessageId: text(),
		sender: text({ enum: senders }).notNull(),
		senderId: text(),
		senderName: text().notNull().default(""),
		kind: text({ enum: contentKinds }).notNull(),
		saidAs: text(),
		text: text().notNull().default(""),
		details: text().notNull().default("{}"),
		isNote: integer().notNull().default(0),
		isDeleted: integer().notNull().default(0),
		isForwarded: integer().notNull().default(0),
		editedAt: integer(),
		replyTo: text(),
		state: text({ enum: deliveryStates }),
		why: text(),
		said: text().notNull().default(""),
		template: text(),
		tries: integer().notNull().default(0),
		dueAt: integer(),
		theirReaction: text().notNull().default(""),
		theirReactionAt: integer().notNull().default(0),
		ourReaction: text().notNull().default(""),
		reactionDue: integer().notNull().default(0),
		clientId: text(),
		at: integer().notNull(),
		version: integer().notNull().default(1),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
		sealed: text(),
		theirSealedReaction: text(),
		ourSealedReaction: text(),
	},
	(t) => [
		unique("messages_id").on(t.businessId, t.id),
		unique("messages_once").on(t.businessId, t.connectionId, t.platformMessageId),
		unique("messages_client").on(t.businessId, t.chatId, t.clientId),
		unique("messages_numbered").on(t.businessId, t.chatId, t.seq),
		foreignKey({ columns: [t.businessId, t.chatId], foreignColumns: [chats.businessId, chats.id] }),
	],
);

export const earlyNews = sqliteTable(
	"earlyNews",
	{
		businessId: text().notNull(),
		connectionId: text().notNull(),
		platformMessageId: text().notNull(),
		kind: text().notNull(),
		body: text().notNull(),
		at: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.connectionId, t.platformMessageId, t.kind] })],
);

export const messageMedia = sqliteTable(
	"messageMedia",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		messageId: text(),
		chatId: text().notNull(),
		connectionId: text().notNull(),
		ref: text(),
		mime: text().notNull(),
		name: text().notNull().default(""),
		bytes: integer(),
		state: text({ enum: mediaStates }).notNull(),
		why: text(),
		tries: integer().notNull().default(0),
		dueAt: integer(),
		createdAt: integer().notNull(),
		sealedName: text(),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.id] })],
);

export const chatLabels = sqliteTable(
	"chatLabels",
	{
		businessId: text()
			.notNull()
			.references(() => businesses.businessId),
		id: text().notNull(),
		name: text().notNull(),
		colour: text().notNull(),
		createdAt: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.id] }), unique("chatLabels_named_once").on(t.businessId, t.name)],
);

export const labelsOfChats = sqliteTable(
	"labelsOfChats",
	{
		businessId: text().notNull(),
		labelId: text().notNull(),
		chatId: text().notNull(),
		status: text({ enum: chatStatuses }).notNull(),
		lastAt: integer().notNull(),
		assigneeId: text(),
		connectionId: text().notNull().default(""),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.chatId, t.labelId] })],
);

export const cannedReplies = sqliteTable(
	"cannedReplies",
	{
		businessId: text()
			.notNull()
			.references(() => businesses.businessId),
		id: text().notNull(),
		shortcut: text().notNull(),
		title: text().notNull(),
		text: text().notNull(),
		version: integer().notNull().default(1),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
		mediaId: text(),
		mime: text(),
		fileName: text(),
		bytes: integer(),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.id] }), unique("cannedReplies_short_once").on(t.businessId, t.shortcut)],
);

export const talkTemplates = sqliteTable(
	"talkTemplates",
	{
		businessId: text().notNull(),
		connectionId: text().notNull(),
		name: text().notNull(),
		language: text().notNull(),
		status: text().notNull(),
		category: text().notNull().default(""),
		body: text().notNull().default(""),
		variables: integer().notNull().default(0),
		seenAt: integer().notNull(),
		header: text(),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.connectionId, t.name, t.language] })],
);

export const inboxSettings = sqliteTable("inboxSettings", {
	businessId: text()
		.primaryKey()
		.references(() => businesses.businessId),
	assignment: text({ enum: assignments }).notNull(),
	capacity: integer().notNull(),
	version: integer().notNull().default(1),
	updatedAt: integer().notNull(),
});

export const messageSealing = sqliteTable("messageSealing", {
	businessId: text()
		.primaryKey()
		.references(() => businesses.businessId),
	isSealed: integer().notNull(),
	keyId: text().notNull(),
	state: text({ enum: sealingStates }).notNull(),
	round: integer().notNull(),
	afterChatId: text().notNull().default(""),
	afterSeq: integer().notNull().default(0),
	looked: integer().notNull().default(0),
	total: integer().notNull(),
	locked: integer().notNull().default(0),
	startedAt: integer().notNull(),
	updatedAt: integer().notNull(),
	afterFile: text(),
});

export const inboxAgents = sqliteTable(
	"inboxAgents",
	{
		businessId: text().notNull(),
		userId: text().notNull(),
		isAvailable: integer().notNull(),
		lastGivenAt: integer().notNull().default(0),
		updatedAt: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.userId] }),
		foreignKey({ columns: [t.businessId, t.userId], foreignColumns: [users.businessId, users.id] }),
	],
);
