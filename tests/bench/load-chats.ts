import { DatabaseSync } from "node:sqlite";
import { newId } from "#app/platform/ids.ts";
import { minute } from "#app/platform/time.ts";

/** What the bench asks the inbox for. `hers`: somebody with thousands of chats, none of them on `quiet`. */
export type Talked = { hers: string; line: string; quiet: string; label: string };

/**
 * Adds conversations to a shard's file, set by set: each a customer, a chat and its last message, on two lines, a fiftieth of them open, a fifth of those
 * that are over somebody's, and a tenth about the same thing. A third line has only what is nobody's. Nothing else may have the file open.
 */
export function loadChats(file: string, { chats, now }: { chats: number; now: number }): Talked {
	const database = new DatabaseSync(file);
	try {
		database.exec("PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; PRAGMA temp_store = MEMORY");
		database.exec("BEGIN");
		const row = database
			.prepare(
				"SELECT b.businessId, s.id AS storeId, u.id AS userId FROM businesses b JOIN stores s USING (businessId) JOIN users u USING (businessId) LIMIT 1",
			)
			.get();
		const [businessId, storeId, hers] = [String(row?.businessId), String(row?.storeId), String(row?.userId)];
		const lines = ["whatsapp", "instagram", "messenger"].map((platform) => ({ id: newId(), platform }));
		const connect = database.prepare(
			`INSERT INTO connections (businessId, id, platform, name, storeUrl, storeId, state, webhookToken, settings, ordersUntil, createdAt, updatedAt)
			VALUES (?, ?, ?, ?, ?, ?, 'disconnected', ?, '{}', 0, 1, 1)`,
		);
		for (const { id, platform } of lines)
			connect.run(businessId, id, platform, `Line ${platform}`, `https://graph.example/${id}`, storeId, id);
		const label = newId();
		database
			.prepare("INSERT INTO chatLabels (businessId, id, name, colour, createdAt) VALUES (?, ?, 'Repairs', 'red', 1)")
			.run(businessId, label);
		database.exec(
			"CREATE TEMP TABLE n AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " +
				chats +
				") SELECT i, printf('%08d', i) AS k FROM n",
		);
		database
			.prepare(
				`INSERT INTO customers (businessId, id, personId, state, name, sortKey, createdAt, updatedAt, lastSeenAt)
				SELECT ?, 'person-' || k, 'person-' || k, 'active', 'Customer ' || i, 'customer ' || k, 1, 1, 1 FROM n`,
			)
			.run(businessId);
		database
			.prepare(
				`INSERT INTO chats (businessId, id, connectionId, platform, externalId, customerId, status, assigneeId, unread, preview, lastKind, lastSender, lastMessageId, lastAt, lastInboundAt, lastSeq, createdAt, updatedAt)
				SELECT ?1, 'chat-' || k, CASE WHEN i % 10 = 9 THEN ?4 ELSE iif(i % 2 = 0, ?2, ?3) END, CASE WHEN i % 10 = 9 THEN 'messenger' ELSE iif(i % 2 = 0, 'whatsapp', 'instagram') END,
					'x' || i, 'person-' || k, CASE i % 50 WHEN 0 THEN 'OPEN' WHEN 1 THEN 'PENDING' ELSE iif(i % 3 = 0, 'CLOSED', 'RESOLVED') END,
					iif(i % 5 = 2, ?5, NULL), i % 100 = 0, 'Is number ' || i || ' there?', 'TEXT', 'CUSTOMER', 'message-' || k, CAST(?6 AS INTEGER) - i * ${minute}, CAST(?6 AS INTEGER) - i * ${minute}, 1, 1, 1 FROM n`,
			)
			.run(businessId, ...lines.map(({ id }) => id), hers, now);
		database
			.prepare(
				`INSERT INTO messages (businessId, id, chatId, connectionId, seq, platformMessageId, sender, kind, text, at, createdAt, updatedAt)
				SELECT c.businessId, c.lastMessageId, c.id, c.connectionId, 1, 'there-' || c.id, 'CUSTOMER', 'TEXT', c.preview, c.lastAt, 1, 1 FROM chats AS c WHERE c.businessId = ?`,
			)
			.run(businessId);
		database
			.prepare(
				`INSERT INTO labelsOfChats (businessId, labelId, chatId, status, lastAt, assigneeId, connectionId)
				SELECT c.businessId, ?, c.id, c.status, c.lastAt, c.assigneeId, c.connectionId FROM n CROSS JOIN chats AS c ON c.businessId = ? AND c.id = 'chat-' || n.k WHERE n.i % 10 = 2`,
			)
			.run(label, businessId);
		database.exec("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
		return { hers, line: lines[0]?.id ?? "", quiet: lines[2]?.id ?? "", label };
	} finally {
		database.close();
	}
}
