-- A round goes through the files when it is through with the messages: the last one it brought. NULL: it is at the messages.
ALTER TABLE messageSealing ADD COLUMN afterFile TEXT;

-- A business that seals already has another round, for its files.
UPDATE messageSealing SET keyId = '' WHERE isSealed = 1;
