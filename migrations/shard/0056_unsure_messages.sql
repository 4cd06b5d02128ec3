-- What may have left and nobody knows: an echo of it looks here, among a chat's messages.
CREATE INDEX messages_unsure ON messages (businessId, chatId) WHERE state IN ('sending', 'unsure');
