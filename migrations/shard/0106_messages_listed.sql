-- What was said in a whole business, newest first: by whom, or how far ours got.
CREATE INDEX messages_by_side ON messages (businessId, sender, isNote, id);
CREATE INDEX messages_by_state ON messages (businessId, state, id) WHERE state IS NOT NULL;
