-- Somebody's chats (or nobody's) on one connection: a list narrowed by both walks what it shows, however many either has.
CREATE INDEX chats_of_assignee_on_connection ON chats (businessId, assigneeId, connectionId, status, lastAt, id);

-- Whose a chat is and where it comes in stand beside its labels too, so that a list of a label narrowed by either walks what it shows.
ALTER TABLE labelsOfChats ADD COLUMN assigneeId TEXT;
ALTER TABLE labelsOfChats ADD COLUMN connectionId TEXT NOT NULL DEFAULT '';

UPDATE labelsOfChats SET (assigneeId, connectionId) =
	(SELECT c.assigneeId, c.connectionId FROM chats AS c WHERE c.businessId = labelsOfChats.businessId AND c.id = labelsOfChats.chatId);

CREATE INDEX labelsOfChats_of_assignee ON labelsOfChats (businessId, labelId, assigneeId, status, lastAt, chatId);
CREATE INDEX labelsOfChats_of_assignee_on_connection ON labelsOfChats (businessId, labelId, assigneeId, connectionId, status, lastAt, chatId);
CREATE INDEX labelsOfChats_on_connection ON labelsOfChats (businessId, labelId, connectionId, status, lastAt, chatId);

DROP TRIGGER chats_move_in_labels;
CREATE TRIGGER chats_move_in_labels AFTER UPDATE OF status, lastAt, assigneeId ON chats
WHEN new.status <> old.status OR new.lastAt <> old.lastAt OR new.assigneeId IS NOT old.assigneeId
BEGIN
	UPDATE labelsOfChats SET status = new.status, lastAt = new.lastAt, assigneeId = new.assigneeId WHERE businessId = new.businessId AND chatId = new.id;
END;
