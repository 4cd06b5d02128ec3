-- Reactions and names of files, as ciphertext: where it stands, the readable one does not.
ALTER TABLE messages ADD COLUMN theirSealedReaction TEXT CONSTRAINT messages_their_sealed CHECK (theirSealedReaction IS NULL OR theirReaction = '');
ALTER TABLE messages ADD COLUMN ourSealedReaction TEXT CONSTRAINT messages_our_sealed CHECK (ourSealedReaction IS NULL OR ourReaction = '');
ALTER TABLE messageMedia ADD COLUMN sealedName TEXT CONSTRAINT messageMedia_sealed CHECK (sealedName IS NULL OR name = '');

-- A round begins with what was put up and not sent yet.
CREATE INDEX messageMedia_unsent_of ON messageMedia (businessId, id) WHERE messageId IS NULL;

-- A business that seals already has another round, which brings what its last one left.
UPDATE messageSealing SET keyId = '' WHERE isSealed = 1;
