-- Chats with something nobody has read, as lists show them: few, however many there are in all.
CREATE INDEX chats_unread_listed ON chats (businessId, status, lastAt, id) WHERE unread > 0;

-- What was told of messages that never came is forgotten after a while.
CREATE INDEX earlyNews_by_age ON earlyNews (at);
