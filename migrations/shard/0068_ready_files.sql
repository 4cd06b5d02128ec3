-- A file that goes with a ready answer: its own copy, put up anew for each chat it is sent in.
ALTER TABLE cannedReplies ADD COLUMN mediaId TEXT;
ALTER TABLE cannedReplies ADD COLUMN mime TEXT;
ALTER TABLE cannedReplies ADD COLUMN fileName TEXT;
ALTER TABLE cannedReplies ADD COLUMN bytes INTEGER;

-- What has to be sent above a template's words: a picture, a film, a file.
ALTER TABLE talkTemplates ADD COLUMN header TEXT CONSTRAINT talkTemplates_header CHECK (header IN ('IMAGE', 'VIDEO', 'FILE'));
