-- Made by make-earlier.sh from c72f8d801268b3f39de2f7c6828acf11993ab799.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE knowledge (
    brand TEXT NOT NULL PRIMARY KEY,
    first_position BIGINT NOT NULL,
    position BIGINT NOT NULL
);
INSERT INTO knowledge VALUES('default',1795958018342000,1795958018342005);
CREATE TABLE documents (
    brand TEXT NOT NULL,
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    live_version BIGINT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (brand, id)
);
INSERT INTO documents VALUES('default','delivery.md','Docs:Path={docs}',1795958018342001,1795958018342001);
INSERT INTO documents VALUES('default','descale.md','Docs:Path={docs}',1795958018342002,1795958018342002);
INSERT INTO documents VALUES('default','entkalken.md','Docs:Path={docs}',1795958018342003,1795958018342003);
INSERT INTO documents VALUES('default','warranty.md','Docs:Path={docs}',1795958018342004,1795958018342004);
INSERT INTO documents VALUES('default','wifi.md','Docs:Path={docs}',1795958018342005,1795958018342005);
CREATE TABLE document_versions (
    brand TEXT NOT NULL,
    document_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    audience TEXT NOT NULL,
    language TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    sections TEXT NOT NULL,
    chunk_count INTEGER NOT NULL,
    ingested_at BIGINT NOT NULL,
    PRIMARY KEY (brand, document_id, version)
);
INSERT INTO document_versions VALUES('default','delivery.md',1795958018342001,'Delivery and returns','/docs/delivery.md','public','en','44d595fd516978d9273e9f87692defc823f1808da60925d768d4519a1adb3c46','[{"HeadingPath":["Delivery times"],"Anchor":"delivery-times","Blocks":["A kettle is delivered within three working days in Austria and Germany, and within six in the rest of the European Union."]},{"HeadingPath":["Return a kettle"],"Anchor":"return-a-kettle","Blocks":["A kettle can be sent back within thirty days after delivery. Print the return label from your account and bring the parcel to any post office. The money is back on your account after five days."]}]',2,1795958018342);
INSERT INTO document_versions VALUES('default','descale.md',1795958018342002,'Descale the kettle','/docs/descale.md','public','en','8602f63b0789fabfc2fe156700de54ea6bcfee86081d18d11f1bdccd481f99a5','[{"HeadingPath":[],"Anchor":"","Blocks":["Lime makes the kettle loud and slow. Descale it every four weeks where the water is hard."]},{"HeadingPath":["Descale with citric acid"],"Anchor":"descale-with-citric-acid","Blocks":["1. Fill the kettle with one litre of cold water.\n2. Add two spoons of citric acid.\n3. Wait thirty minutes; do not boil it.\n4. Pour the water away and rinse the kettle twice."]},{"HeadingPath":["Descale the filter"],"Anchor":"descale-the-filter","Blocks":["Take the filter out of the spout, lay it in vinegar for ten minutes and rinse it under the tap."]}]',3,1795958018342);
INSERT INTO document_versions VALUES('default','entkalken.md',1795958018342003,'Wasserkocher entkalken','/docs/entkalken.md','public','de','7ad72ab4f402f8e7665435fe681143ffaf5af6a41af9ed14ca48d0b7d349bbe4','[{"HeadingPath":["Entkalken mit Zitronensäure"],"Anchor":"entkalken-mit-zitronensäure","Blocks":["Füllen Sie einen Liter kaltes Wasser ein und geben Sie zwei Löffel Zitronensäure dazu. Lassen Sie die Lösung dreißig Minuten wirken und spülen Sie den Wasserkocher danach zweimal aus."]}]',1,1795958018342);
INSERT INTO document_versions VALUES('default','warranty.md',1795958018342004,'Warranty','/docs/warranty.md','public','en','2354e86e6907ee770ae7f6fb1b06d58d82b1688941674447a2da5c7f5ece4465','[{"HeadingPath":["How long the warranty lasts"],"Anchor":"how-long-the-warranty-lasts","Blocks":["The warranty for every Northlight kettle lasts three years from the day of delivery. The heating element is covered for five years.\nLime scale and broken glass are not covered."]},{"HeadingPath":["Claim the warranty"],"Anchor":"claim-the-warranty","Blocks":["Take a photo of the fault and of the serial number under the base. Send both with the invoice to the service desk.\nYou get an answer within two working days."]}]',2,1795958018342);
INSERT INTO document_versions VALUES('default','wifi.md',1795958018342005,'Connect the kettle to Wi-Fi','/docs/wifi.md','public','en','68f620e6f4af0516843b7586657ddc62a50710a6ebeccf38389d901f5a9cd213','[{"HeadingPath":["Pair the kettle"],"Anchor":"pair-the-kettle","Blocks":["Hold the lamp button for five seconds until the lamp blinks blue. Open the Northlight app, choose *Add a device* and follow the screen.\nThe kettle needs a network of 2.4 GHz."]},{"HeadingPath":["When pairing fails"],"Anchor":"when-pairing-fails","Blocks":["Switch the kettle off for one minute, move it closer to the router and pair it again. Networks of 5 GHz alone are not supported."]}]',2,1795958018342);
CREATE TABLE chunks (
    brand TEXT NOT NULL,
    document_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    ordinal INTEGER NOT NULL,
    section TEXT NOT NULL,
    url TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (brand, document_id, version, ordinal)
);
INSERT INTO chunks VALUES('default','delivery.md',1795958018342001,0,'Delivery times','/docs/delivery.md#delivery-times','A kettle is delivered within three working days in Austria and Germany, and within six in the rest of the European Union.');
INSERT INTO chunks VALUES('default','delivery.md',1795958018342001,1,'Return a kettle','/docs/delivery.md#return-a-kettle','A kettle can be sent back within thirty days after delivery. Print the return label from your account and bring the parcel to any post office. The money is back on your account after five days.');
INSERT INTO chunks VALUES('default','descale.md',1795958018342002,0,'','/docs/descale.md','Lime makes the kettle loud and slow. Descale it every four weeks where the water is hard.');
INSERT INTO chunks VALUES('default','descale.md',1795958018342002,1,'Descale with citric acid','/docs/descale.md#descale-with-citric-acid',replace('1. Fill the kettle with one litre of cold water.\n2. Add two spoons of citric acid.\n3. Wait thirty minutes; do not boil it.\n4. Pour the water away and rinse the kettle twice.','\n',char(10)));
INSERT INTO chunks VALUES('default','descale.md',1795958018342002,2,'Descale the filter','/docs/descale.md#descale-the-filter','Take the filter out of the spout, lay it in vinegar for ten minutes and rinse it under the tap.');
INSERT INTO chunks VALUES('default','entkalken.md',1795958018342003,0,'Entkalken mit Zitronensäure','/docs/entkalken.md#entkalken-mit-zitronensäure','Füllen Sie einen Liter kaltes Wasser ein und geben Sie zwei Löffel Zitronensäure dazu. Lassen Sie die Lösung dreißig Minuten wirken und spülen Sie den Wasserkocher danach zweimal aus.');
INSERT INTO chunks VALUES('default','warranty.md',1795958018342004,0,'How long the warranty lasts','/docs/warranty.md#how-long-the-warranty-lasts',replace('The warranty for every Northlight kettle lasts three years from the day of delivery. The heating element is covered for five years.\nLime scale and broken glass are not covered.','\n',char(10)));
INSERT INTO chunks VALUES('default','warranty.md',1795958018342004,1,'Claim the warranty','/docs/warranty.md#claim-the-warranty',replace('Take a photo of the fault and of the serial number under the base. Send both with the invoice to the service desk.\nYou get an answer within two working days.','\n',char(10)));
INSERT INTO chunks VALUES('default','wifi.md',1795958018342005,0,'Pair the kettle','/docs/wifi.md#pair-the-kettle',replace('Hold the lamp button for five seconds until the lamp blinks blue. Open the Northlight app, choose *Add a device* and follow the screen.\nThe kettle needs a network of 2.4 GHz.','\n',char(10)));
INSERT INTO chunks VALUES('default','wifi.md',1795958018342005,1,'When pairing fails','/docs/wifi.md#when-pairing-fails','Switch the kettle off for one minute, move it closer to the router and pair it again. Networks of 5 GHz alone are not supported.');
CREATE TABLE conversation (
    brand TEXT NOT NULL,
    id TEXT NOT NULL,
    channel TEXT NOT NULL,
    owner TEXT NOT NULL,
    user_id TEXT,
    user_name TEXT,
    locale TEXT,
    started_at BIGINT NOT NULL,
    last_number BIGINT NOT NULL,
    PRIMARY KEY (brand, id)
);
INSERT INTO conversation VALUES('default','dd28e864699da0d86883db436bd61b99','webchat','bot','dl_f65cf10bd611be0686e8e671bdd301c0',NULL,NULL,1795958018982,4);
CREATE TABLE activity (
    brand TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    activity_id TEXT NOT NULL,
    sender_id TEXT NOT NULL,
    client_id TEXT,
    visible INTEGER NOT NULL,
    json TEXT NOT NULL,
    stored_at BIGINT NOT NULL,
    PRIMARY KEY (brand, conversation_id, number)
);
INSERT INTO activity VALUES('default','dd28e864699da0d86883db436bd61b99',1,'dd28e864699da0d86883db436bd61b99|0000001','dl_f65cf10bd611be0686e8e671bdd301c0',NULL,0,'{"type":"conversationUpdate","id":"dd28e864699da0d86883db436bd61b99|0000001","timestamp":"2026-11-29T13:13:38.9794188Z","channelId":"directline","serviceUrl":"urn:botframework:directline","from":{"id":"dl_f65cf10bd611be0686e8e671bdd301c0","role":"user"},"recipient":{"id":"bot","name":"SupportBot","role":"bot"},"conversation":{"id":"dd28e864699da0d86883db436bd61b99"},"membersAdded":[{"id":"bot","name":"SupportBot","role":"bot"},{"id":"dl_f65cf10bd611be0686e8e671bdd301c0","role":"user"}]}',1795958018990);
INSERT INTO activity VALUES('default','dd28e864699da0d86883db436bd61b99',2,'dd28e864699da0d86883db436bd61b99|0000001-1','',NULL,1,'{"type":"message","id":"dd28e864699da0d86883db436bd61b99|0000001-1","timestamp":"2026-11-29T13:13:39.0481267Z","channelId":"directline","serviceUrl":"urn:botframework:directline","from":{"id":"bot","name":"SupportBot","role":"bot"},"recipient":{"id":"dl_f65cf10bd611be0686e8e671bdd301c0","role":"user"},"conversation":{"id":"dd28e864699da0d86883db436bd61b99"},"text":"Hello! I am SupportBot, an automated assistant. I answer from the documentation, and show you where each answer comes from. What would you like to know?","textFormat":"markdown","inputHint":"acceptingInput","suggestedActions":{"to":[],"actions":[{"type":"imBack","title":"How do I put the widget on my site?","value":"How do I put the widget on my site?"},{"type":"imBack","title":"Which settings are there?","value":"Which settings are there?"},{"type":"imBack","title":"What happens when the bot does not know an answer?","value":"What happens when the bot does not know an answer?"}]}}',1795958019058);
INSERT INTO activity VALUES('default','dd28e864699da0d86883db436bd61b99',3,'dd28e864699da0d86883db436bd61b99|0000003','dl_f65cf10bd611be0686e8e671bdd301c0',NULL,1,'{"type":"message","id":"dd28e864699da0d86883db436bd61b99|0000003","timestamp":"2026-11-29T13:13:39.0451913Z","channelId":"directline","serviceUrl":"urn:botframework:directline","from":{"id":"dl_f65cf10bd611be0686e8e671bdd301c0","role":"user"},"recipient":{"id":"bot","name":"SupportBot","role":"bot"},"conversation":{"id":"dd28e864699da0d86883db436bd61b99"},"text":"How long does the warranty last?"}',1795958019060);
INSERT INTO activity VALUES('default','dd28e864699da0d86883db436bd61b99',4,'dd28e864699da0d86883db436bd61b99|0000003-3','',NULL,1,'{"type":"message","id":"dd28e864699da0d86883db436bd61b99|0000003-3","timestamp":"2026-11-29T13:13:39.3132028Z","channelId":"directline","serviceUrl":"urn:botframework:directline","from":{"id":"bot","name":"SupportBot","role":"bot"},"recipient":{"id":"dl_f65cf10bd611be0686e8e671bdd301c0","role":"user"},"conversation":{"id":"dd28e864699da0d86883db436bd61b99"},"replyToId":"dd28e864699da0d86883db436bd61b99|0000003","text":"The warranty for every Northlight kettle lasts three years from the day of delivery. [1]\n\n[1]: <http://127.0.0.1:12988/docs/warranty.md#how-long-the-warranty-lasts> \"Warranty: How long the warranty lasts\"","textFormat":"markdown","inputHint":"acceptingInput","entities":[{"type":"https://schema.org/Message","@context":"https://schema.org","@type":"Message","@id":"","additionalType":["AIGeneratedContent"],"citation":[{"@type":"Claim","position":1,"appearance":{"@type":"DigitalDocument","name":"Warranty: How long the warranty lasts","abstract":"The warranty for every Northlight kettle lasts three years from the day of delivery.","url":"http://127.0.0.1:12988/docs/warranty.md#how-long-the-warranty-lasts"},"claimInterpreter":{"@type":"Project","slogan":"Automated answer"}}],"potentialAction":[{"@type":"LikeAction","@id":"dd28e864699da0d86883db436bd61b99|0000003-3","actionStatus":"PotentialActionStatus"},{"@type":"DislikeAction","@id":"dd28e864699da0d86883db436bd61b99|0000003-3","actionStatus":"PotentialActionStatus"}]},{"type":"streaminfo","streamType":"final","streamId":"dd28e864699da0d86883db436bd61b99|0000003-1"}],"channelData":{"streamType":"final","streamId":"dd28e864699da0d86883db436bd61b99|0000003-1"}}',1795958019351);
CREATE TABLE turn (
    brand TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    user_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    wait_seconds BIGINT NOT NULL,
    state TEXT NOT NULL,
    accepted_at BIGINT NOT NULL,
    finished_at BIGINT, stream_id TEXT, restarts INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (brand, conversation_id, number)
);
INSERT INTO turn VALUES('default','dd28e864699da0d86883db436bd61b99',1,'dl_f65cf10bd611be0686e8e671bdd301c0','conversationUpdate',0,'done',1795958018990,1795958019053,NULL,0);
INSERT INTO turn VALUES('default','dd28e864699da0d86883db436bd61b99',3,'dl_f65cf10bd611be0686e8e671bdd301c0','message',0,'done',1795958019060,1795958019350,NULL,0);
CREATE TABLE reply (
    brand TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    activity_id TEXT NOT NULL,
    question TEXT NOT NULL,
    kind TEXT NOT NULL,
    answer TEXT NOT NULL, message_id TEXT, withdrawn INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (brand, conversation_id, number)
);
INSERT INTO reply VALUES('default','dd28e864699da0d86883db436bd61b99',3,'dd28e864699da0d86883db436bd61b99|0000003-3','How long does the warranty last?','answered','{"kind":"answered","answer":"The warranty for every Northlight kettle lasts three years from the day of delivery. [1]","citations":[{"number":1,"title":"Warranty","section":"How long the warranty lasts","documentId":"warranty.md","url":"http://127.0.0.1:12988/docs/warranty.md#how-long-the-warranty-lasts","quote":"The warranty for every Northlight kettle lasts three years from the day of delivery.","audience":"public"}],"evidence":{"query":"How long does the warranty last?","topBm25":22.10712242126465,"topCosine":null,"coverage":0.8030271049840454,"missing":[],"reason":"supported"},"milliseconds":{"understand":68.864,"search":124.723,"write":21.353},"suggestions":[]}','dd28e864699da0d86883db436bd61b99|0000003',0);
CREATE TABLE feedback (
    brand TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    helpful INTEGER NOT NULL,
    comment TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    PRIMARY KEY (brand, conversation_id, activity_id, user_id)
);
CREATE TABLE embeddings (
    brand TEXT NOT NULL,
    hash TEXT NOT NULL,
    artefact BLOB NULL,
    fingerprints BLOB NOT NULL,
    questions INTEGER NOT NULL,
    hybrid_ndcg DOUBLE PRECISION NOT NULL,
    bm25_ndcg DOUBLE PRECISION NOT NULL,
    trained_at BIGINT NOT NULL,
    PRIMARY KEY (brand, hash)
);
CREATE TABLE leases (
    brand TEXT NOT NULL,
    name TEXT NOT NULL,
    holder TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (brand, name)
);
CREATE TABLE delivery (
    brand TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    state TEXT NOT NULL,
    channel_activity_id TEXT,
    problem TEXT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (brand, conversation_id, number)
);
CREATE TABLE reaction (
    brand TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    type TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    PRIMARY KEY (brand, conversation_id, activity_id, user_id, type)
);
CREATE TABLE usage (
    brand TEXT NOT NULL,
    day TEXT NOT NULL,
    model TEXT NOT NULL,
    calls BIGINT NOT NULL,
    prompt_tokens BIGINT NOT NULL,
    completion_tokens BIGINT NOT NULL,
    cost BIGINT NOT NULL, prices_of TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (brand, day, model)
);
CREATE TABLE embedding_cache (
    brand TEXT NOT NULL,
    model TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (brand, model, text_hash)
);
CREATE TABLE audit_record (
    brand TEXT NOT NULL,
    id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    channel TEXT NOT NULL,
    kind TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    commitment TEXT NOT NULL,
    erased_at BIGINT,
    erased_reason TEXT,
    position BIGINT,
    sealed_at BIGINT,
    hash TEXT,
    PRIMARY KEY (brand, id),
    UNIQUE (brand, conversation_id, number)
);
INSERT INTO audit_record VALUES('default','01a2277094f274b59a38e0fd3ab3b040','dd28e864699da0d86883db436bd61b99',3,'webchat','answered',1795958019314,'9769a05b46490a21f31d6e00322aea5a9420c4d5b4dafb3932b2230ad36eb77f',NULL,NULL,1,1795958022874,'209f4aac4cc8c9fb7cac5931b9b221ac0803f843eec2a9cfa6ee6f7f75e12259');
CREATE TABLE audit_content (
    brand TEXT NOT NULL,
    id TEXT NOT NULL,
    salt BLOB NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (brand, id)
);
INSERT INTO audit_content VALUES('default','01a2277094f274b59a38e0fd3ab3b040',X'de46dbd4ae100c90bbfb72d7afa27e8ec8c29a0375518ad3053dd58eba3edbd9','{"question":"How long does the warranty last?","understood":"How long does the warranty last?","language":"en","evidence":{"query":"How long does the warranty last?","topBm25":22.10712242126465,"topCosine":null,"coverage":0.8030271049840454,"missing":[],"reason":"supported"},"passages":[{"rank":1,"documentId":"warranty.md","version":1795958018342004,"ordinal":0,"title":"Warranty","section":"How long the warranty lasts","textHash":"1bc301c70d5e4f5a208cec2c77586ada08de1a9199e5724027198493594b487f","score":0.4,"bm25":22.10712242126465,"cosine":null,"isCited":true},{"rank":2,"documentId":"warranty.md","version":1795958018342004,"ordinal":1,"title":"Warranty","section":"Claim the warranty","textHash":"c69834b483cbc1d28dbf4b4d02a36df31f12d6d2e5065d96fef89c398e648887","score":0.10804728942213791,"bm25":5.971536636352539,"cosine":null,"isCited":false}],"checks":{"passed":1,"failed":[]},"calls":[],"answer":"The warranty for every Northlight kettle lasts three years from the day of delivery. [1]","citations":[{"number":1,"title":"Warranty","section":"How long the warranty lasts","documentId":"warranty.md","url":"http://127.0.0.1:12988/docs/warranty.md#how-long-the-warranty-lasts","quote":"The warranty for every Northlight kettle lasts three years from the day of delivery.","audience":"public"}],"milliseconds":{"understand":68.864,"search":124.723,"write":21.353},"missingLeg":null,"translation":null}');
CREATE TABLE audit_head (
    brand TEXT NOT NULL,
    position BIGINT NOT NULL,
    hash TEXT NOT NULL,
    signed_at BIGINT NOT NULL,
    public_key TEXT NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (brand)
);
INSERT INTO audit_head VALUES('default',1,'209f4aac4cc8c9fb7cac5931b9b221ac0803f843eec2a9cfa6ee6f7f75e12259',1795958022874,'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEYBojmHMQzwLCIVMHTha2eRtCr6gSfSwQe6u1Gkv/ryR6yXw4xh7SyfQnOSdw5qL+rGl0DC4OqCL0dcmiRnrqhg==','epLwvQUZQvKxkPEK+mLKtIIHkhsbmTAr1YC278sP6RNLOb1tt63zB45bRk2Uv8qU6yQNLuKtHjTl0yPeUk8p/w==');
CREATE TABLE audited_version (
    brand TEXT NOT NULL,
    document_id TEXT NOT NULL,
    version BIGINT NOT NULL, cited_at BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (brand, document_id, version)
);
INSERT INTO audited_version VALUES('default','warranty.md',1795958018342004,1795958019314);
CREATE TABLE embedding_use (
    brand TEXT NOT NULL,
    model TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    used_at BIGINT NOT NULL,
    PRIMARY KEY (brand, model, text_hash)
);
CREATE UNIQUE INDEX documents_by_position ON documents (brand, position);
CREATE UNIQUE INDEX activity_by_client ON activity (brand, conversation_id, sender_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX turn_unfinished ON turn (brand, conversation_id, number) WHERE state = 'accepted';
CREATE INDEX feedback_by_time ON feedback (brand, given_at)
;
CREATE INDEX delivery_open ON delivery (brand, conversation_id, number) WHERE state IN ('waiting', 'sending');
CREATE INDEX turn_by_user ON turn (brand, user_id, accepted_at) WHERE kind IN ('message', 'messageUpdate') AND wait_seconds = 0;
CREATE UNIQUE INDEX audit_record_by_position ON audit_record (brand, position);
COMMIT;
PRAGMA user_version=13;
