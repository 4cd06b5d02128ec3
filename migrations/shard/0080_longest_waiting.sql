-- Since when somebody waits for an answer: when they said the first thing that nobody has answered. NULL: they wait for none.
ALTER TABLE chats ADD COLUMN waitingSince INTEGER;

UPDATE chats SET waitingSince = COALESCE((SELECT MIN(m.at) FROM messages AS m INDEXED BY messages_read WHERE m.businessId = chats.businessId AND m.chatId = chats.id
	AND m.sender = 'CUSTOMER' AND m.at > COALESCE((SELECT a.at FROM messages AS a INDEXED BY messages_read WHERE a.businessId = chats.businessId AND a.chatId = chats.id
		AND a.sender = 'AGENT' AND a.isNote = 0 ORDER BY a.at DESC LIMIT 1), 0)), lastInboundAt)
WHERE lastSender = 'CUSTOMER' AND status IN ('OPEN', 'PENDING');

CREATE INDEX chats_waiting ON chats (businessId, status, waitingSince, id) WHERE waitingSince IS NOT NULL;
CREATE INDEX chats_waiting_for ON chats (businessId, assigneeId, status, waitingSince, id) WHERE waitingSince IS NOT NULL;
